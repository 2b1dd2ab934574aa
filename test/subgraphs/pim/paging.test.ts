// Pages of products add up to the whole, each product once, and say truly whether another page follows.
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pumpSkus } from './pim-seed.ts';
import { type RunningPim, startPim } from './start-pim.ts';

interface Connection {
  readonly nodes: readonly { sku: string; name: string | null }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());
beforeEach(() => {
  pim.countCalls();
});

async function readPage(first: number, after: string | null, filter: object = {}): Promise<Connection> {
  const { data, errors } = await pim.query({
    query: `query ($first: Int!, $after: String, $filter: ProductFilter) {
      products(first: $first, after: $after, filter: $filter) { nodes { sku name } pageInfo { hasNextPage endCursor } }
    }`,
    variables: { first, after, filter },
  });
  expect(errors).toEqual([]);
  return data?.['products'] as Connection;
}

async function readAll(first: number, filter: object = {}): Promise<{ skus: string[]; pages: number }> {
  const skus: string[] = [];
  let after: string | null = null;
  for (let pages = 1; ; pages++) {
    const { nodes, pageInfo } = await readPage(first, after, filter);
    expect(nodes.length).toBeLessThanOrEqual(first);
    skus.push(...nodes.map(({ sku }) => sku));
    if (!pageInfo.hasNextPage) return { skus, pages };
    // A full page whenever another follows: nobody is sent to fetch nothing.
    expect(nodes).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

test('pages of any size add up to the same list, in no more pages than it takes', async () => {
  const whole = await readAll(100);
  expect(whole.skus.toSorted()).toEqual([...pumpSkus, 'BARE-1', 'BRG-1', 'BRG-2'].toSorted());
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (first) => {
      const { skus, pages } = await readAll(first);
      expect(skus).toEqual(whole.skus);
      expect(pages).toBe(Math.ceil(whole.skus.length / first));
    }),
    { numRuns: 12, examples: [[1], [3], [11], [33], [32]] },
  );
});

test('the first page is one call, later ones one more for the product that opens them', async () => {
  const { pageInfo } = await readPage(10, null);
  expect(pim.countCalls()).toMatchObject({ products: 1 });
  await readPage(10, pageInfo.endCursor);
  expect(pim.countCalls()).toEqual({ products: 2 });
});

test('the end of the list has nothing behind it', async () => {
  const { pageInfo } = await readPage(100, null);
  expect(pageInfo.hasNextPage).toBe(false);
  expect(await readPage(10, pageInfo.endCursor)).toEqual({
    nodes: [],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});

describe('filters', () => {
  test.each([
    ['a category and those below it', { category: 'bearings' }, ['BARE-1', 'BRG-1', 'BRG-2']],
    ['a leaf category', { category: 'ball_bearings' }, ['BRG-1', 'BRG-2']],
    ['a family', { family: 'bearing' }, ['BRG-1', 'BRG-2']],
    ['a brand as it is shown', { brand: 'hydra pumps' }, pumpSkus],
    ['a brand by its code', { brand: 'nordlager' }, ['BRG-1']],
    ['all together', { category: 'bearings', family: 'bearing', brand: 'Nordlager' }, ['BRG-1']],
    ['an empty category', { category: 'empty' }, []],
    ['an unknown category', { category: 'nope' }, []],
    ['a category of another tree', { category: 'supplier_one' }, []],
    ['an unknown family', { family: 'nope' }, []],
    ['an unknown brand', { brand: 'Nobody' }, []],
  ])('by %s', async (_name, filter, skus) => {
    expect((await readAll(100, filter)).skus.toSorted()).toEqual([...skus].toSorted());
  });

  test('page on with them', async () => {
    expect((await readAll(7, { brand: 'hydra' })).skus.toSorted()).toEqual(pumpSkus);
  });
});

test('a category lists its products and those of the categories below it', async () => {
  const { data } = await pim.query({
    query:
      '{ category(code: "bearings") { products(first: 2) { nodes { sku } pageInfo { hasNextPage } } } pumps: category(code: "pumps") { products { nodes { sku } } } }',
  });
  expect(data).toMatchObject({ category: { products: { pageInfo: { hasNextPage: true } } } });
  const { pumps } = data as { pumps: { products: Connection } };
  expect(pumps.products.nodes).toHaveLength(24);
});
