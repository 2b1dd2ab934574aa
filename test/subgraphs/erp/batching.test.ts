// One call per kind of thing, whatever a query looks like, and none for what it does not ask.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { pageSkus } from './erp-seed.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(() => erp.close());
beforeEach(() => {
  erp.countCalls();
});

const acme = { account: 'acme' };
const page = pageSkus.map((sku) => ({ sku }));
const items = { 'POST /items/query': 1 };
const prices = { 'POST /prices/query': 1 };
const stock = { 'POST /availability/query': 1 };
const warehouses = { 'GET /warehouses': 1 };

describe('a page of 24 products', () => {
  test.each([
    ['nothing but the key', 'sku', items],
    ['items', 'itemStatus sellingUoms { uom { code } } customerPartNumber', items],
    ['prices', 'price { __typename }', prices],
    ['stock', 'availability { status }', stock],
    ['consignment stock', 'consignmentStock { onHand { value } }', stock],
    [
      'items, prices and stock',
      'itemStatus price { __typename } availability { status }',
      { ...items, ...prices, ...stock },
    ],
    [
      'the same in another order, with fragments',
      '...A availability { status } } } } fragment A on Product { price { __typename } ... on Product { ... on Product { itemStatus',
      { ...items, ...prices, ...stock },
    ],
    [
      'prices of several quantities, units and currencies',
      'a: price { __typename } b: price(quantity: "10") { __typename } c: price(quantity: "100", uom: "DZ") { __typename } d: price(currency: "CAD") { __typename }',
      prices,
    ],
    [
      'stock of several choices of warehouses, and consignment',
      'a: availability { status } b: availability(warehouses: ["DAY"]) { status } c: availability(warehouses: ["CHI", "DAY"]) { status } consignmentStock { onHand { value } }',
      stock,
    ],
    [
      'stock with the warehouses’ names',
      'availability { locations { warehouse { code name city } } } consignmentStock { warehouse { name } }',
      { ...stock, ...warehouses },
    ],
    ['stock with the warehouses’ codes', 'availability { locations { warehouse { code } } }', stock],
    ['a price that is skipped', 'itemStatus price @skip(if: true) { __typename }', items],
  ])('asking for %s', async (_name, selection, calls) => {
    const { data, errors } = await erp.query({ ...queryEntities('Product', page, selection), as: acme });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toHaveLength(24);
    expect(data?.['_entities']).not.toContain(null);
    expect(erp.countCalls()).toEqual(calls);
  });

  test('asks about each product once, however often it is named', async () => {
    const { data } = await erp.query({
      ...queryEntities('Product', [...page, ...page], 'itemStatus price { __typename } availability { status }'),
      as: acme,
    });
    expect(data?.['_entities']).toHaveLength(48);
    const bodies = erp.system.switches.calls.map(({ body }) => body as { lines?: unknown[]; skus?: unknown[] });
    expect(bodies.map(({ lines, skus }) => (lines ?? skus)?.length)).toEqual([24, 24, 24]);
  });

  test('splits more than 200 price lines into calls of at most 200', async () => {
    const aliases = Array.from(
      { length: 10 },
      (_, index) => `p${index}: price(quantity: "${index + 1}") { __typename }`,
    );
    const { errors } = await erp.query({ ...queryEntities('Product', page, aliases.join(' ')), as: acme });
    expect(errors).toEqual([]);
    const sizes = erp.system.switches.calls.map(({ body }) => (body as { lines: unknown[] }).lines.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([200, 40]);
  });

  test('names the account only to those calls that depend on it', async () => {
    await erp.query({
      ...queryEntities('Product', page, 'itemStatus price { __typename } availability { status }'),
      as: acme,
    });
    const accounts = Object.fromEntries(
      erp.system.switches.calls.map(({ path, body }) => [path, (body as { accountId?: string }).accountId]),
    );
    expect(accounts).toEqual({ '/items/query': 'acme', '/prices/query': 'acme', '/availability/query': undefined });
  });
});

test('an order pad makes one call per kind, started together', async () => {
  const query = `query ($lines: [PriceLineInput!]!) { prices(lines: $lines) { product { itemStatus
    availability { status } more: price(quantity: "50") { __typename } } price { __typename } } }`;
  const { errors } = await erp.query({ query, variables: { lines: page }, as: acme });
  expect(errors).toEqual([]);
  expect(erp.countCalls()).toEqual({ ...items, ...prices, ...stock });
});

test('browsing and firm prices are different questions', async () => {
  const query = `{ prices(lines: [{ sku: "BRG-1" }]) { sku } again: prices(lines: [{ sku: "CABLE-1" }]) { sku }
    firmPrices(lines: [{ sku: "BRG-1" }]) { sku } }`;
  await erp.query({ query, as: acme });
  const purposes = erp.system.switches.calls.map(({ body }) => (body as { purpose: string }).purpose);
  expect(purposes.toSorted()).toEqual(['BROWSE', 'FIRM']);
});

test('accounts of one level are read together', async () => {
  const query = `{ account { name children { name credit { status } parent { name } } credit { status } preferredWarehouse { code } } }`;
  const as = { account: 'acme', accounts: ['acme-dayton', 'acme-houston'] };
  const { data, errors } = await erp.query({ query, as });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    account: { children: [{ parent: { name: 'The acme company' } }, { parent: { name: 'The acme company' } }] },
  });
  expect(erp.countCalls()).toEqual({ 'POST /accounts/query': 2, 'POST /credit/query': 2 });
});
