// Our engine is right with the plans of both planners where the stock gateway is wrong. When that no longer is, the entry
// can go.
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Answer } from './answer.ts';
import { createRun, startGraph } from './differential.ts';
import { composeGraph } from './federated-graph.ts';
import { knownDeviations } from './known-deviations.ts';
import type { Run } from './memory-subgraph.ts';
import { askMonolith } from './monolith.ts';

test.each(knownDeviations)('$title', async ({ subgraphs, operation, variables = {}, expected }) => {
  const composition = composeGraph(subgraphs);
  if ('refusal' in composition) throw new Error(composition.refusal);
  const { graph } = composition;
  const started = await startGraph(graph, ['apollo', 'hive']);
  const { stock, candidates } = started;
  try {
    const asked = { text: operation, document: parse(operation), operationName: undefined, variables };
    // What is answered, and how many mutations that took.
    const ask = async (answer: (run: Run) => Promise<Answer>): Promise<string> => {
      const run = createRun({ seed: 1, faultClass: 'none' });
      const { data, errors } = await answer(run).catch((): Answer => ({}));
      return JSON.stringify({ data, errors, mutations: run.mutations });
    };
    const truth = await ask((run) => askMonolith(stock.schema, graph.data, asked, run));
    expect((JSON.parse(truth) as Answer).data).toEqual(expected);
    expect(await ask((run) => stock.ask(asked, run))).not.toBe(truth);
    for (const candidate of candidates) {
      expect(await ask((run) => candidate.ask(asked, run)), candidate.planner).toBe(truth);
    }
  } finally {
    await started.close();
  }
});
