// Random operations on random graphs in which every field may be kept: who asks again is given the same, byte for byte,
// and no subgraph is asked, whatever was selected: aliases, lists of lists, interfaces, unions, nulls.
import * as fc from 'fast-check';
import { test } from 'vitest';
import type { Answer } from '../execution/answer.ts';
import { expectFaultless } from '../execution/expect-faultless.ts';
import { composeGraph } from '../execution/federated-graph.ts';
import { writeSubgraphs } from '../execution/graph-sdl.ts';
import { type GraphSpec, graphSpec } from '../execution/graph-spec.ts';
import type { Run } from '../execution/memory-subgraph.ts';
import { type OperationSpec, operationSpec } from '../execution/operation-spec.ts';
import { writeOperation } from '../execution/operation-text.ts';
import { record } from '../execution/spec-record.ts';
import { createTestCache, startGateway, type SubgraphQuestion } from './compared-gateways.ts';
import { keepEverything } from './governed-sources.ts';
import { principals } from './principals.ts';
import { readSequenceSettings } from './sequence-settings.ts';

interface RoundTrip {
  readonly operations: readonly OperationSpec[];
  readonly graph: GraphSpec;
  readonly seed: number;
}

const roundTrip: fc.Arbitrary<RoundTrip> = record({
  operations: fc.array(operationSpec, { minLength: 1, maxLength: 10, size: 'max' }),
  graph: graphSpec,
  seed: fc.nat(100_000),
});

const { graphs, seed, path, planners } = readSequenceSettings(process.env);
const timeLimitMs = Math.max(600_000, graphs * 1000);

/** Asks twice; what is wrong with the second time, if anything. */
async function runRoundTrip({ operations, graph: spec, seed: dataSeed }: RoundTrip): Promise<string[]> {
  const composition = composeGraph(keepEverything(writeSubgraphs(spec)));
  if ('refusal' in composition) return [];
  const { graph } = composition;
  const [principal] = principals;
  if (principal === undefined) return [];
  const problems: string[] = [];
  for (const planner of planners) {
    let asked: SubgraphQuestion[] = [];
    const exchanges: Run['exchanges'] = [];
    const gateway = await startGateway({
      supergraphSdl: graph.supergraphSdl,
      planner,
      cache: createTestCache({ limitBytes: 50_000_000, now: () => 0, random: () => 0 }),
      async ask(question) {
        asked.push(question);
        const choice = { seed: dataSeed, nullRate: 6 };
        const run: Run = { choice, fault: { faultClass: 'none', seed: 0 }, mutations: 0, exchanges };
        return (await graph.subgraphs.get(question.subgraph)?.answer(question.body, run)) ?? '';
      },
    });
    for (const each of operations) {
      const operation = writeOperation(gateway.schema, { ...each, isMutation: false });
      if (operation === undefined) continue;
      const answers: Answer[] = [];
      let again: string[] = [];
      for (let round = 0; round < 2; round += 1) {
        asked = [];
        answers.push(await gateway.ask(operation, principal).catch(refused));
        again = asked
          .filter((question) => !isAboutInterface(question))
          .map(({ subgraph, body }) => `${subgraph} ${body}`);
      }
      const [first, second] = answers.map((answer) => JSON.stringify(answer));
      if (answers[0]?.errors !== undefined) continue;
      if (first === second && again.length === 0) continue;
      const sources = graph.sources.map(({ name, sdl }) => `# ${name}\n${sdl}`);
      problems.push(
        [...sources, operation.text, JSON.stringify(operation.variables), `${first}`, `${second}`, ...again].join('\n'),
      );
    }
    await gateway.close();
  }
  return problems;
}

/** Some operations no plan is found for. */
function refused(error: Error): Answer {
  return { errors: [{ message: error.message }] };
}

/** By the key of an interface, a subgraph is also asked of which type an entity is. That is not kept. */
function isAboutInterface({ body }: SubgraphQuestion): boolean {
  return /on Family\d\b/.test(body) && body.includes('_entities');
}

test(
  `${graphs} random graphs`,
  async () => {
    let operations = 0;
    const run = (drawn: RoundTrip): Promise<string[]> => {
      operations += drawn.operations.length;
      return runRoundTrip(drawn);
    };
    await expectFaultless(roundTrip, run, { runs: graphs, seed, path, timeLimitMs });
    process.stdout.write(`${operations} operations\n`);
  },
  timeLimitMs,
);
