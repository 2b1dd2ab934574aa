// Relationships by type and SKU, with quantities, a page at a time, and only to what is for sale.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningPim, startPim } from './start-pim.ts';

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());

interface Relationships {
  readonly edges: readonly { type: string; quantity: string | null; node: { sku: string } }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function readRelationships(args: string): Promise<Relationships> {
  const { data, errors } = await pim.query({
    query: `{ product(sku: "BRG-1") { relationships${args} { edges { type quantity node { sku } } pageInfo { hasNextPage endCursor } } } }`,
  });
  expect(errors).toEqual([]);
  return (data as { product: { relationships: Relationships } }).product.relationships;
}

const edges = [
  { type: 'ACCESSORY', quantity: null, node: { sku: 'PUMP-01' } },
  { type: 'ACCESSORY', quantity: null, node: { sku: 'PUMP-02' } },
  { type: 'SUBSTITUTE', quantity: null, node: { sku: 'BRG-2' } },
  { type: 'KIT_COMPONENT', quantity: '4', node: { sku: 'PUMP-05' } },
];

test('all of them, without disabled products, other channels’, product models and types without a meaning', async () => {
  expect(await readRelationships('')).toMatchObject({ edges, pageInfo: { hasNextPage: false } });
});

test('of some types', async () => {
  expect((await readRelationships('(types: [KIT_COMPONENT, SUBSTITUTE])')).edges).toEqual(edges.slice(2));
  expect((await readRelationships('(types: [CROSS_SELL])')).edges).toEqual([]);
});

test('a page at a time, also past those that are not shown', async () => {
  const paged: unknown[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 4; pages++) {
    const page: Relationships = await readRelationships(`(first: 1${after === null ? '' : `, after: "${after}"`})`);
    paged.push(...page.edges);
    expect(page.pageInfo.hasNextPage).toBe(pages < 3);
    after = page.pageInfo.endCursor;
  }
  expect(paged).toEqual(edges);
});

test('both ways where the PIM keeps both', async () => {
  const { data } = await pim.query({
    query: '{ product(sku: "BRG-2") { relationships { edges { type node { sku name } } } } }',
  });
  expect(data?.['product']).toEqual({
    relationships: { edges: [{ type: 'SUBSTITUTE', node: { sku: 'BRG-1', name: 'Ball bearing 6205' } }] },
  });
});

test('with a mapping of one’s own', async () => {
  const other = await startPim({
    mapping: { associationTypes: { SEEN_TOGETHER: 'CROSS_SELL', SUBSTITUTE: 'COMPATIBLE_WITH' } },
  });
  const { data } = await other.query({
    query: '{ product(sku: "BRG-1") { relationships { edges { type node { sku } } } } }',
  });
  await other.close();
  expect(data?.['product']).toEqual({
    relationships: {
      edges: [
        { type: 'COMPATIBLE_WITH', node: { sku: 'BRG-2' } },
        { type: 'CROSS_SELL', node: { sku: 'PUMP-03' } },
      ],
    },
  });
});

test('a mapping with a mistake is refused at the start', async () => {
  await expect(startPim({ mapping: { asociationTypes: {} } })).rejects.toThrow('asociationTypes');
  await expect(startPim({ mapping: { associationTypes: { UPSELL: 'UP_SELL' } } })).rejects.toThrow('UPSELL');
});
