// Who pays for what: a caller's budget is asked before anything is fetched, and charged for what was fetched for that caller.
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, print } from 'graphql';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { anonymousPrincipal } from '../../gateway/src/authentication/principal.ts';
import { CodedError } from '../../gateway/src/error-codes/coded-error.ts';
import { createCompiledEngine } from '../../gateway/src/execution/compiled-engine.ts';
import type { CostBudget } from '../../gateway/src/execution/cost-budget.ts';
import type { ExecutionEngine } from '../../gateway/src/execution/execution-engine.ts';
import type { RequestContext } from '../../gateway/src/execution/request-context.ts';
import type { SubgraphClient } from '../../gateway/src/subgraph/subgraph-client.ts';
import { SubgraphRequestError } from '../../gateway/src/subgraph/subgraph-request-error.ts';
import { admitSupergraph } from '../../gateway/src/supergraph/admit-supergraph.ts';
import { createLogger } from '../../gateway/src/telemetry/logger.ts';
import { createExecutionRequest } from './execution-request.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@cost", "@listSize"])
  type Query { books(first: Int! = 10): [Book] @listSize(slicingArguments: ["first"]) }
  type Mutation { add(titles: [String!]! @cost(weight: 2)): Book }
  type Book { title: String price: Int @cost(weight: 3) }
`;
const schema = buildSubgraphSchema({
  typeDefs: parse(sdl),
  resolvers: {
    Query: {
      books: (_: unknown, { first }: { first: number }) => [{ title: 'A', price: 1 }, { title: 'B' }].slice(0, first),
    },
    Mutation: { add: (_: unknown, { titles }: { titles: string[] }) => ({ title: titles[0] }) },
  },
});

const sent: string[] = [];
/** Whether the subgraph answers with nothing. */
let isFailing = false;
/** What answers wait for. */
let held: Promise<void> | undefined;

const client: SubgraphClient = {
  addressParts: [],
  async send({ body }) {
    sent.push(body);
    await held;
    if (isFailing) throw new SubgraphRequestError('GATEWAY_TIMEOUT', 'books', 'It did not answer in time.');
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const { data } = await graphql({ schema, source: query, variableValues: variables ?? {} });
    return JSON.parse(JSON.stringify({ data })) as { data: Record<string, unknown> };
  },
  close: () => Promise.resolve(),
};

let enforcing: ExecutionEngine;
let measuring: ExecutionEngine;

async function createEngine(isEnforced: boolean): Promise<ExecutionEngine> {
  const { supergraphSdl = '' } = composeServices([{ name: 'books', url: 'http://books', typeDefs: parse(sdl) }]);
  return createCompiledEngine({
    ...admitSupergraph(supergraphSdl, { governance: {}, isAuthorizationEnforced: true }),
    planner: 'apollo',
    deduplicates: true,
    demandControl: { listSize: 10, max: 50, isEnforced },
    operationLimit: 10,
    connectSubgraph: ({ name }) => ({
      name,
      client,
      errors: { subgraph: name, addressParts: [], includeMessages: true },
    }),
    log: createLogger({ level: 'silent' }),
  });
}

beforeAll(async () => {
  [enforcing, measuring] = await Promise.all([createEngine(true), createEngine(false)]);
});
beforeEach(() => {
  sent.length = 0;
  held = undefined;
  isFailing = false;
});

/** A plain budget: so much in all. */
function createBudget(amount: number) {
  const calls: string[] = [];
  let left = amount;
  const budget: CostBudget = {
    async admit(estimated) {
      calls.push(`admit ${estimated}`);
      await Promise.resolve();
      if (estimated > left) throw new CodedError('COST_ESTIMATED_TOO_EXPENSIVE', 'The budget is used up.');
    },
    charge(actual) {
      calls.push(`charge ${actual}`);
      left -= actual;
    },
  };
  return { calls, budget };
}

async function ask(engine: ExecutionEngine, text: string, costBudget?: CostBudget) {
  const operation = { text, document: parse(text), operationName: undefined, variables: {} };
  const context: RequestContext = {
    requestId: 'test',
    principal: anonymousPrincipal,
    signal: new AbortController().signal,
    costBudget,
    outcome: {},
  };
  const { data, errors } = await engine.execute(createExecutionRequest(engine.schema, operation, context));
  return { data, codes: errors?.map(({ extensions }) => extensions?.['code']), cost: context.outcome.cost };
}

test('a budget is asked with the estimate, and charged with what was really given', async () => {
  const { calls, budget } = createBudget(100);
  // Ten books at most, of 1 and 3 each; two there are, one of them without a price.
  const { codes, cost } = await ask(enforcing, '{ books { title price } }', budget);
  expect({ codes, cost }).toEqual({ codes: undefined, cost: { estimated: 40, max: 50, actual: 8 } });
  expect(calls).toEqual(['admit 40', 'charge 8']);
});

test('who has not so much left is refused before anything is fetched', async () => {
  const { calls, budget } = createBudget(39);
  const { codes, cost } = await ask(enforcing, '{ books { title price } }', budget);
  expect(codes).toEqual(['COST_ESTIMATED_TOO_EXPENSIVE']);
  expect(cost).toEqual({ estimated: 40, max: 50 });
  expect([calls, sent]).toEqual([['admit 40'], []]);
});

test('what no operation may cost asks no budget', async () => {
  const { calls, budget } = createBudget(1000);
  const { codes, cost } = await ask(enforcing, '{ books(first: 51) { title } }', budget);
  expect({ codes, cost }).toEqual({ codes: ['COST_ESTIMATED_TOO_EXPENSIVE'], cost: { estimated: 51, max: 50 } });
  expect([calls, sent]).toEqual([[], []]);
});

test('what is refused is not planned either', async () => {
  const engine = await createEngine(true);
  await ask(engine, '{ books(first: 51) { title } }');
  await ask(engine, '{ books { price } }', createBudget(29).budget);
  expect(await engine.listMostUsed(10)).toEqual([]);
  const served = '{ books { title } }';
  await ask(engine, served);
  expect((await engine.listMostUsed(10)).map(({ document }) => print(document))).toEqual([print(parse(served))]);
});

test('while costs are only measured, it is served and charged', async () => {
  const { calls, budget } = createBudget(1000);
  const { codes, cost } = await ask(measuring, '{ books(first: 51) { title } }', budget);
  expect({ codes, cost }).toEqual({ codes: undefined, cost: { estimated: 51, max: 50, actual: 2 } });
  expect(calls).toEqual(['admit 51', 'charge 2']);
});

test('of identical queries at the same time each is admitted, and charged what it made run', async () => {
  const [first, second] = [createBudget(100), createBudget(100)];
  let release = (): void => {};
  held = new Promise((resolve) => (release = resolve));
  const answers = [
    ask(enforcing, '{ books { title } }', first.budget),
    ask(enforcing, '{ books { title } }', second.budget),
  ];
  await expect.poll(() => [...first.calls, ...second.calls].length).toBe(2);
  await expect.poll(() => sent.length).toBe(1);
  release();
  const costs = (await Promise.all(answers)).map(({ cost }) => cost?.actual);
  expect(sent).toHaveLength(1);
  expect(new Set(costs)).toEqual(new Set([0, 2]));
  // The one who got what another made run has the estimate back.
  expect([...first.calls, ...second.calls].toSorted()).toEqual(['admit 10', 'admit 10', 'charge 0', 'charge 2']);
});

test('a mutation costs ten, and its arguments and answer', async () => {
  const { calls, budget } = createBudget(100);
  const { cost } = await ask(enforcing, 'mutation { add(titles: ["A", "B", "C"]) { title } }', budget);
  expect(cost).toEqual({ estimated: 10 + 6 + 1, max: 50, actual: 17 });
  expect(calls).toEqual(['admit 17', 'charge 17']);
});

test('what was asked of a subgraph in vain costs what it was estimated at', async () => {
  isFailing = true;
  const { calls, budget } = createBudget(100);
  const { codes, cost } = await ask(enforcing, '{ books { title price } }', budget);
  expect({ codes, cost }).toEqual({ codes: ['GATEWAY_TIMEOUT'], cost: { estimated: 40, max: 50, actual: 40 } });
  expect(calls).toEqual(['admit 40', 'charge 40']);
});

test('of two that wait for one that fails, one pays', async () => {
  const [first, second] = [createBudget(100), createBudget(100)];
  let release = (): void => {};
  held = new Promise((resolve) => (release = resolve));
  isFailing = true;
  const answers = [first, second].map(({ budget }) => ask(enforcing, '{ books { title } }', budget));
  await expect.poll(() => [...first.calls, ...second.calls].length).toBe(2);
  await expect.poll(() => sent.length).toBe(1);
  release();
  await Promise.all(answers);
  expect([...first.calls, ...second.calls].toSorted()).toEqual(['admit 10', 'admit 10', 'charge 0', 'charge 10']);
});
