import { describe, expect, it } from 'vitest';
import { type StockPosition, type StockedItem, assessAvailability } from './availability.ts';

const item: StockedItem = {
  sku: 'BEARING',
  status: 'ACTIVE',
  baseUom: 'EA',
  isBackorderAllowed: true,
  lowStockThreshold: '50',
  dropShipWarehouse: null,
  leadTime: null,
};

function position(warehouse: string, onHand: string, differences: Partial<StockPosition> = {}): StockPosition {
  const nothing = { reserved: '0', futureSupply: [], accountId: null };
  return { warehouse, warehouseType: 'BRANCH', onHand, ...nothing, ...differences };
}

interface Asking {
  item?: Partial<StockedItem>;
  warehouses?: string[];
  accountId?: string;
}

function assess(positions: StockPosition[], asking: Asking = {}) {
  return assessAvailability({
    item: { ...item, ...asking.item },
    positions,
    warehouses: asking.warehouses && new Set(asking.warehouses),
    accountId: asking.accountId,
  });
}

const receipt = { date: '2026-07-01', quantity: '10', type: 'PURCHASE_ORDER' as const };
const supplier = position('SUP', '9', { warehouseType: 'SUPPLIER' });

describe('availability', () => {
  it('is what is on hand less what is reserved, in each warehouse, never below zero', () => {
    const answer = assess([position('A', '30', { reserved: '20' }), position('B', '5', { reserved: '12' })]);
    expect(answer.locations.map(({ available }) => available.value)).toEqual(['10', '0']);
    expect(answer.totalAvailable).toEqual({ value: '10', uom: 'EA' });
  });

  it('adds decimals exactly', () => {
    const answer = assess([position('A', '0.1'), position('B', '0.2')], { item: { baseUom: 'M' } });
    expect(answer.totalAvailable).toEqual({ value: '0.3', uom: 'M' });
  });

  it('counts the warehouses asked for alone', () => {
    const answer = assess([position('A', '30'), position('B', '70')], { warehouses: ['A', 'UNKNOWN'] });
    expect(answer).toMatchObject({ status: 'LOW_STOCK', totalAvailable: { value: '30' } });
    expect(answer.locations.map(({ warehouse }) => warehouse)).toEqual(['A']);
  });

  it("tells consignment stock to its own account alone, and counts it in nobody's total", () => {
    const positions = [position('A', '60'), position('C', '5', { warehouseType: 'CONSIGNMENT', accountId: 'mine' })];
    const totals = [undefined, 'mine', 'other'].map((accountId) => {
      const answer = assess(positions, accountId === undefined ? {} : { accountId });
      return [
        answer.totalAvailable.value,
        answer.locations.length,
        answer.consignment?.map(({ onHand }) => onHand.value),
      ];
    });
    expect(totals).toEqual([
      ['60', 1, undefined],
      ['60', 1, ['5']],
      ['60', 1, []],
    ]);
    expect(assess(positions, { warehouses: ['C'], accountId: 'mine' }).locations).toEqual([]);
  });
});

describe('the status', () => {
  it.each([
    ['more than the threshold is in stock', [position('A', '51')], {}, 'IN_STOCK'],
    ['the threshold itself is low', [position('A', '50')], {}, 'LOW_STOCK'],
    ['without a threshold nothing is low', [position('A', '1')], { item: { lowStockThreshold: null } }, 'IN_STOCK'],
    ['a supplier has some', [position('A', '0'), supplier], {}, 'DROP_SHIP'],
    ['own stock counts before a supplier', [position('A', '99'), supplier], {}, 'IN_STOCK'],
    ['a supplier ships any quantity', [], { item: { dropShipWarehouse: 'SUP' } }, 'DROP_SHIP'],
    ['that supplier is not asked for', [], { item: { dropShipWarehouse: 'SUP' }, warehouses: ['A'] }, 'BACKORDERABLE'],
    ['receipts are confirmed', [position('A', '0', { futureSupply: [receipt] })], {}, 'ON_ORDER'],
    ['nothing is there and nothing to come', [position('A', '0')], {}, 'BACKORDERABLE'],
    ['and may not be backordered', [position('A', '0')], { item: { isBackorderAllowed: false } }, 'OUT_OF_STOCK'],
    ['what is phased out is not bought in again', [], { item: { status: 'PHASE_OUT' } }, 'OUT_OF_STOCK'],
    ['no longer sold and none left', [position('A', '0')], { item: { status: 'DISCONTINUED' } }, 'DISCONTINUED'],
    ['no longer sold but some left', [position('A', '99')], { item: { status: 'DISCONTINUED' } }, 'IN_STOCK'],
  ] satisfies [string, StockPosition[], Asking, string][])('when %s', (_case, positions, asking, status) => {
    expect(assess(positions, asking).status).toBe(status);
  });
});
