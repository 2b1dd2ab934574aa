import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AllocationDemand, type AllocationSource, allocate } from './allocation.ts';
import { ExactDecimal } from './exact-decimal.ts';

function source(warehouse: string, onHand: string, differences: Partial<AllocationSource> = {}): AllocationSource {
  return { warehouse, warehouseType: 'BRANCH', onHand, reserved: '0', futureSupply: [], ...differences };
}

function order(quantity: string, differences: Partial<AllocationDemand> = {}): AllocationDemand {
  return {
    quantity: new ExactDecimal(quantity),
    conversion: { numerator: '12', denominator: '1' },
    uomDecimals: 0,
    baseDecimals: 0,
    warehouses: undefined,
    preferredWarehouse: null,
    dropShipWarehouse: null,
    ...differences,
  };
}

function plan(demand: AllocationDemand, sources: AllocationSource[]) {
  const { allocations, backorder, shortfall } = allocate(demand, sources);
  return {
    taken: allocations.map(({ warehouse, quantity }) => `${warehouse} ${quantity.toFixed()}`),
    backordered: `${backorder.warehouse} ${backorder.quantity.toFixed()} ${backorder.expectedDate}`,
    shortfall: shortfall.toFixed(),
  };
}

const pieces = { conversion: { numerator: '1', denominator: '1' } };

describe('where a line takes its stock from', () => {
  it('takes whole cases: of 380 pieces 31 cases of 12, and backorders the other 19 of 50', () => {
    expect(plan(order('50'), [source('DAY', '380')])).toEqual({
      taken: ['DAY 372'],
      backordered: 'DAY 228 null',
      shortfall: '19',
    });
  });

  it('does not pack a case from two warehouses', () => {
    expect(plan(order('2'), [source('A', '18'), source('B', '6')])).toMatchObject({ taken: ['A 12'], shortfall: '1' });
  });

  it('asks consignment stock, the preferred warehouse, the fullest ones, and suppliers last', () => {
    const sources = [
      source('SUP', '900', { warehouseType: 'SUPPLIER' }),
      source('FEW', '1'),
      source('MANY', '2'),
      source('MINE', '1'),
      source('CONS', '1', { warehouseType: 'CONSIGNMENT' }),
    ];
    const { taken } = plan(order('6', { ...pieces, preferredWarehouse: 'MINE' }), sources);
    expect(taken).toEqual(['CONS 1', 'MINE 1', 'MANY 2', 'FEW 1', 'SUP 1']);
  });

  it('keeps to the warehouses that the line names, in their order', () => {
    const sources = [source('A', '5'), source('B', '5'), source('C', '5')];
    expect(plan(order('7', { ...pieces, warehouses: ['C', 'A', 'X'] }), sources).taken).toEqual(['C 5', 'A 2']);
  });

  it('lets a drop-ship supplier send the rest, however much, unless the line names other warehouses', () => {
    const sources = [source('A', '5'), source('SUP', '1', { warehouseType: 'SUPPLIER' })];
    const demand = order('500', { ...pieces, dropShipWarehouse: 'SUP' });
    expect(plan(demand, sources)).toMatchObject({ taken: ['A 5', 'SUP 495'], shortfall: '0' });
    expect(plan({ ...demand, warehouses: ['A'] }, sources)).toMatchObject({ taken: ['A 5'], shortfall: '495' });
  });

  it('takes nothing from a warehouse that has promised more than it has', () => {
    expect(plan(order('1', pieces), [source('A', '5', { reserved: '12' })])).toMatchObject({
      taken: [],
      shortfall: '1',
    });
  });

  it('rounds a promise up to what the base unit can express', () => {
    const dozens = order('5', { conversion: { numerator: '1', denominator: '12' }, baseDecimals: 2 });
    expect(plan(dozens, [source('A', '2')]).taken).toEqual(['A 0.42']);
  });
});

describe('what is backordered', () => {
  const receipts = [
    { date: '2026-07-01', quantity: '10' },
    { date: '2026-08-01', quantity: '20' },
  ];

  it('is expected when receipts cover it and all that was promised before it', () => {
    const owing = source('A', '3', { reserved: '8', futureSupply: receipts });
    expect(plan(order('5', pieces), [owing]).backordered).toBe('A 5 2026-07-01');
    expect(plan(order('6', pieces), [owing]).backordered).toBe('A 6 2026-08-01');
    expect(plan(order('26', pieces), [owing]).backordered).toBe('A 26 null');
  });

  it('waits in the warehouse that gets it first', () => {
    const late = source('A', '0', { futureSupply: [{ date: '2026-09-01', quantity: '50' }] });
    const soon = source('B', '0', { futureSupply: receipts });
    expect(plan(order('5', { ...pieces, preferredWarehouse: 'A' }), [late, soon]).backordered).toBe('B 5 2026-07-01');
  });
});

it('promises neither more than was asked for nor more than any warehouse has, for any stock and any unit', () => {
  const stock = fc.array(fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 })), { maxLength: 5 });
  const size = fc.integer({ min: 1, max: 24 });
  fc.assert(
    fc.property(stock, fc.integer({ min: 1, max: 100 }), size, size, (levels, quantity, numerator, denominator) => {
      const sources = levels.map(([onHand, reserved], index) =>
        source(`W${index}`, String(onHand), { reserved: String(reserved) }),
      );
      const conversion = { numerator: String(numerator), denominator: String(denominator) };
      const planned = allocate(order(String(quantity), { conversion }), sources);
      for (const { warehouse, quantity: taken } of planned.allocations) {
        const [onHand = 0, reserved = 0] = levels[Number(warehouse.slice(1))] ?? [];
        expect(taken.toNumber()).toBeGreaterThan(0);
        expect(taken.toNumber()).toBeLessThanOrEqual(Math.max(0, onHand - reserved));
      }
      // What is short is short for a reason: no warehouse could give another whole unit.
      const taken = new Map(planned.allocations.map(({ warehouse, quantity: base }) => [warehouse, base.toNumber()]));
      const left = levels.map(
        ([onHand, reserved], index) => Math.max(0, onHand - reserved) - (taken.get(`W${index}`) ?? 0),
      );
      const couldGiveMore = left.some((base) => base * denominator >= numerator);
      expect(planned.shortfall.gt(0) && couldGiveMore).toBe(false);
    }),
  );
});
