// What a client is told that asks what its response was put together from, in Apollo Router's form.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { composeSupergraph, createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { audience, createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

/** What a subgraph in front of a system declares. */
const govern = (subgraph: string, system: string): string => `
  extend schema
    @link(
      url: "https://commerce-graph.example/governance/v1.0"
      import: ["@system", "@owner", "@cacheControl", "@varyBy", "@stale"]
    )
    @composeDirective(name: "@system") @composeDirective(name: "@owner") @composeDirective(name: "@cacheControl")
    @composeDirective(name: "@varyBy") @composeDirective(name: "@stale")
    @system(subgraph: "${subgraph}", name: "${system}")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int, scope: governance__CacheControlScope) on FIELD_DEFINITION | OBJECT
  directive @varyBy(claims: [governance__IdentityClaim!]!) on OBJECT | FIELD_DEFINITION
  directive @stale(whileRevalidate: Int, ifError: Int) on OBJECT | FIELD_DEFINITION
  enum governance__CacheControlScope { PUBLIC PRIVATE }
  enum governance__IdentityClaim { ACCOUNT PRICE_GROUP CATALOG USER }
`;
const erpTypes = `${govern('erp', 'ERP')}
  type Query @owner(system: "ERP") {
    item(sku: ID!): Item @cacheControl(maxAge: 600) @cacheTag(format: "item-{$args.sku}")
    items: [Item!]! @cacheControl(maxAge: 600)
    clock: String!
  }
  type Item @key(fields: "sku") @owner(system: "ERP") @cacheTag(format: "item-{$key.sku}") {
    sku: ID!
    name: String @cacheControl(maxAge: 600)
    stock: Int @cacheControl(maxAge: 60)
    waiting: Int @cacheControl(maxAge: 1) @stale(ifError: 600)
    size: Size @cacheControl(maxAge: 600)
    cost: Int @cacheControl(maxAge: 600) @inaccessible
    price(quantity: Int! = 1): Int @cacheControl(maxAge: 300, scope: PRIVATE) @varyBy(claims: [ACCOUNT])
    firmPrice: Int
    substitute: Item @cacheControl(maxAge: 600)
  }
  type Size { width: Int height: Int }
`;
const pimTypes = `${govern('pim', 'PIM')}
  type Item @key(fields: "sku") {
    sku: ID!
    cost: Int @external
    class: String @requires(fields: "cost") @owner(system: "PIM") @cacheControl(maxAge: 600)
  }
`;

interface Entry {
  readonly key: string;
  readonly invalidationKeys: readonly string[];
  readonly kind: Readonly<Record<string, unknown>>;
  readonly subgraphName: string;
  readonly subgraphRequest: { readonly query: string };
  readonly source: string;
  readonly cacheControl: Readonly<Record<string, unknown>>;
  readonly shouldStore: boolean;
  readonly data: { readonly data: unknown };
  readonly warnings: readonly unknown[];
}

interface Answer {
  readonly data: unknown;
  readonly extensions?: {
    readonly apolloCacheDebugging?: { readonly version: string; readonly data: readonly Entry[] };
  };
}

interface Shop {
  readonly erp: RunningSubgraph;
  readonly gateway: RunningGateway;
  ask(query: string, account?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The entries of a response that asked for them. */
  debug(query: string, account?: string): Promise<readonly Entry[]>;
}

const debugging = { 'apollo-cache-debugging': 'true' };
const cost = 4711;
let prices = 100;

let tokens: TokenIssuer;
const directory = createTemporaryFolder();
beforeAll(async () => {
  tokens = await createTokenIssuer();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
});

let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

/** What the ERP says of an item: a price is given to one caller, and never again. */
function createItem(sku: string): object {
  const item = {
    sku,
    name: `Bearing ${sku}`,
    stock: 5,
    waiting: 3,
    size: { width: 52, height: 15 },
    cost,
    firmPrice: 99,
  };
  return { ...item, price: () => (prices += 1), substitute: () => createItem('9') };
}

async function openShop(config: Record<string, unknown> = {}): Promise<Shop> {
  const erp = await startSubgraph({
    name: 'erp',
    typeDefs: erpTypes,
    resolvers: {
      Query: {
        item: (_: unknown, { sku }: { sku: string }) => createItem(sku),
        items: () => [createItem('1'), createItem('1')],
        clock: () => 'noon',
      },
      Item: { __resolveReference: ({ sku }: { sku: string }) => createItem(sku) },
    },
  });
  const pim = await startSubgraph({
    name: 'pim',
    typeDefs: pimTypes,
    resolvers: { Item: { class: ({ cost: given }: { cost: number }) => (given > 1000 ? 'A' : 'B') } },
  });
  closing.push(
    () => erp.close(),
    () => pim.close(),
  );
  const subgraphs = [erp, pim];
  const jwt = { jwks: [{ url: path.join(directory, 'jwks.json'), issuers: [issuer], audiences: [audience] }] };
  const gateway = await startGateway(
    subgraphs,
    { authentication: { router: { jwt } }, ...config },
    { sdl: composeSupergraph(subgraphs) },
  );
  closing.push(() => gateway.close());
  const ask: Shop['ask'] = async (query, account, headers = {}) => {
    const token = account === undefined ? {} : { authorization: `Bearer ${await tokens.sign({ account })}` };
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...token, ...headers },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  };
  return {
    erp,
    gateway,
    ask,
    async debug(query, account) {
      const told = (await ask(query, account, debugging)).extensions?.apolloCacheDebugging;
      expect(told?.version).toBe('1.0');
      const entries = told?.data ?? [];
      for (const entry of entries) expectForm(entry);
      return entries;
    },
  };
}

/** The form of Apollo Router 2: names and types of all that it always gives, and nothing that it does not know. */
function expectForm(entry: Entry): void {
  const { kind, cacheControl } = entry;
  expect(entry).toEqual({
    key: expect.any(String),
    invalidationKeys: expect.any(Array),
    kind:
      'rootFields' in kind
        ? { rootFields: expect.any(Array) }
        : { typename: expect.any(String), entityKey: expect.any(Object) },
    subgraphName: expect.any(String),
    subgraphRequest: { query: expect.any(String) },
    source: expect.stringMatching(/^(cache|subgraph)$/),
    cacheControl: expect.objectContaining({ created: expect.any(Number) }),
    shouldStore: expect.any(Boolean),
    data: { data: expect.any(Object) },
    warnings: [],
  });
  const { created, maxAge, ...flags } = cacheControl;
  expect(Math.abs(Number(created) - Date.now() / 1000)).toBeLessThan(60);
  if (entry.shouldStore) expect(maxAge).toBeGreaterThan(0);
  expect([{ noStore: true }, { noStore: true, private: true }, { public: true }, { private: true }]).toContainEqual(
    flags,
  );
  expect('noStore' in flags).toBe(!entry.shouldStore);
}

const page = '{ item(sku: "1") { name stock } }';

/** What came from where, without what differs from run to run. */
function summarize(entries: readonly Entry[]): unknown[] {
  return entries.map(({ subgraphName, source, kind, data }) => [subgraphName, source, Object.values(kind), data.data]);
}

describe('who is told', () => {
  test('only a client that asks for it', async () => {
    const shop = await openShop();
    const { data, ...rest } = await shop.ask(page);
    expect(rest).toEqual({});
    expect(await shop.ask(page, undefined, { 'apollo-cache-debugging': 'false' })).toEqual({ data });
    const told = await shop.ask(page, undefined, debugging);
    expect(told.data).toEqual(data);
    expect(Object.keys(told.extensions ?? {})).toEqual(['apolloCacheDebugging']);
    const both = await shop.ask(page, undefined, { ...debugging, 'commerce-graph-provenance': 'true' });
    expect(both.data).toEqual(data);
    expect(Object.keys(both.extensions ?? {})).toEqual(['provenance', 'apolloCacheDebugging']);
    expect(await shop.ask(page)).toEqual({ data });
  });

  test.each([
    ['switched off', { response_cache: { debug: false } }],
    ['in production', { production: true }],
    ['where nothing is kept', { response_cache: { enabled: false } }],
  ])('nobody, %s', async (_, config) => {
    const shop = await openShop(config);
    expect(Object.keys(await shop.ask(page, 'acme', debugging))).toEqual(['data']);
  });

  test('in production, where it is switched on', async () => {
    const shop = await openShop({ production: true, response_cache: { debug: true } });
    expect(await shop.debug(page)).not.toEqual([]);
  });

  test('only who has the scope that tells where values come from', async () => {
    const shop = await openShop({ response_cache: { provenance: { required_scope: 'graph:debug' } } });
    const askAs = async (claims?: Readonly<Record<string, string>>): Promise<Answer> =>
      shop.ask(page, undefined, {
        ...debugging,
        ...(claims && { authorization: `Bearer ${await tokens.sign(claims)}` }),
      });
    expect((await askAs()).extensions).toBeUndefined();
    expect((await askAs({ scope: 'orders' })).extensions).toBeUndefined();
    expect((await askAs({ scope: 'orders graph:debug' })).extensions?.apolloCacheDebugging?.data).not.toEqual([]);
  });
});

describe('what is told', () => {
  test('the whole of an entry', async () => {
    const shop = await openShop();
    const [root, item, ...others] = await shop.debug(page);
    expect(others).toEqual([]);
    expect(root).toMatchObject({
      key: expect.stringMatching(/^erp\|Query#[\w-]+\|item\(\{"sku":"1"\}\)$/),
      invalidationKeys: ['item-1'],
      kind: { rootFields: ['item'] },
      subgraphName: 'erp',
      source: 'subgraph',
      cacheControl: { public: true },
      shouldStore: true,
      data: { data: { item: {} } },
    });
    expect(item).toMatchObject({
      key: expect.stringMatching(/^erp\|Item#[\w-]+\|\{"sku":"1"\}\|name stock$/),
      invalidationKeys: ['item-1'],
      kind: { typename: 'Item', entityKey: { sku: '1' } },
      data: { data: { name: 'Bearing 1', stock: 5 } },
    });
    // That of the value that expires first, which is up to a tenth earlier than its policy says.
    expect(root?.cacheControl['maxAge']).toBeGreaterThanOrEqual(540);
    expect(item?.cacheControl['maxAge']).toBeGreaterThanOrEqual(54);
    expect(item?.cacheControl['maxAge']).toBeLessThanOrEqual(60);
    expect(root?.subgraphRequest.query).toBe(shop.erp.requests[0]?.query);
  });

  test('first the subgraph, then the cache, and for an entity of which only a part was kept, both', async () => {
    const shop = await openShop();
    const short = '{ item(sku: "1") { sku name } }';
    const root = ['erp', 'subgraph', [['item']], { item: { sku: '1' } }];
    const kept = ['erp', 'cache', ['Item', { sku: '1' }], { name: 'Bearing 1' }];
    expect(summarize(await shop.debug(short))).toEqual([root, kept.with(1, 'subgraph')]);
    const [, first] = await shop.debug(short);
    expect(summarize(await shop.debug(short))).toEqual([root.with(1, 'cache'), kept]);
    expect(await shop.debug(short)).toContainEqual(first);
    expect(shop.erp.requests).toHaveLength(1);
    const more = await shop.debug('{ item(sku: "1") { name stock size { width } } }');
    expect(summarize(more)).toEqual([
      ['erp', 'cache', [['item']], { item: {} }],
      kept,
      ['erp', 'subgraph', ['Item', { sku: '1' }], { stock: 5, size: { width: 52 } }],
    ]);
    // What it was asked for what it lacked, and nothing else.
    expect(more[2]?.subgraphRequest.query).toBe(shop.erp.requests[1]?.query);
    expect(more[2]?.subgraphRequest.query).not.toContain('name');
  });

  test('for each subgraph of an entity, and nothing that the client does not get', async () => {
    const shop = await openShop();
    const query = '{ product: item(sku: "1") { grade: class } }';
    for (const source of ['subgraph', 'cache']) {
      const { data, extensions } = await shop.ask(query, 'acme', debugging);
      expect(data).toEqual({ product: { grade: 'A' } });
      expect(summarize(extensions?.apolloCacheDebugging?.data ?? [])).toEqual([
        ['erp', source, [['item']], { product: {} }],
        ['pim', source, ['Item', { sku: '1' }], { grade: 'A' }],
      ]);
      // The cost, which the one subgraph is told by the other and no client may see.
      expect(JSON.stringify(extensions)).not.toContain(String(cost));
    }
  });

  test('an entity that occurs again, once; in itself, by what was asked of it there', async () => {
    const shop = await openShop();
    expect(summarize(await shop.debug('{ items { name } }'))).toEqual([
      ['erp', 'subgraph', [['items']], { items: [{}, {}] }],
      ['erp', 'subgraph', ['Item', { sku: '1' }], { name: 'Bearing 1' }],
    ]);
    expect(summarize(await shop.debug('{ item(sku: "9") { name substitute { sku stock } } }'))).toEqual([
      ['erp', 'subgraph', [['item']], { item: {} }],
      ['erp', 'subgraph', ['Item', { sku: '9' }], { name: 'Bearing 9', substitute: { sku: '9' } }],
      ['erp', 'subgraph', ['Item', { sku: '9' }], { stock: 5 }],
    ]);
  });

  test('what is never kept: that it is not', async () => {
    const shop = await openShop();
    const query = '{ clock item(sku: "1") { name firmPrice } }';
    const unkept = { source: 'subgraph', invalidationKeys: [], shouldStore: false };
    for (const [entry, ...rest] of [await shop.debug('{ clock }'), await shop.debug(query)]) {
      expect(entry).toMatchObject({ ...unkept, kind: { rootFields: ['clock'] }, data: { data: { clock: 'noon' } } });
      expect(entry?.cacheControl).toEqual({ created: expect.any(Number), noStore: true });
      expect(rest.map(({ shouldStore }) => shouldStore)).toEqual(rest.length === 0 ? [] : [true, true, false]);
    }
    const again = await shop.debug(query);
    expect(new Set(summarize(again))).toEqual(
      new Set([
        ['erp', 'subgraph', [['clock']], { clock: 'noon' }],
        ['erp', 'cache', [['item']], { item: {} }],
        ['erp', 'cache', ['Item', { sku: '1' }], { name: 'Bearing 1' }],
        ['erp', 'subgraph', ['Item', { sku: '1' }], { firmPrice: 99 }],
      ]),
    );
  });

  test('what stood in for a subgraph that failed: that it was kept, and for how long it was to be', async () => {
    const shop = await openShop();
    const query = '{ item(sku: "1") { waiting } }';
    const { data } = await shop.ask(query);
    shop.erp.intercept = (response) => response.destroy();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const told = await shop.ask('{ item(sku: "1") { waiting stock } }', undefined, debugging);
    expect(told.data).toEqual({ item: { ...(data as { item: object }).item, stock: null } });
    const entries = told.extensions?.apolloCacheDebugging?.data ?? [];
    // What nobody gave has no entry.
    expect(summarize(entries)).toEqual([
      ['erp', 'cache', [['item']], { item: {} }],
      ['erp', 'cache', ['Item', { sku: '1' }], { waiting: 3 }],
    ]);
    expect(entries[1]?.cacheControl['maxAge']).toBe(1);
  });
});

describe('of whom', () => {
  const query = '{ item(sku: "1") { name price(quantity: 3) } }';

  test('what depends on the account is private, named by the claim, and fetched for each', async () => {
    const shop = await openShop();
    const ofAcme = await shop.debug(query, 'acme');
    const ofBorealis = await shop.debug(query, 'borealis');
    const again = await shop.debug(query, 'acme');
    const read = (entries: readonly Entry[]) =>
      entries.map(({ source, cacheControl, key }) => [
        source,
        cacheControl['private'] === true,
        key.replace(/^.*#[\w-]+\|/, ''),
      ]);
    const root = ['cache', false, 'item({"sku":"1"})'];
    const name = ['cache', false, '{"sku":"1"}|name'];
    const price = ['cache', true, '{"sku":"1"}|price({"quantity":3})|ACCOUNT'];
    expect(read(ofAcme)).toEqual([root, name, price].map((each) => each.with(0, 'subgraph')));
    expect(read(ofBorealis)).toEqual([root, name, price.with(0, 'subgraph')]);
    expect(read(again)).toEqual([root, name, price]);
    expect(again[2]?.data).toEqual(ofAcme[2]?.data);
    expect(ofBorealis[2]?.data).not.toEqual(ofAcme[2]?.data);
    expect(JSON.stringify([ofAcme, ofBorealis, again])).not.toMatch(/acme|borealis|user-1/);
  });

  test('not of others whose request is under way: each is told of its own, and who did not ask, nothing', async () => {
    const shop = await openShop();
    const [plain, ofAcme, ofBorealis, other] = await Promise.all([
      shop.ask(query, 'acme'),
      shop.ask(query, 'acme', debugging),
      shop.ask(query, 'borealis', debugging),
      shop.ask(query, 'borealis'),
    ]);
    expect(plain).toEqual({ data: { item: { name: 'Bearing 1', price: expect.any(Number) } } });
    expect(other.data).not.toEqual(plain.data);
    for (const [own, { data, extensions }] of [
      [plain, ofAcme],
      [other, ofBorealis],
    ] as const) {
      expect({ data }).toEqual(own);
      const { price } = (data as { item: { price: number } }).item;
      const entries = extensions?.apolloCacheDebugging?.data ?? [];
      expect(new Set(entries.map((entry) => entry.data.data))).toEqual(
        new Set([{ item: {} }, { name: 'Bearing 1' }, { price }]),
      );
      expect(JSON.stringify(extensions)).not.toMatch(/acme|borealis/);
    }
    // What is kept of whole responses holds nothing of it either.
    expect(await shop.ask(query, 'acme')).toEqual(plain);
    expect(await shop.ask(query, 'acme')).toEqual(plain);
  });

  test('the tags that a subgraph gave to another caller are not told, and those of the schema are', async () => {
    const shop = await openShop();
    shop.erp.intercept = (response, { query: sent }) => {
      const keyName = /(\w+):sku/.exec(sent)?.[1] ?? '';
      const data = { item: { __typename: 'Item', [keyName]: '1', sku: '1' } };
      const extensions = { apolloCacheTags: ['asked-by-acme'] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data, extensions }));
    };
    const short = '{ item(sku: "1") { sku } }';
    const [own] = await shop.debug(short, 'acme');
    expect(own?.invalidationKeys).toEqual(['asked-by-acme', 'item-1']);
    const [kept] = await shop.debug(short, 'borealis');
    expect(kept).toMatchObject({ source: 'cache', invalidationKeys: ['item-1'] });
  });
});
