// How much memory a response that is kept whole takes, on a gateway that shares responses.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { isRedisMissing, startRedisServer } from '../field-cache/redis-server.ts';
import { startGateway } from './running-gateway.ts';
import { startSubgraph } from './running-subgraph.ts';

const typeDefs = `
  extend schema
    @link(url: "https://commerce-graph.example/governance/v1.0", import: ["@system", "@owner", "@cacheControl", "@refreshedBy"])
    @composeDirective(name: "@system") @composeDirective(name: "@owner")
    @composeDirective(name: "@cacheControl") @composeDirective(name: "@refreshedBy")
    @system(subgraph: "items", name: "ERP")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT
  directive @refreshedBy(events: [String!]!) on OBJECT | FIELD_DEFINITION
  type Query { item(sku: ID!): Item @owner(system: "ERP") @cacheControl(maxAge: 3600) }
  type Item @key(fields: "sku") @owner(system: "ERP") {
    sku: ID!
    text: String @cacheControl(maxAge: 3600)
  }
`;
const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

// Each is counted with about 1,200 bytes.
test.skipIf(isRedisMissing)(
  'a small response that is kept takes no more than two kilobytes',
  { timeout: 120_000 },
  async () => {
    const redis = await startRedisServer();
    opened.push(redis);
    const item = ({ sku }: { sku: string }) => ({ sku, text: 'a text' });
    const subgraph = await startSubgraph({
      name: 'items',
      typeDefs,
      resolvers: {
        Query: { item: (_: unknown, wanted: { sku: string }) => item(wanted) },
        Item: { __resolveReference: item },
      },
    });
    opened.push(subgraph);
    const gateway = await startGateway([subgraph], {
      response_cache: { redis: { url: redis.url, fetch_timeout: '500ms' } },
    });
    opened.push(gateway);
    const query = 'query Q($sku: ID!) { item(sku: $sku) { text } }';
    const ask = async (nonce: string): Promise<void> => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        // A variable that the operation does not have makes another question of it.
        body: JSON.stringify({ query, variables: { sku: '1', nonce } }),
      });
      expect(await response.json()).toEqual({ data: { item: { text: 'a text' } } });
    };
    const askMany = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 4) {
        await Promise.all([1, 2, 3, 4].map(() => ask(randomBytes(6).toString('hex'))));
      }
    };
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const measure = async (): Promise<number> => {
      for (let turn = 0; turn < 4; turn += 1) {
        await wait(50);
        collect();
      }
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    await wait(1000);
    await askMany(2000);
    const before = await measure();
    await askMany(6000);
    const after = await measure();
    const each = (after - before) / 6000;
    process.stdout.write(`${each.toFixed(0)} bytes for each response\n`);
    expect(each).toBeLessThan(2000);
  },
);
