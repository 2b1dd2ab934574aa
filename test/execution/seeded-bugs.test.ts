// The comparison notices mistakes: each of these within a few graphs, in cases where the engine without it is right.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, startCandidate } from './candidate.ts';
import { compareAnswers } from './differential.ts';
import { composeGraph, type FederatedGraph } from './federated-graph.ts';
import { type GraphCase, graphCase } from './graph-case.ts';
import { writeSubgraphs } from './graph-sdl.ts';
import { writeOperation } from './operation-text.ts';
import { type SeededBug, seededBugs } from './seeded-bugs.ts';
import { startStockGateway } from './stock-gateway.ts';

/** How many graphs may be needed for a mistake to be noticed. */
const graphLimit = 30;
const cases = fc.sample(graphCase, { numRuns: graphLimit, seed: 1 });

test.each(seededBugs)(
  '$title',
  async (bug) => {
    let graphs = 0;
    for (const drawn of cases) {
      graphs += 1;
      if (await isNoticed(bug, drawn)) return;
    }
    expect.fail(`It was not noticed in ${graphs} graphs.`);
  },
  120_000,
);

async function isNoticed(bug: SeededBug, { graph: spec, operations }: GraphCase): Promise<boolean> {
  const composition = composeGraph(writeSubgraphs(spec));
  if ('refusal' in composition) return false;
  const { graph } = composition;
  const stock = await startStockGateway(graph);
  const sound = await startCandidate(graph, 'apollo');
  const broken = await startBroken(graph, bug);
  try {
    for (const { operation: operationSpec, ...conditions } of operations) {
      const operation = writeOperation(stock.schema, operationSpec);
      if (operation === undefined) continue;
      const compare = (candidate: Candidate) =>
        compareAnswers({ graph, stock, candidates: [candidate] }, operation, conditions);
      if ((await compare(broken)).length > 0 && (await compare(sound)).length === 0) return true;
    }
    return false;
  } finally {
    await Promise.all([stock.close(), sound.close(), broken.close()]);
  }
}

async function startBroken(graph: FederatedGraph, { alterAnswer, alterExchange }: SeededBug): Promise<Candidate> {
  const candidate = await startCandidate(graph, 'apollo', alterExchange);
  return {
    ...candidate,
    async ask(operation, run) {
      const answer = await candidate.ask(operation, run);
      return alterAnswer?.(answer) ?? answer;
    },
  };
}
