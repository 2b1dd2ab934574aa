// A page of 24 products costs each system at most one call per kind of thing asked, whatever the shape of the query.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let token: string;
beforeAll(async () => {
  // What is kept is asked of no system.
  graph = await startGraph({ keepsValues: false });
  token = await graph.signToken({ account: 'acme' });
  // Access tokens and the structure of the catalogue are fetched once in a while, not per page.
  await graph.query(sampleOperations.ProductListing, { category: 'bearings', first: 24 }, token);
});
afterAll(() => graph.close());
beforeEach(() => {
  for (const { switches } of Object.values(graph.systems)) switches.clearCalls();
});

function countCalls(system: 'erp' | 'pim' | 'oms'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of graph.systems[system].switches.calls) {
    const call = `${method} ${path}`;
    counts[call] = (counts[call] ?? 0) + 1;
  }
  return counts;
}

describe('a listing of 24 products', () => {
  test('makes one call per kind of thing to each system', async () => {
    const variables = { category: 'bearings', first: 24, locale: 'en-US' };
    const { data, errors } = await graph.query(sampleOperations.ProductListing, variables, token);
    expect(errors).toEqual([]);
    expect(data?.category?.products?.nodes.length).toBe(24);
    expect(countCalls('erp')).toEqual({
      'POST /items/query': 1,
      'POST /prices/query': 1,
      'POST /availability/query': 1,
    });
    for (const [call, count] of Object.entries(countCalls('pim'))) expect(count, call).toBe(1);
    expect(countCalls('oms')).toEqual({});
  });

  test('still makes one price call when prices are asked for several quantities', async () => {
    const query = `{
      category(code: "fasteners") {
        products(first: 24) {
          nodes {
            one: price { __typename }
            hundred: price(quantity: "100") { __typename }
            ...More
          }
        }
      }
    }
    fragment More on Product { thousand: price(quantity: "1000") { __typename ... on Price { extendedPrice { amount } } } }`;
    const { data, errors } = await graph.query<{
      category: { products: { nodes: Record<string, unknown>[] } };
    }>(query, {}, token);
    expect(errors).toEqual([]);
    expect(data?.category.products.nodes.length).toBe(24);
    expect(countCalls('erp')['POST /prices/query']).toBe(1);
  });

  test('asks a system only for what the query selects', async () => {
    const query = '{ category(code: "bearings") { products(first: 24) { nodes { sku name } } } }';
    await graph.query(query, {}, token);
    expect(countCalls('erp')).toEqual({});
    expect(countCalls('oms')).toEqual({});
  });
});

test('quick order prices all lines in one call, in the order asked', async () => {
  const lines = ['PX-200', 'BRG-6205-2RS', 'NO-SUCH-SKU', 'PX-200'].map((sku, index) => ({
    sku,
    quantity: String(index + 1),
  }));
  const { data, errors } = await graph.query(sampleOperations.QuickOrder, { lines }, token);
  expect(errors).toEqual([]);
  expect(data?.prices?.map((line) => line.sku)).toEqual(lines.map((line) => line.sku));
  expect(data?.prices?.[2]).toMatchObject({
    product: null,
    price: { __typename: 'PriceUnavailable', code: 'UNKNOWN_ITEM' },
  });
  expect(countCalls('erp')['POST /prices/query']).toBe(1);
});
