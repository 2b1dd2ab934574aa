// What operators see and do of kept fields, on a running gateway.
import { afterEach, describe, expect, test } from 'vitest';
import { createRecordedLog } from './recorded-log.ts';
import { composeSupergraph, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';

const governance = 'https://commerce-graph.example/governance/v1.0';
const typeDefs = `
  extend schema
    @link(url: "${governance}", import: ["@system", "@owner", "@cacheControl", "@stale"])
    @composeDirective(name: "@system") @composeDirective(name: "@owner")
    @composeDirective(name: "@cacheControl") @composeDirective(name: "@stale")
    @system(subgraph: "erp", name: "ERP")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT
  directive @stale(whileRevalidate: Int, ifError: Int) on OBJECT | FIELD_DEFINITION
  type Query {
    item(sku: ID!): Item @owner(system: "ERP") @cacheControl(maxAge: 60) @cacheTag(format: "item-{$args.sku}")
  }
  type Item @key(fields: "sku") @cacheTag(format: "item-{$key.sku}") {
    sku: ID! @owner(system: "ERP")
    stock: Int @owner(system: "ERP") @cacheControl(maxAge: 1) @stale(ifError: 600)
    name: String @owner(system: "ERP") @cacheControl(maxAge: 60)
  }
`;

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

interface Shop {
  readonly subgraph: RunningSubgraph;
  readonly gateway: RunningGateway;
  readonly lines: Record<string, unknown>[];
  stock: number;
  ask(query?: string, headers?: Readonly<Record<string, string>>): Promise<{ data: unknown; status: string | null }>;
}

const page = '{ item(sku: "1") { name stock } }';

async function openShop(config: Record<string, unknown> = {}): Promise<Shop> {
  const state = { stock: 5 };
  const subgraph = await startSubgraph({
    name: 'erp',
    typeDefs,
    resolvers: {
      Query: { item: (_: unknown, { sku }: { sku: string }) => ({ sku, name: 'Bearing', stock: state.stock }) },
      Item: { __resolveReference: ({ sku }: { sku: string }) => ({ sku, name: 'Bearing', stock: state.stock }) },
    },
  });
  closing.push(() => subgraph.close());
  const { log, lines } = createRecordedLog();
  const gateway = await startGateway([subgraph], config, { sdl: composeSupergraph([subgraph]), log });
  closing.push(() => gateway.close());
  return Object.assign(state, {
    subgraph,
    gateway,
    lines,
    async ask(query = page, headers: Readonly<Record<string, string>> = {}) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const { data } = (await response.json()) as { data: unknown };
      return { data, status: response.headers.get('cache-status') };
    },
  });
}

test('their figures are served to Prometheus, on an address of its own', async () => {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const shop = await openShop({
    telemetry: {
      logging: { level: 'silent' },
      exporters: { metrics: { prometheus: { enabled: true, listen: `127.0.0.1:${port}` } } },
    },
  });
  await shop.ask('{ item(sku: "1") { name } }');
  await shop.ask('{ item(sku: "1") { name } }');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toContain('commerce_graph_field_cache_values_total{field="Item.name",result="hit"} 1');
  expect(text).toContain('commerce_graph_field_cache_values_total{field="Item.name",result="miss"} 1');
  expect(text).toMatch(/^commerce_graph_field_cache_bytes [1-9]\d*$/m);
  expect((await fetch(`${shop.gateway.url}/metrics`)).status).toBe(404);
});

test('a share of them is fetched all the same: what differs is logged with its field and age, and not shown', async () => {
  const shop = await openShop({ response_cache: { shadow: { sample_rate: 1 } } });
  const first = await shop.ask();
  shop.stock = 4;
  expect((await shop.ask()).data).toEqual(first.data);
  const differences = () => shop.lines.filter(({ msg }) => String(msg).includes('is not what its system says'));
  await expect.poll(differences).toMatchObject([{ field: 'Item.stock', ageSeconds: 0 }]);
  expect(JSON.stringify(differences())).not.toMatch(/"[45]"|:[45][,}]/);
});

test('what carries a tag is dropped when an operator says so, and nothing else', async () => {
  const shop = await openShop({
    response_cache: { subgraph: { all: { invalidation: { shared_key: 'a-key-of-operators' } } } },
  });
  const name = (sku: string) => `{ item(sku: "${sku}") { name } }`;
  for (const sku of ['1', '2']) await shop.ask(name(sku));
  const invalidate = (tag: string) =>
    fetch(`${shop.gateway.url}/invalidation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'a-key-of-operators' },
      body: JSON.stringify([{ kind: 'cache_tag', subgraphs: ['erp'], cache_tag: tag }]),
    });
  expect(await (await invalidate('item-3')).json()).toEqual({ count: 0 });
  expect(await (await invalidate('item-1')).json()).toEqual({ count: 2 });
  expect((await shop.ask(name('1'))).status).not.toContain('hit');
  expect((await shop.ask(name('2'))).status).toContain('hit');
});

describe('when the subgraph cannot be asked', () => {
  test('what may be older then is served, and what may not is null', async () => {
    const shop = await openShop();
    await shop.ask();
    shop.subgraph.intercept = (response) => response.destroy();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { data, status } = await shop.ask();
    expect(data).toEqual({ item: { name: 'Bearing', stock: 5 } });
    expect(status).toContain('stale');
    expect((await shop.ask('{ item(sku: "2") { name } }')).data).toEqual({ item: null });
  });
});

test('off, every request asks the subgraph', async () => {
  const shop = await openShop({ response_cache: { enabled: false } });
  await shop.ask();
  expect((await shop.ask()).status).toBeNull();
  expect(shop.subgraph.requests).toHaveLength(2);
});
