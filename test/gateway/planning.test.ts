// Planners: which one plans, and that an operation for which the native one has no plan, or dies, harms nobody.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecordedLog } from './recorded-log.ts';
import { ask } from './graphql-client.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';

let subgraphs: RunningSubgraph[];
let gateway: RunningGateway;
const { log, lines } = createRecordedLog();

beforeAll(async () => {
  subgraphs = await Promise.all([
    startSubgraph({
      name: 'parts',
      typeDefs: `
        type Query { part(id: ID!): Part }
        type Mutation { replace: [Part]! }
        type Part @key(fields: "id") { id: ID! spare: Part }
      `,
      resolvers: {
        Query: { part: (_: unknown, { id }: { id: string }) => ({ id }) },
        Mutation: { replace: () => [{ id: '1' }, { id: '2' }] },
        Part: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          spare: ({ id }: { id: string }) => ({ id: `${id}-spare` }),
        },
      },
    }),
    startSubgraph({
      name: 'stock',
      typeDefs: `
        type Part @key(fields: "id") @key(fields: "sku") {
          id: ID! sku: String! spare: Part @external label: String @requires(fields: "spare { id }")
        }
      `,
      resolvers: { Part: { label: ({ id, spare }: { id: string; spare: { id: string } }) => `${id} or ${spare.id}` } },
    }),
  ]);
  gateway = await startGateway(subgraphs, {}, { log });
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
});

test('an operation that ends the process of the native planner is planned by the other; the gateway goes on', async () => {
  const deadly = 'mutation { replace { id } replace { label } }';
  const others = Array.from({ length: 5 }, (_, index) =>
    ask(gateway, `{ a${index}: part(id: "${index}") { id label } }`),
  );
  const { data, errors } = await ask(gateway, deadly);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    replace: [
      { id: '1', label: '1 or 1-spare' },
      { id: '2', label: '2 or 2-spare' },
    ],
  });
  for (const [index, answer] of (await Promise.all(others)).entries()) {
    expect(answer.data).toEqual({ [`a${index}`]: { id: `${index}`, label: `${index} or ${index}-spare` } });
  }
  expect(lines.map(({ msg }) => msg)).toContainEqual(expect.stringContaining('has no plan for an operation'));

  lines.length = 0;
  expect((await ask(gateway, '{ part(id: "7") { spare { id } } }')).data).toEqual({
    part: { spare: { id: '7-spare' } },
  });
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('a planner that is configured alone does not hand over', async () => {
  const alone = await startGateway(subgraphs, { supergraph: { query_planning: { planner: 'hive' } } });
  try {
    const { status, errors } = await ask(alone, 'mutation { replace { id } replace { label } }');
    expect([status, errors?.[0]?.extensions?.['code']]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    expect((await ask(alone, '{ part(id: "7") { id } }')).data).toEqual({ part: { id: '7' } });
  } finally {
    await alone.close();
  }
});
