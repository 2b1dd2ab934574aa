import type { components } from '@commerce-graph/schema/erp-integration';
import { afterAll, describe, expect, it } from 'vitest';
import { startErp } from './start-erp.ts';

type Schemas = components['schemas'];

const erp = await startErp();
afterAll(() => erp.stop());

async function ask(lines: Partial<Schemas['AvailabilityQueryLine']>[], accountId?: string) {
  const numbered = lines.map((line, index) => ({ lineId: String(index), sku: 'BEARING', ...line }));
  const { body } = await erp.send('POST', '/availability/query', { body: { lines: numbered, accountId } });
  return body as Schemas['AvailabilityQueryResult'];
}

describe('availability', () => {
  it('is told by warehouse, with the time of the count', async () => {
    const pieces = (value: string) => ({ value, uom: 'EA' });
    expect(await ask([{}])).toEqual({
      asOf: '2026-06-15T12:00:00.000Z',
      lines: [
        {
          lineId: '0',
          sku: 'BEARING',
          status: 'IN_STOCK',
          totalAvailable: pieces('410'),
          locations: [
            {
              warehouse: 'CHI',
              onHand: pieces('50'),
              reserved: pieces('20'),
              available: pieces('30'),
              futureSupply: [],
            },
            {
              warehouse: 'DAY',
              onHand: pieces('380'),
              reserved: pieces('0'),
              available: pieces('380'),
              futureSupply: [],
            },
          ],
          isBackorderAllowed: true,
        },
      ],
    });
  });

  it('differs by the warehouses of a line', async () => {
    const { lines } = await ask([{ warehouses: ['CHI'] }, { warehouses: ['DAY', 'CHI'] }, { warehouses: ['CONS'] }]);
    expect(lines.map(({ status, totalAvailable }) => [status, totalAvailable.value])).toEqual([
      ['LOW_STOCK', '30'],
      ['IN_STOCK', '410'],
      ['BACKORDERABLE', '0'],
    ]);
  });

  it('tells receipts from today on, in order of date', async () => {
    const { lines } = await ask([{ sku: 'COMING' }]);
    expect(lines).toMatchObject([{ status: 'ON_ORDER', totalAvailable: { value: '0' } }]);
    const supply = lines[0]?.locations.find(({ warehouse }) => warehouse === 'DAY')?.futureSupply;
    expect(supply?.map(({ date, quantity, type }) => [date, quantity.value, type])).toEqual([
      ['2026-06-20', '10', 'PURCHASE_ORDER'],
      ['2026-07-01', '20', 'TRANSFER'],
    ]);
  });

  it('has an answer for every kind of item that is kept in stock', async () => {
    const { lines } = await ask(['REPAIR', 'GONE', 'LAST', 'SEAL', 'OWED', 'RARE', 'MOTOR'].map((sku) => ({ sku })));
    expect(lines.map(({ sku, status }) => [sku, status])).toEqual([
      ['GONE', 'DISCONTINUED'],
      ['LAST', 'OUT_OF_STOCK'],
      ['SEAL', 'DROP_SHIP'],
      ['OWED', 'BACKORDERABLE'],
      ['RARE', 'IN_STOCK'],
      ['MOTOR', 'BACKORDERABLE'],
    ]);
    expect(lines[2]).toMatchObject({ leadTime: { businessDays: 5, basis: 'SUPPLIER' } });
  });

  it('tells consignment stock to its account alone', async () => {
    const consignment = async (accountId?: string) =>
      (await ask([{}], accountId)).lines[0]?.consignment?.map(({ warehouse, onHand }) => [warehouse, onHand.value]);
    expect(await consignment('contract')).toEqual([['CONS', '24']]);
    expect(await consignment('branch')).toEqual([]);
    expect(await consignment()).toBeUndefined();
  });
});

it('warehouses tell whose consignment stock they hold', async () => {
  const { body } = await erp.send('GET', '/warehouses');
  expect(body).toEqual({
    warehouses: [
      { code: 'CHI', name: 'Chicago', type: 'BRANCH', city: 'Chicago', country: 'US' },
      { code: 'CONS', name: 'At the contract account', type: 'CONSIGNMENT', accountId: 'contract' },
      { code: 'DAY', name: 'Dayton', type: 'DISTRIBUTION_CENTER', city: 'Dayton', country: 'US' },
      { code: 'SUP', name: 'A supplier', type: 'SUPPLIER' },
    ],
  });
});
