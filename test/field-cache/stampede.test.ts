// Many who miss the same values at the same time ask for them once, whatever comes of it.
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import type { Answer } from '../execution/answer.ts';
import { type ScriptedGraph, startScriptedGraph } from './scripted-graph.ts';

const crowdSize = 10_000;
let graph: ScriptedGraph;
let release: () => void;

beforeAll(async () => {
  const item = (id: string) => ({ id, price: 5, stock: 7 });
  graph = await startScriptedGraph([
    {
      name: 's0',
      sdl: `
        type Query {
          items: [Item!]! @cacheControl(maxAge: 60) @stale(whileRevalidate: 60, ifError: 600)
          live: Int
        }
        type Item @key(fields: "id") {
          id: ID!
          price: Int @cacheControl(maxAge: 60) @varyBy(claims: [PRICE_GROUP]) @stale(whileRevalidate: 60, ifError: 600)
          stock: Int
        }`,
      resolvers: {
        Query: { items: () => [item('1'), item('2')], live: () => 1 },
        Item: { __resolveReference: ({ id }: { id: string }) => item(id) },
      },
    },
  ]);
});

afterAll(() => graph.close());

beforeEach(() => {
  graph.cache.store.clear();
  graph.advance(10_000);
  graph.takeAsked();
});

/** Different users of one price group. */
function createUser(number: number): Principal {
  return {
    subject: `user-${number}`,
    account: `account-${number % 100}`,
    accounts: [],
    scopes: [],
    roles: [],
    policies: [],
    priceGroup: 'gold',
    catalog: 'eu',
    isAnonymous: false,
  };
}

function hold(then: (answer: () => Promise<string>) => Promise<string | { text: string; cacheControl: string }>): void {
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  graph.intercept = async (_question, answer) => {
    await held;
    return then(answer);
  };
}

async function askAsCrowd(text: string): Promise<Answer[]> {
  // Planned beforehand: it is about what happens once all of them are there.
  const crowd = Array.from({ length: crowdSize }, (_, number) => graph.ask(text, { as: createUser(number) }));
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  release();
  const answers = await Promise.all(crowd);
  graph.intercept = undefined;
  return answers;
}

const countDifferent = (answers: readonly Answer[]): number =>
  new Set(answers.map((each) => JSON.stringify(each))).size;

test('ten thousand who miss the same ask once', async () => {
  hold((answer) => answer());
  const answers = await askAsCrowd('{ items { id price } }');
  expect(answers[0]).toEqual({
    data: {
      items: [
        { id: '1', price: 5 },
        { id: '2', price: 5 },
      ],
    },
  });
  expect(countDifferent(answers)).toBe(1);
  expect(graph.takeAsked()).toHaveLength(1);
});

test.each([
  ['cannot be reached', 'SUBREQUEST_HTTP_ERROR', () => Promise.reject(new Error('down'))],
  [
    'refuses',
    'SYSTEM_UNAVAILABLE',
    () => Promise.resolve(JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'SYSTEM_UNAVAILABLE' } }] })),
  ],
  [
    'answers with an error at a field',
    'SYSTEM_UNAVAILABLE',
    async (answer: () => Promise<string>) => {
      const { data } = JSON.parse(await answer()) as { data: Record<string, { price?: number | null }[]> };
      const [[name, items] = ['', []]] = Object.entries(data);
      for (const item of items) item.price = null;
      return JSON.stringify({
        data,
        errors: items.map((_, index) => ({
          message: 'no',
          path: [name, index, 'price'],
          extensions: { code: 'SYSTEM_UNAVAILABLE' },
        })),
      });
    },
  ],
])('ten thousand who miss the same of a subgraph that %s ask once, and all are told', async (_, code, fail) => {
  hold(fail);
  const answers = await askAsCrowd('{ items { id price } }');
  expect(answers[0]?.errors?.map(({ extensions }) => extensions?.code)).toContain(code);
  expect(countDifferent(answers)).toBe(1);
  // The entities in a list are not known before it is there, so that what they lack is asked for once more.
  expect(graph.takeAsked().length).toBeLessThanOrEqual(2);
  // Nothing of it was kept.
  expect((await graph.ask('{ items { id price } }')).errors).toBeUndefined();
});

test('ten thousand who are served what is stale refresh it once', async () => {
  await graph.ask('{ items { id price } }');
  graph.advance(70);
  graph.takeAsked();
  hold((answer) => answer());
  const answers = await askAsCrowd('{ items { id price } }');
  expect(countDifferent(answers)).toBe(1);
  expect(graph.takeAsked()).toHaveLength(1);
});

test('a refresh that fails is not begun again by everybody who comes while it is under way', async () => {
  await graph.ask('{ items { id price } }');
  graph.advance(70);
  graph.takeAsked();
  hold(() => Promise.reject(new Error('down')));
  const answers = await askAsCrowd('{ items { id price } }');
  expect(answers[0]?.errors).toBeUndefined();
  expect(countDifferent(answers)).toBe(1);
  expect(graph.takeAsked()).toHaveLength(1);
});

test.each([
  ['is right', (text: string) => text],
  [
    'has an error beside it',
    (text: string) =>
      JSON.stringify({
        ...(JSON.parse(text) as object),
        errors: [{ message: 'no', path: ['items', 0, 'id'], extensions: { code: 'SYSTEM_UNAVAILABLE' } }],
      }),
  ],
])('what may not be kept and %s is asked for by each, and nobody gets what another was given', async (_, change) => {
  hold(async (answer) => ({ text: change(await answer()), cacheControl: 'no-store' }));
  const two = [graph.ask('{ items { id } }'), graph.ask('{ items { id } }', { as: createUser(2) })];
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  release();
  await Promise.all(two);
  graph.intercept = undefined;
  expect(graph.takeAsked()).toHaveLength(2);
});
