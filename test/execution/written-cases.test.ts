// What chance may not find: each candidate gives the answer of the monolith.
import { afterAll, expect, test } from 'vitest';
import { parse } from 'graphql';
import type { SubgraphSource } from './graph-sdl.ts';
import { compareAnswers, type GraphUnderTest, type Planner, startGraph } from './differential.ts';
import { faultClasses } from './fault.ts';
import { composeGraph } from './federated-graph.ts';
import { writtenCases } from './written-cases.ts';

const planners = ['apollo', 'hive'] as const;
const started = new Map<readonly SubgraphSource[], Promise<GraphUnderTest>>();

function startOnce(sources: readonly SubgraphSource[]): Promise<GraphUnderTest> {
  const known = started.get(sources);
  if (known !== undefined) return known;
  const composition = composeGraph(sources);
  if ('refusal' in composition) throw new Error(composition.refusal);
  const graph = startGraph(composition.graph, planners);
  started.set(sources, graph);
  return graph;
}

afterAll(async () => {
  for (const graph of started.values()) await (await graph).close();
});

test.each(writtenCases)('$title', async ({ subgraphs, operation, variables = {} }) => {
  const graph = await startOnce(subgraphs);
  const asked = { text: operation, document: parse(operation), operationName: undefined, variables };
  const problems: Record<Planner, string[]> = { apollo: [], hive: [] };
  // Several worlds, so that something is null or empty in one of them.
  for (let seed = 1; seed <= 20; seed += 1) {
    for (const faultClass of faultClasses) {
      for (const finding of await compareAnswers(graph, asked, { seed, faultClass })) {
        problems[finding.planner].push(`seed ${seed}, ${faultClass}`, ...finding.problems);
      }
    }
  }
  expect(problems).toEqual({ apollo: [], hive: [] });
});
