// The stock gateway still is wrong where we say so. When it no longer is, the entry can go.
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createRun, type Planner, startGraph } from './differential.ts';
import { composeGraph } from './federated-graph.ts';
import { knownDeviations } from './known-deviations.ts';
import { askMonolith } from './monolith.ts';

test.each(knownDeviations)('$title', async ({ subgraphs, operation, variables = {}, expected, failing }) => {
  const composition = composeGraph(subgraphs);
  if ('refusal' in composition) throw new Error(composition.refusal);
  const { graph } = composition;
  const started = await startGraph(graph, ['apollo', 'hive']);
  const { stock, candidates } = started;
  try {
    const asked = { text: operation, document: parse(operation), operationName: undefined, variables };
    const conditions = { seed: 1, faultClass: 'none' } as const;
    const truth = await askMonolith(stock.schema, graph.data, asked, createRun(conditions));
    expect(truth).toEqual({ data: expected });
    const answer = await stock
      .ask(asked, createRun(conditions))
      .catch((error: unknown) => ({ data: undefined, error }));
    expect(answer.data).not.toEqual(expected);
    const wrong: Planner[] = [];
    for (const candidate of candidates) {
      const own = await candidate.ask(asked, createRun(conditions)).catch(() => undefined);
      if (JSON.stringify(own) !== JSON.stringify({ data: expected })) wrong.push(candidate.planner);
    }
    expect(wrong).toEqual(failing);
  } finally {
    await started.close();
  }
});
