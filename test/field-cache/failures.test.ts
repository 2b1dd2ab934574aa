// What subgraphs fail to give: who loses what of it, who is told, and that nothing else is lost or given to others.
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anonymousPrincipal, type Principal } from '../../gateway/src/authentication/principal.ts';
import { SubgraphRequestError } from '../../gateway/src/subgraph/subgraph-request-error.ts';
import type { Answer } from '../execution/answer.ts';
import type { SubgraphQuestion } from './compared-gateways.ts';
import { principals } from './principals.ts';
import { type ScriptedGraph, startScriptedGraph } from './scripted-graph.ts';

let graph: ScriptedGraph;
/** What takes the place of an answer of `main`; undefined where it answers itself. */
let answerInstead: (question: SubgraphQuestion) => object | undefined;
let ids: string[];

const [gold = anonymousPrincipal] = principals;
const silver: Principal = { ...gold, subject: 'silver', priceGroup: 'silver' };
const isGold = (_: unknown, __: unknown, { priceGroup }: Principal): boolean => priceGroup === 'gold';

function fail(code: string): never {
  throw Object.assign(new Error(`no: ${code}`), { extensions: { code } });
}

beforeAll(async () => {
  const kept = '@cacheControl(maxAge: 60) @stale(ifError: 600)';
  const item = (id: string) => ({ __typename: 'Item', id });
  graph = await startScriptedGraph([
    {
      name: 'main',
      sdl: `
        type Query {
          name: String ${kept}
          nothing: String ${kept}
          # Another subgraph has them as well, and may leave them empty.
          broken: String! @shareable ${kept}
          refused: String! @shareable ${kept}
          items: [Item!]! ${kept}
          listing: Listing ${kept}
          report: Report ${kept}
          secrets: [Item]! ${kept}
          thing: Thing ${kept}
        }
        # Another subgraph asks for it by its key, so that the cache wants to know that as well.
        type Thing @key(fields: "code") { code: ID! label: String ${kept} }
        type Listing { nodes: [Item!]! count: Int }
        type Report { count(of: Int!): Int broken: Int }
        type Item @key(fields: "id") {
          id: ID!
          title: String ${kept}
          price: Int ${kept} @varyBy(claims: [PRICE_GROUP])
          secret: Int! ${kept} @varyBy(claims: [PRICE_GROUP])
          live: String
          broken: String! @shareable ${kept}
        }`,
      resolvers: {
        Query: {
          name: () => 'Main',
          nothing: () => null,
          broken: () => fail('SYSTEM_UNAVAILABLE'),
          refused: () => fail('NOT_FOUND'),
          items: () => ids.map(item),
          listing: () => ({ nodes: ids.map(item) }),
          report: () => ({}),
          secrets: () => ids.map(item),
          thing: () => ({ label: 'Thing' }),
        },
        Thing: { code: () => fail('SYSTEM_UNAVAILABLE') },
        Listing: { count: () => fail('SYSTEM_UNAVAILABLE') },
        Report: {
          count: (_: unknown, { of }: { of: number }) => of * 10,
          broken: () => fail('SYSTEM_UNAVAILABLE'),
        },
        Item: {
          __resolveReference: ({ id }: { id: string }) => (ids.includes(id) ? item(id) : null),
          title: ({ id }: { id: string }) => `Item ${id}`,
          price: (...args: Parameters<typeof isGold>) => (isGold(...args) ? 1 : 1000),
          secret: (...args: Parameters<typeof isGold>) => (isGold(...args) ? fail('FORBIDDEN') : 7),
          live: (_: unknown, __: unknown, { subject }: Principal) => `for ${subject}`,
          broken: () => fail('SYSTEM_UNAVAILABLE'),
        },
      },
    },
    {
      name: 'other',
      sdl: `
        type Query { broken: String @shareable ${kept} refused: String @shareable ${kept} }
        type Item @key(fields: "id") { id: ID! broken: String @shareable ${kept} }`,
      resolvers: {},
    },
  ]);
});

afterAll(() => graph.close());

beforeEach(() => {
  graph.cache.store.clear();
  graph.advance(10_000);
  graph.takeAsked();
  ids = ['1', '2'];
  answerInstead = () => undefined;
  graph.intercept = async (question, answer) => {
    const instead = answerInstead(question);
    return instead === undefined ? answer() : JSON.stringify(instead);
  };
});

/** Until they all wait, no subgraph answers. */
async function askTogether(...asks: (() => Promise<Answer>)[]): Promise<Answer[]> {
  const { intercept } = graph;
  // Planned beforehand, so that they all come while the first is under way.
  graph.intercept = () => Promise.reject(new Error('down'));
  await Promise.all(asks.map((ask) => ask()));
  graph.takeAsked();
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  graph.intercept = async (question, answer) => {
    await held;
    return (await intercept?.(question, answer)) ?? answer();
  };
  // One after the other, so that who asked first is who is waited for.
  const answers = [];
  for (const ask of asks) {
    answers.push(ask());
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }
  release();
  return Promise.all(answers);
}

const describeErrors = ({ errors = [] }: Answer): string[] =>
  errors.map(({ path = [], extensions }) => `${path.join('.')} ${String(extensions?.code)}`).toSorted();

const title = { title: 'Item 1' };

test('an error of a key that only the cache asks for takes nothing from the client, nor from who waits', async () => {
  const ask = () => graph.ask('{ name thing { label } }');
  const whole = { data: { name: 'Main', thing: { label: 'Thing' } } };
  expect(await ask()).toEqual(whole);
  expect(await askTogether(ask, ask)).toEqual([whole, whole]);
});

describe('who waits for the fetch of somebody else', () => {
  test.each([
    ['a root field', '{ name broken }', '{ name }', { name: 'Main' }],
    [
      'a field of an entity',
      '{ items { title broken } }',
      '{ items { title } }',
      { items: [title, { title: 'Item 2' }] },
    ],
    ['a field beside a list', '{ name items { broken } }', '{ name }', { name: 'Main' }],
  ])('does not lose %s by an error of what only the other asked for', async (_, first, second, expected) => {
    await graph.ask('{ items { id } }');
    graph.takeAsked();
    const [, answer] = await askTogether(
      () => graph.ask(first),
      () => graph.ask(second),
    );
    expect(answer).toEqual({ data: expected });
    expect(graph.takeAsked().length).toBeLessThanOrEqual(2);
  });

  test('asks for it together with the others who lost it', async () => {
    const asks = Array.from({ length: 50 }, () => () => graph.ask('{ name }'));
    const answers = await askTogether(() => graph.ask('{ name broken }'), ...asks);
    expect(answers.slice(1)).toEqual(asks.map(() => ({ data: { name: 'Main' } })));
    expect(graph.takeAsked()).toHaveLength(2);
  });

  test.each([
    '{ name broken }',
    '{ items { title broken } }',
    '{ report { broken count(of: 1) } }',
    '{ broken refused }',
  ])('is told the errors of what both asked for: %s', async (text) => {
    await graph.ask('{ items { id } }');
    const alone = await graph.ask(text);
    const asks = Array.from({ length: 50 }, () => () => graph.ask(text));
    expect(await askTogether(...asks)).toEqual(asks.map(() => alone));
    expect(graph.takeAsked()).toHaveLength(1);
  });

  async function expectOwnAnswers(text: string): Promise<void> {
    const [first, second] = await askTogether(
      () => graph.ask(text, { as: gold }),
      () => graph.ask(text, { as: silver }),
    );
    expect(first).toEqual(await graph.askPlainly(text, { as: gold }));
    expect(second).toEqual(await graph.askPlainly(text, { as: silver }));
  }

  test.each(['{ listing { count nodes { id price } } }', '{ listing { count nodes { id live } } }'])(
    'is not given what another was given, where an error is beside it: %s',
    expectOwnAnswers,
  );

  test('is not given what the answer says is for one caller alone', async () => {
    const text = '{ report { broken count(of: 1) } }';
    const { intercept } = graph;
    graph.intercept = async (question, answer) => {
      const of = question.principal.subject === gold.subject ? 1 : 2;
      const data = { report: { broken: null, count: of } };
      const errors = [{ message: 'no', path: ['report', 'broken'], extensions: { code: 'NOT_FOUND' } }];
      await answer();
      return { text: JSON.stringify({ data, errors }), cacheControl: 'private' };
    };
    const answers = await askTogether(
      () => graph.ask(text, { as: gold }),
      () => graph.ask(text, { as: silver }),
    );
    graph.intercept = intercept;
    expect(answers.map(({ data }) => data)).toEqual([1, 2].map((count) => ({ report: { broken: null, count } })));
  });

  test('shares with those for whom all of it is the same, whoever they are', async () => {
    const asks = Array.from(
      { length: 50 },
      (_, number) => () =>
        graph.ask('{ listing { count nodes { id price } } }', { as: { ...gold, subject: `user-${number}` } }),
    );
    const answers = await askTogether(...asks);
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(graph.takeAsked()).toHaveLength(1);
  });

  test('is not given what other arguments gave, where an error is beside it', async () => {
    const ask = (of: number) => () =>
      graph.ask('query($of: Int!) { report { broken count(of: $of) } }', { variables: { of } });
    const answers = await askTogether(ask(1), ask(2), ask(1));
    expect(answers.map(({ data }) => data)).toEqual(
      [1, 2, 1].map((of) => ({ report: { broken: null, count: of * 10 } })),
    );
    expect(answers.map(describeErrors)).toEqual(answers.map(() => ['report.broken SYSTEM_UNAVAILABLE']));
    expect(graph.takeAsked()).toHaveLength(2);
  });

  test.each(['{ secrets { secret } }', '{ items { secret } }'])(
    'is not told that another is refused something: %s',
    expectOwnAnswers,
  );

  test.each([
    ['at the field', { path: ['name'] }],
    ['as a whole', {}],
  ])('is not told what another caller is refused %s, and is told what failed for everybody', async (_, place) => {
    const refuse = (code: string) => {
      answerInstead = ({ principal }) =>
        principal.subject === gold.subject
          ? { data: { name: null }, errors: [{ message: 'no', ...place, extensions: { code } }] }
          : undefined;
    };
    const ask = (as: Principal) => () => graph.ask('{ name }', { as });
    refuse('FORBIDDEN');
    const answers = await askTogether(ask(gold), ask(silver), ask(gold));
    expect(answers.map(describeErrors)).toEqual([['name FORBIDDEN'], [], ['name FORBIDDEN']]);
    expect(answers[1]).toEqual({ data: { name: 'Main' } });
    graph.cache.store.clear();
    refuse('SYSTEM_UNAVAILABLE');
    for (const answer of await askTogether(ask(gold), ask(silver))) {
      expect(describeErrors(answer)).toEqual(['name SYSTEM_UNAVAILABLE']);
    }
  });

  test('does not take over that the request of another caller is refused', async () => {
    answerInstead = ({ principal }) => {
      if (principal.subject !== gold.subject) return undefined;
      throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', 'main', 'refused', { status: 403 });
    };
    const ask = (as: Principal) => () => graph.ask('{ name }', { as });
    const answers = await askTogether(ask(gold), ask(silver), ask(gold));
    expect(answers.map(({ data }) => data)).toEqual([{ name: null }, { name: 'Main' }, { name: null }]);
    expect(graph.takeAsked()).toHaveLength(2);
  });

  test('does not take over that the other document as a whole is refused', async () => {
    answerInstead = ({ body }) =>
      body.includes('broken') ? { errors: [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }] } : undefined;
    const [first, second] = await askTogether(
      () => graph.ask('{ name broken }'),
      () => graph.ask('{ name }'),
    );
    expect(describeErrors(first ?? {})).toEqual(['broken BAD_USER_INPUT', 'name BAD_USER_INPUT']);
    expect(second).toEqual({ data: { name: 'Main' } });
  });

  test.each([
    ['is too large', new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', 'main', 'too large', { status: 200 })],
    ['is refused', new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', 'main', 'refused', { status: 400 })],
    ['cannot be read', new SubgraphRequestError('SUBREQUEST_MALFORMED_RESPONSE', 'main', 'malformed')],
  ])('does not take over that what the other asked for %s', async (_, failure) => {
    answerInstead = ({ body }) => {
      if (body.includes('broken')) throw failure;
      return undefined;
    };
    const [first, second, third] = await askTogether(
      () => graph.ask('{ name broken }'),
      () => graph.ask('{ name }'),
      () => graph.ask('{ name broken }'),
    );
    expect(describeErrors(first ?? {})).toEqual([`broken ${failure.code}`, `name ${failure.code}`]);
    expect(second).toEqual({ data: { name: 'Main' } });
    expect(third).toEqual(first);
    expect(graph.takeAsked()).toHaveLength(2);
  });

  test('is told what is wrong with a system as a whole, without asking it again', async () => {
    answerInstead = () => ({ errors: [{ message: 'no', extensions: { code: 'SYSTEM_UNAVAILABLE' } }] });
    const [, second] = await askTogether(
      () => graph.ask('{ name broken }'),
      () => graph.ask('{ name }'),
    );
    expect(describeErrors(second ?? {})).toEqual(['name SYSTEM_UNAVAILABLE']);
    expect(graph.takeAsked()).toHaveLength(1);
  });

  test('is told nothing of what was not asked for', async () => {
    answerInstead = ({ body }) =>
      body.includes('broken') ? { data: { name: 'Main', broken: 'x' }, errors: [{ message: 'no' }] } : undefined;
    const [first, second] = await askTogether(
      () => graph.ask('{ name broken }'),
      () => graph.ask('{ name }'),
    );
    expect(describeErrors(first ?? {})).toEqual([' DOWNSTREAM_SERVICE_ERROR']);
    expect(second).toEqual({ data: { name: 'Main' } });
  });

  test('is told that it failed only where it left something empty', async () => {
    answerInstead = ({ body }) => {
      if (body.includes('name')) throw new Error('down');
      return undefined;
    };
    const [, second] = await askTogether(
      () => graph.ask('{ name }'),
      () => graph.ask('{ name nothing }'),
    );
    expect(second?.data).toEqual({ name: null, nothing: null });
    expect(describeErrors(second ?? {})).toEqual(['name SUBREQUEST_HTTP_ERROR']);
  });
});

describe('a null at the top', () => {
  const text = '{ items { title } }';
  /** Instead of the first answer with entities. */
  const answerOnce = (response: object): void => {
    let count = 0;
    answerInstead = ({ body }) => (body.includes('_entities') && (count += 1) === 1 ? response : undefined);
  };

  beforeEach(async () => {
    await graph.ask('{ items { id } }');
    graph.takeAsked();
  });

  test('that a root field brought about takes no entities with it', async () => {
    const answer = await graph.ask('{ broken items { title } }');
    expect(answer.data).toEqual({ broken: null, items: [title, { title: 'Item 2' }] });
    expect(describeErrors(answer)).toEqual(['broken SYSTEM_UNAVAILABLE']);
    expect(graph.takeAsked()).toHaveLength(2);
    await graph.ask(text);
    expect(graph.takeAsked()).toEqual([]);
  });

  test.each([{ data: null }, { data: { _e0: null } }])(
    'that one entity brought about takes no other with it: %j',
    async ({ data }) => {
      answerOnce({ data, errors: [{ message: 'no', path: ['_e0', 1, 'title'], extensions: { code: 'NOT_FOUND' } }] });
      const answer = await graph.ask(text);
      expect(answer.data).toEqual({ items: [title, { title: null }] });
      expect(describeErrors(answer)).toEqual(['items.1.title NOT_FOUND']);
      graph.takeAsked();
      // Nothing of it was kept but what was answered.
      expect(await graph.ask(text)).toEqual({ data: { items: [title, { title: 'Item 2' }] } });
      expect(graph.takeAsked().map(({ variables }) => variables)).toEqual([
        { representations0: [{ __typename: 'Item', id: '2' }] },
      ]);
    },
  );

  test.each([{ data: null }, { data: { _e0: null } }])('is told of what it takes away again: %j', async ({ data }) => {
    ids = ['1', '2', '3'];
    graph.cache.store.clear();
    await graph.ask('{ items { id } }');
    graph.takeAsked();
    // Each time the last of them fails.
    answerInstead = ({ body }) => {
      const { variables } = JSON.parse(body) as { variables: { representations0: unknown[] } };
      const path = ['_e0', variables.representations0.length - 1, 'title'];
      return { data, errors: [{ message: 'no', path, extensions: { code: 'NOT_FOUND' } }] };
    };
    const answer = await graph.ask(text);
    expect(answer.data).toEqual({ items: ids.map(() => ({ title: null })) });
    expect(describeErrors(answer)).toEqual(['items.0 NOT_FOUND', 'items.1.title NOT_FOUND', 'items.2.title NOT_FOUND']);
    expect(graph.takeAsked()).toHaveLength(2);
  });

  test('is asked for once more, and not for ever', async () => {
    answerInstead = () => ({
      data: null,
      errors: [{ message: 'no', path: ['somewhere'], extensions: { code: 'NOT_FOUND' } }],
    });
    const answers = await askTogether(
      () => graph.ask(text),
      () => graph.ask('{ items { title price } }'),
      () => graph.ask(text),
    );
    for (const answer of answers) expect(describeErrors(answer)).toContain('items.0.title NOT_FOUND');
    expect(graph.takeAsked().length).toBeLessThanOrEqual(8);
  });

  test.each([[['_e0']], [undefined], [[]]])(
    'with an error at %j is told wherever something is missing',
    async (path) => {
      for (const data of [null, { _e0: null }]) {
        answerOnce({ data, errors: [{ message: 'no', path, extensions: { code: 'NOT_FOUND' } }] });
        expect(describeErrors(await graph.ask(text))).toEqual(['items.0.title NOT_FOUND', 'items.1.title NOT_FOUND']);
        expect(await graph.ask(text)).toEqual({ data: { items: [title, { title: 'Item 2' }] } });
        graph.cache.store.clear();
        await graph.ask('{ items { id } }');
      }
    },
  );

  test.each([[['_e0', 0]], [['_e0']], [undefined]])(
    'lets kept values stand in where the system failed: an error at %j',
    async (path) => {
      await graph.ask(text);
      graph.advance(100);
      await graph.ask('{ items { id } }');
      const data = path?.length === 2 ? { _e0: [null, title] } : { _e0: null };
      answerOnce({ data, errors: [{ message: 'no', path, extensions: { code: 'SYSTEM_UNAVAILABLE' } }] });
      const { data: answered, errors } = await graph.ask(text);
      expect(answered).toMatchObject({ items: [title, {}] });
      expect(errors).toBeUndefined();
    },
  );

  test('of one entity is told of that entity alone', async () => {
    answerOnce({
      data: { _e0: [null, { title: 'Item 2' }] },
      errors: [{ message: 'no', path: ['_e0', 0], extensions: { code: 'NOT_FOUND' } }],
    });
    const answer = await graph.ask(text);
    expect(answer.data).toEqual({ items: [{ title: null }, { title: 'Item 2' }] });
    expect(describeErrors(answer)).toEqual(['items.0 NOT_FOUND']);
  });

  test('of an entity that is not there any more is noticed beside the error of another', async () => {
    ids = ['1', '3'];
    answerOnce({
      data: { _e0: [{ title: null }, null] },
      errors: [{ message: 'no', path: ['_e0', 0, 'title'], extensions: { code: 'NOT_FOUND' } }],
    });
    expect((await graph.ask(text)).data).toEqual({ items: [title, { title: 'Item 3' }] });
  });
});

describe('kept values that stand in', () => {
  test('do so for what a system failed to give, and not for what was refused beside it', async () => {
    answerInstead = ({ body }) =>
      body.includes('broken') ? { data: { name: 'Main', broken: 'kept', refused: 'kept' } } : undefined;
    await graph.ask('{ name broken refused }');
    graph.advance(100);
    answerInstead = () => ({
      data: null,
      errors: [
        { message: 'no', path: ['broken'], extensions: { code: 'SYSTEM_UNAVAILABLE' } },
        { message: 'no', path: ['refused'], extensions: { code: 'NOT_FOUND' } },
      ],
    });
    const answer = await graph.ask('{ broken refused }');
    expect(answer.data).toEqual({ broken: 'kept', refused: null });
    expect(describeErrors(answer)).toEqual(['refused NOT_FOUND']);
  });

  test('leave the error where there is none', async () => {
    answerInstead = ({ body }) => (body.includes('broken') ? { data: { broken: 'kept' } } : undefined);
    await graph.ask('{ broken }');
    graph.advance(100);
    answerInstead = () => undefined;
    const answer = await graph.ask('{ name broken }');
    expect(answer.data).toEqual({ name: null, broken: 'kept' });
    expect(describeErrors(answer)).toEqual(['name SYSTEM_UNAVAILABLE']);
  });
});

test.each([[['_e0']], [['_e0', 0]], [['somewhere']], [undefined]])(
  'nothing is kept of what an error at %j may be about, even where there is a value',
  async (path) => {
    await graph.ask('{ items { id } }');
    answerInstead = ({ body }) =>
      body.includes('_entities')
        ? { data: { _e0: [{ title: 'wrong' }, { title: 'Item 2' }] }, errors: [{ message: 'no', path }] }
        : undefined;
    expect((await graph.ask('{ items { title } }')).errors).toHaveLength(1);
    answerInstead = () => undefined;
    expect(await graph.ask('{ items { title } }')).toEqual({ data: { items: [title, { title: 'Item 2' }] } });
  },
);

test('nothing is kept of a list of entities that is not as long as what was asked for', async () => {
  await graph.ask('{ items { id } }');
  answerInstead = ({ body }) => (body.includes('_entities') ? { data: { _e0: [{ title: 'Item 2' }] } } : undefined);
  expect(describeErrors(await graph.ask('{ items { title } }'))).toEqual([
    'items.0.title SUBREQUEST_MALFORMED_RESPONSE',
    'items.1.title SUBREQUEST_MALFORMED_RESPONSE',
  ]);
  answerInstead = () => undefined;
  expect(await graph.ask('{ items { title } }')).toEqual({ data: { items: [title, { title: 'Item 2' }] } });
});

test('kept values are not compared with entities that cannot be told apart', async () => {
  const thing = (id: string) => ({ id, name: `Thing ${id}` });
  const compared = await startScriptedGraph(
    [
      {
        name: 'main',
        sdl: `
          type Query { things: [Thing!]! @cacheControl(maxAge: 60) }
          type Thing @key(fields: "id") { id: ID! name: String @cacheControl(maxAge: 60) }`,
        resolvers: {
          Query: { things: () => [thing('1'), thing('2')] },
          Thing: { __resolveReference: ({ id }: { id: string }) => thing(id) },
        },
      },
    ],
    { comparedShare: 1 },
  );
  const text = '{ things { id name } }';
  await compared.ask(text);
  compared.intercept = async (_, answer) => {
    const { data } = JSON.parse(await answer()) as { data: Record<string, unknown> };
    for (const list of Object.values(data)) if (Array.isArray(list)) list.shift();
    return JSON.stringify({ data: { ...data, things: [thing('1'), thing('2')] } });
  };
  compared.takeAsked();
  await compared.ask(text);
  await expect.poll(() => compared.takeAsked()).toHaveLength(1);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  for (const [, { compared: count }] of compared.cache.counters.list()) expect(count).toBe(0);
  await compared.close();
});
