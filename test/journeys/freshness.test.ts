// How fresh a page is: what of it was kept, for whom, and what it says of that.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let acme: string;
let borealis: string;
beforeAll(async () => {
  graph = await startGraph();
  acme = await graph.signToken({ account: 'acme' });
  borealis = await graph.signToken({ account: 'borealis' });
});
afterAll(() => graph.close());

interface Provenance {
  readonly path: readonly (string | number)[];
  readonly field: string;
  readonly owner?: string;
  readonly source: string;
  readonly ageSeconds: number;
  readonly ttlSeconds: number;
  readonly varyBy: readonly string[];
}

async function ask(query: string, token?: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as {
    readonly data: unknown;
    readonly errors?: unknown;
    readonly extensions?: { readonly provenance: readonly Provenance[] };
  };
  expect(body.errors).toBeUndefined();
  return {
    ...body,
    cacheControl: response.headers.get('cache-control') ?? '',
    status: response.headers.get('cache-status') ?? '',
    age: response.headers.get('age'),
  };
}

const explained = { 'commerce-graph-provenance': 'true' };
const price = 'price { ... on Price { unitPrice { amount currencyCode } } ... on PriceUnavailable { code } }';

describe('a page', () => {
  test('is asked for once, and may be kept outside as long as its most delicate part', async () => {
    const page = '{ product(sku: "PX-200") { name availability { status } } }';
    const first = await ask(page);
    expect(first.status).toContain('fwd=miss');
    const again = await ask(page);
    expect(again).toMatchObject({ data: first.data, age: '0' });
    expect(again.status).toMatch(/^commerce-graph; hit; ttl=\d+$/);
    // Stock is kept for 30 seconds, less up to a tenth.
    expect(again.cacheControl).toMatch(/^public, max-age=(2[6-9]|30)$/);
  });

  test('is private as soon as anything in it depends on the caller', async () => {
    const page = `{ product(sku: "PX-200") { name ${price} } }`;
    const { cacheControl } = await ask(page, acme);
    expect(cacheControl).toMatch(/^private, max-age=\d+$/);
  });

  test('is nobody’s to keep when something in it never is', async () => {
    const page = `{ product(sku: "PX-200") { name } firmPrices(lines: [{ sku: "PX-200" }]) { ${price} } }`;
    await ask(page, acme);
    const { cacheControl, status } = await ask(page, acme);
    expect(cacheControl).toBe('no-store');
    expect(status).toContain('fwd=partial');
  });

  test('fills other pages: a listing that of each of its products', async () => {
    const listing = await ask(
      `{ category(code: "pumps") { products(first: 5) { nodes { sku name ${price} } } } }`,
      borealis,
    );
    const [sku] = [...JSON.stringify(listing.data).matchAll(/"sku":"([^"]+)"/g)].map(([, each]) => each);
    const { extensions } = await ask(`{ product(sku: "${sku}") { name ${price} } }`, borealis, explained);
    const sources = new Map(extensions?.provenance.map(({ field, source }) => [field, source]));
    expect(sources).toEqual(
      new Map([
        ['Query.product', 'system'],
        // It comes along with the answer to the question which product that is.
        ['Product.name', 'system'],
        ['Product.price', 'cache'],
      ]),
    );
  });
});

describe('for whom', () => {
  test('accounts share what is for everybody, and nothing else', async () => {
    const page = `{ product(sku: "BRG-6205-2RS") { name ${price} } }`;
    const [ofAcme, ofBorealis, ofNobody] = [
      await ask(page, acme),
      await ask(page, borealis, explained),
      await ask(page),
    ];
    expect(ofBorealis.extensions?.provenance).toMatchObject([
      { field: 'Query.product', source: 'cache' },
      { field: 'Product.name', source: 'cache', varyBy: [] },
      { field: 'Product.price', source: 'system', varyBy: ['ACCOUNT'] },
    ]);
    expect(ofNobody.data).toMatchObject({ product: { price: { code: 'LOGIN_REQUIRED' } } });
    for (const [token, { data }] of [
      [acme, ofAcme],
      [borealis, ofBorealis],
      [undefined, ofNobody],
    ] as const) {
      const kept = await ask(page, token);
      expect(kept.status).toContain('hit');
      expect(kept.data).toEqual(data);
    }
    expect(ofAcme.data).not.toEqual(ofBorealis.data);
  });

  test('a buyer and a portal of the same account, who may see different branches, share no price', async () => {
    const page = `{ product(sku: "BRG-6205-ZZ") { ${price} } }`;
    const portal = await graph.signToken({ account: 'acme', accounts: ['acme-dayton', 'acme-houston'] });
    await ask(page, acme);
    const { extensions } = await ask(page, portal, explained);
    expect(extensions?.provenance.find(({ field }) => field === 'Product.price')?.source).toBe('system');
  });
});

test('what a page says of its values: the owner, the source, the age, and never a value of a claim', async () => {
  const page = `{ product(sku: "PX-200") { name ${price} } }`;
  await ask(page, acme);
  const { extensions } = await ask(page, acme, explained);
  expect(extensions?.provenance).toContainEqual({
    path: ['product', 'price'],
    field: 'Product.price',
    owner: 'ERP',
    source: 'cache',
    ageSeconds: expect.any(Number),
    ttlSeconds: expect.any(Number),
    varyBy: ['ACCOUNT'],
  });
  expect(JSON.stringify(extensions)).not.toContain('acme');
  expect((await ask(page, acme)).extensions).toBeUndefined();
});
