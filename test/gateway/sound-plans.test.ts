// Corners in which planners make plans that give wrong data or run a mutation twice: repaired or refused, never answered
// wrongly.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';

const ran: string[] = [];
const grams = 2000;

function run(order: string): string {
  ran.push(order);
  return order;
}

function startAll(): Promise<RunningSubgraph[]> {
  return Promise.all([
    startSubgraph({
      name: 'items',
      typeDefs: `
        type Query { item: Item! crates: [[Item!]!]! media: [Media!]! }
        type Mutation { order(name: String!): Order! cancel: String! }
        type Order { name: String! number: Int! }
        type Item @key(fields: "sku") { sku: String! name: String! weight(unit: String!): Int! }
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }
      `,
      resolvers: {
        Query: {
          item: () => ({ sku: 'S1' }),
          crates: () => [[{ sku: 'S1' }], [{ sku: 'S2' }, { sku: 'S3' }]],
          media: () => [{ __typename: 'Book', id: 'b1' }],
        },
        Mutation: {
          order: (_: unknown, { name }: { name: string }) => ({ name: run(name), number: ran.length }),
          cancel: () => run('cancel'),
        },
        Item: {
          __resolveReference: (reference: object) => reference,
          name: ({ sku }: { sku: string }) => `Item ${sku}`,
          weight: (_: unknown, { unit }: { unit: string }) => (unit === 'g' ? grams : grams / 1000),
        },
        Book: { __resolveReference: (reference: object) => reference },
      },
    }),
    startSubgraph({
      name: 'freight',
      typeDefs: `
        type Item @key(fields: "id") @key(fields: "sku") {
          id: ID!
          sku: String!
          weight(unit: String!): Int! @external
          freight: Int! @requires(fields: "weight(unit: \\"g\\")")
          pallets: Int! @requires(fields: "weight(unit: \\"kg\\")")
        }
        type Media @interfaceObject @key(fields: "id") { id: ID! score: Int! }
        type Mutation { book: String! }
      `,
      resolvers: {
        Item: {
          __resolveReference: (reference: object) => reference,
          id: ({ sku }: { sku: string }) => `id of ${sku}`,
          freight: ({ weight }: { weight: number }) => weight * 2,
          pallets: ({ weight }: { weight: number }) => weight * 3,
        },
        Media: { __resolveReference: (reference: object) => reference, score: () => 5 },
        Mutation: { book: () => run('book') },
      },
    }),
  ]);
}

describe.each(['hive', 'apollo'])('with plans of %s', (planner) => {
  let subgraphs: RunningSubgraph[];
  let gateway: RunningGateway;

  beforeAll(async () => {
    subgraphs = await startAll();
    gateway = await startGateway(subgraphs, { supergraph: { query_planning: { planner } } });
  });
  beforeEach(() => {
    ran.length = 0;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
  });

  const orderTwice = `mutation ($early: Boolean!) {
    order(name: "a") @include(if: $early) { name }
    book
    order(name: "a") { number }
  }`;

  test.each([
    [true, ['a', 'book'], { order: { name: 'a', number: 1 }, book: 'book' }],
    [false, ['book', 'a'], { book: 'book', order: { number: 2 } }],
  ])(
    'a mutation that is asked for under a condition, and again later, runs once: %s',
    async (early, order, expected) => {
      const { data, errors } = await ask(gateway, orderTwice, { variables: { early } });
      expect(errors).toBeUndefined();
      expect(data).toEqual(expected);
      expect(ran).toEqual(order);
    },
  );

  test('mutations run in their order, in fragments too, and none that is skipped', async () => {
    const { data, errors } = await ask(
      gateway,
      `mutation ($yes: Boolean!, $no: Boolean!) {
         book
         ... @include(if: $yes) { first: order(name: "first") @include(if: $no) { name } cancel @skip(if: true) }
         ...Rest
         ... on Mutation { last: book @skip(if: $no) }
         again: order(name: "skipped") @skip(if: $yes) @include(if: $no) { name }
       }
       fragment Rest on Mutation { second: order(name: "second") { number } third: cancel @include(if: $yes) }`,
      { variables: { yes: true, no: false } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ book: 'book', second: { number: 2 }, third: 'cancel', last: 'book' });
    expect(ran).toEqual(['book', 'second', 'cancel', 'book']);
  });

  test('mutations that nothing keeps apart are one request', async () => {
    for (const { requests } of subgraphs) requests.length = 0;
    await ask(gateway, 'mutation { ...Two } fragment Two on Mutation { order(name: "a") { name } cancel }');
    expect(ran).toEqual(['a', 'cancel']);
    expect(subgraphs.flatMap(({ requests }) => requests)).toHaveLength(1);
  });

  test('a mutation that would have to be looked at in too many places is refused', async () => {
    const levels = Array.from(
      { length: 11 },
      (_, level) =>
        `fragment F${level} on Mutation { ...F${level + 1} @include(if: $a${level}) ...F${level + 1} @skip(if: $b${level}) }`,
    );
    const variables = Array.from({ length: 11 }, (_, level) => [`a${level}`, `b${level}`]).flat();
    const { data, errors } = await ask(
      gateway,
      `mutation (${variables.map((name) => `$${name}: Boolean!`).join(' ')}) { ...F0 }
       ${levels.join('\n')} fragment F11 on Mutation { book }`,
      { variables: Object.fromEntries(variables.map((name) => [name, true])) },
    );
    expect([data, errors?.[0]?.extensions?.['code']]).toEqual([undefined, 'OPERATION_NOT_PLANNED']);
    expect(ran).toEqual([]);
  });

  test('an alias may be the name of a key, or of the type', async () => {
    const { data, errors } = await ask(gateway, '{ item { sku: name __typename: name id freight weight: name } }');
    expect(errors).toBeUndefined();
    const name = 'Item S1';
    expect(data).toEqual({ item: { sku: name, __typename: name, id: 'id of S1', freight: 2 * grams, weight: name } });
  });

  test('a field stands beside one that requires it with other arguments', async () => {
    const { data, errors } = await ask(gateway, '{ item { freight weight(unit: "kg") } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ item: { freight: 2 * grams, weight: grams / 1000 } });
  });

  test.each([
    [true, false, { item: { id: 'id of S1', freight: 2 * grams } }],
    [false, false, { item: { id: 'id of S1' } }],
    [false, true, { item: { id: 'id of S1', other: 2 * grams } }],
  ])('a field that requires another can be left out, and the others stay: %s, %s', async (one, other, expected) => {
    const { data, errors } = await ask(
      gateway,
      `query ($one: Boolean!, $other: Boolean!) {
         item { id freight @include(if: $one) ...Other @include(if: $other) ...Never @skip(if: true) }
       }
       fragment Other on Item { other: freight }
       fragment Never on Item { never: freight @skip(if: $one) }`,
      { variables: { one, other } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual(expected);
  });

  test('two fields that require one with different arguments are answered rightly or refused', async () => {
    const { data, errors } = await ask(gateway, '{ item { freight pallets } }');
    if (planner === 'hive') expect([data, errors]).toEqual([{ item: { freight: 2 * grams, pallets: 6 } }, undefined]);
    else {
      expect(data).toBeUndefined();
      expect(errors).toEqual([
        {
          message:
            'The operation cannot be answered as a whole: "item.weight" would be both Item.weight(unit: "kg") and ' +
            'Item.weight(unit: "g"). Ask for these fields in separate operations.',
          extensions: { code: 'OPERATION_NOT_PLANNED' },
        },
      ]);
    }
    expect((await ask(gateway, '{ item { freight } }')).data).toEqual({ item: { freight: 2 * grams } });
    expect((await ask(gateway, '{ item { pallets } }')).data).toEqual({ item: { pallets: 6 } });
  });

  test('entities in lists of lists get their fields', async () => {
    const { data, errors } = await ask(gateway, '{ crates { name id } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      crates: [
        [{ name: 'Item S1', id: 'id of S1' }],
        [
          { name: 'Item S2', id: 'id of S2' },
          { name: 'Item S3', id: 'id of S3' },
        ],
      ],
    });
  });

  test('an entity keeps its type when its interface is an object elsewhere', async () => {
    const { data, errors } = await ask(gateway, '{ media { type: __typename score } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ media: [{ type: 'Book', score: 5 }] });
  });

  test('an object of which all is skipped is empty, not null', async () => {
    const { data, errors } = await ask(
      gateway,
      'query ($yes: Boolean!) { item @include(if: $yes) { ... { name @skip(if: $yes) } } }',
      { variables: { yes: true } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ item: {} });
  });
});
