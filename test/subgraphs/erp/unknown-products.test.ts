// A product that the ERP does not know is null, whatever is asked of it and whoever asks.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(() => erp.close());
beforeEach(() => {
  erp.countCalls();
});

const keys = [{ sku: 'NOPE' }, { sku: 'BRG-1' }, { sku: '' }, { sku: 'x'.repeat(65) }, { sku: 'SERVICE-1' }];
const selections = [
  'sku',
  'itemStatus',
  'price { __typename }',
  'availability { status }',
  'consignmentStock { onHand { value } }',
  'price { __typename } availability { status }',
  'itemStatus price { __typename } availability { status } consignmentStock { onHand { value } }',
];

describe.each([
  ['an account', { account: 'acme' }],
  ['an anonymous visitor', {}],
])('asked by %s', (_who, as) => {
  test.each(selections)('for %s', async (selection) => {
    const { data, errors } = await erp.query({ ...queryEntities('Product', keys, selection), as });
    expect(errors).toEqual([]);
    const product = expect.objectContaining({ __typename: 'Product' });
    expect(data?.['_entities']).toEqual([null, product, null, null, product]);
    // At most one call for each kind of thing, also where the item master had to be asked in the end.
    expect(Object.values(erp.countCalls()).filter((count) => count > 1)).toEqual([]);
  });
});

test('what is not kept in stock has no availability', async () => {
  const { data } = await erp.query(
    queryEntities('Product', [{ sku: 'SERVICE-1' }], 'itemType availability { status }'),
  );
  expect(data?.['_entities']).toEqual([{ __typename: 'Product', itemType: 'SERVICE', availability: null }]);
});
