// Random graphs with random parts protected, asked by callers with different grants: what they get is what graphql-js makes
// of the whole operation when each refused field throws.
//
// `AUTHORIZATION_RUNS=10000` draws as many graphs, `AUTHORIZATION_SEED` others than usual; a failure says with which seed
// and path it is found again.
import * as fc from 'fast-check';
import { buildASTSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { anonymousPrincipal, type Principal } from '../../gateway/src/authentication/principal.ts';
import type { Answer, Operation, Path } from './answer.ts';
import { type Candidate, startCandidate } from './candidate.ts';
import { createRun } from './differential.ts';
import { expectFaultless } from './expect-faultless.ts';
import { composeGraph } from './federated-graph.ts';
import { writeSubgraphs } from './graph-sdl.ts';
import { graphSpec } from './graph-spec.ts';
import { operationSpec } from './operation-spec.ts';
import { writeOperation } from './operation-text.ts';
import { type Grants, protectGraph, scope } from './protect-graph.ts';
import { askRefusingMonolith, refusedCode, type RefusingGraph } from './refusing-monolith.ts';
import { record } from './spec-record.ts';

const { AUTHORIZATION_RUNS = '40', AUTHORIZATION_SEED = '20260102', AUTHORIZATION_PATH: path } = process.env;
const graphs = Number(AUTHORIZATION_RUNS);
const timeLimitMs = Math.max(600_000, graphs * 1000);

const protectedCase = record({
  graph: graphSpec,
  protection: fc.nat(100_000),
  rarity: fc.constantFrom(4, 8, 16),
  seed: fc.nat(100_000),
  operations: fc.array(operationSpec, { minLength: 1, maxLength: 15, size: 'max' }),
});

const token: Principal = { ...anonymousPrincipal, subject: 'user', isAnonymous: false };
const callers: readonly (readonly [Grants, Principal])[] = [
  ['scope', { ...token, scopes: [scope] }],
  ['nothing', anonymousPrincipal],
  ['token', token],
];
const counts = { operations: 0, answers: 0, refusals: 0, unplanned: 0 };

test(
  `${graphs} random graphs with random parts protected`,
  async () => {
    await expectFaultless(
      protectedCase,
      async ({ graph: spec, protection: protectionSeed, rarity, seed, operations }) => {
        const composition = composeGraph(writeSubgraphs(spec));
        if ('refusal' in composition) return [];
        const protection = protectGraph(composition.graph.supergraphSdl, protectionSeed, rarity);
        const { supergraphSdl } = protection;
        const wholeSchema = buildASTSchema(parse(supergraphSdl), { assumeValid: true });
        const candidate = await startCandidate({ ...composition.graph, supergraphSdl }, 'apollo');
        const { schema } = candidate;
        const problems: string[] = [];
        try {
          for (const each of operations) {
            const operation = writeOperation(schema, each);
            if (operation === undefined) continue;
            counts.operations += 1;
            const underTest = { schema, wholeSchema, data: composition.graph.data, protection };
            problems.push(...(await compareCallers(underTest, candidate, operation, seed)));
          }
        } finally {
          await candidate.close();
        }
        const sources = composition.graph.sources.map(({ name, sdl }) => `# ${name}\n${sdl}`);
        return problems.length === 0 ? [] : [...sources, supergraphSdl, ...problems];
      },
      { runs: graphs, seed: Number(AUTHORIZATION_SEED), path, timeLimitMs },
    );
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    // Or there was little to be wrong.
    if (path === undefined) expect(counts.refusals).toBeGreaterThan(graphs);
    expect(counts.unplanned).toBeLessThan(Math.max(20, counts.answers * 0.1));
  },
  timeLimitMs,
);

/** Twice each, so that what is kept ready for one caller could be taken for another. */
async function compareCallers(
  graph: RefusingGraph,
  candidate: Candidate,
  operation: Operation,
  seed: number,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [grants, principal] of [...callers, ...callers]) {
    const truthRun = createRun({ seed, faultClass: 'none' });
    const truth = await askRefusingMonolith(graph, operation, grants, truthRun);
    const run = createRun({ seed, faultClass: 'none' });
    const answer = await askSafely(() => candidate.ask(operation, run, principal));
    counts.answers += 1;
    if (answer === undefined) {
      counts.unplanned += 1;
      continue;
    }
    const refusals = answer.errors?.filter(({ extensions }) => extensions?.code === refusedCode) ?? [];
    counts.refusals += refusals.length;
    // After a null that takes everything away, mutations may go on or not.
    const wrong =
      truth.data !== null && run.mutations !== truthRun.mutations
        ? [`${run.mutations} mutations ran, not ${truthRun.mutations}`]
        : judge(answer, truth);
    if (wrong.length > 0) {
      const asked = run.exchanges.map(({ subgraph, request }) => `${subgraph}: ${request}`);
      problems.push(`caller with ${grants}, seed ${seed}`, operation.text, JSON.stringify(operation.variables));
      problems.push(...wrong, ...asked);
    }
  }
  return problems;
}

/** Undefined where there is no plan, or where the planner itself fails: `differential.test.ts` is about these. */
async function askSafely(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    const answer = await ask();
    const isUnplanned = answer.errors?.some(({ extensions }) => extensions?.code === 'OPERATION_NOT_PLANNED');
    return isUnplanned === true ? undefined : answer;
  } catch (error) {
    if (error instanceof Error && /@apollo\/(federation-internals|query-planner)/.test(error.stack ?? ''))
      return undefined;
    throw error;
  }
}

function judge(answer: Answer, truth: Answer): string[] {
  const problems: string[] = [];
  if (JSON.stringify(answer.data) !== JSON.stringify(truth.data)) {
    problems.push(`data is        ${JSON.stringify(answer.data)}`, `data should be ${JSON.stringify(truth.data)}`);
  }
  const told = (answer.errors ?? []).flatMap(({ path: place = [], extensions }) =>
    extensions?.code === refusedCode ? [place] : [],
  );
  const others = (answer.errors ?? []).filter(({ extensions }) => extensions?.code !== refusedCode);
  if (others.length > 0) problems.push(`other errors: ${JSON.stringify(others)}`);
  // graphql-js tells of a list no more than the first error that takes it away.
  for (const { message, path: place = [] } of truth.errors ?? []) {
    if (message !== refusedCode) problems.push(`the oracle failed: ${message}`);
    else if (!told.some((each) => startsWith(each, place))) problems.push(`no error at ${place.join('.')}`);
  }
  for (const place of told)
    if (!isNull(answer.data, place)) problems.push(`an error at ${place.join('.')}, which is not null`);
  if (new Set(told.map((each) => JSON.stringify(each))).size < told.length) problems.push('an error is told twice');
  return problems;
}

function startsWith(place: Path, beginning: Path): boolean {
  return beginning.every((step, index) => place[index] === step);
}

function isNull(data: unknown, place: Path): boolean {
  let value = data;
  for (const step of place) {
    if (value === null) return true;
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  }
  return value === null;
}
