// Allocated and backordered quantities, counted in base units by the ERP and in its own unit by the order.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import type { OmsLineSeed } from '../seed.ts';
import { applyReservation } from './apply-reservation.ts';

const line: OmsLineSeed = {
  id: 'L1',
  lineNumber: 1,
  sku: 'BRG-6205-2RS',
  productName: 'Bearing',
  uom: 'CS12',
  ordered: '50',
  allocated: '0',
  backordered: '0',
  shipped: '0',
  delivered: '0',
  cancelled: '0',
  returned: '0',
  unitPrice: { amount: '153', basisQuantity: '1', basisUom: 'CS12' },
  extendedPrice: '7650.00',
};
const caseOfTwelve = { numerator: '12', denominator: '1', decimals: 0 };

function reserve(backordered: string, expectedDate?: string) {
  return {
    lineId: 'L1',
    sku: line.sku,
    quantity: { value: '600', uom: 'EA' },
    allocations: [],
    backordered: { value: backordered, uom: 'EA' },
    ...(expectedDate !== undefined && { expectedDate }),
  };
}

describe('applyReservation', () => {
  it('allocates whole cases only: 380 of 600 each are 31 cases, not 31.67', () => {
    expect(applyReservation(line, reserve('220', '2026-12-01'), caseOfTwelve)).toMatchObject({
      allocated: '31',
      backordered: '19',
      expectedDate: '2026-12-01',
    });
  });

  it('allocates everything that is not missing, items that are not kept in stock included', () => {
    expect(applyReservation(line, reserve('0'), caseOfTwelve)).toMatchObject({ allocated: '50', backordered: '0' });
  });

  it('keeps cut lengths exact', () => {
    const unit = { numerator: '1', denominator: '1', decimals: 2 };
    const cut = { ...line, uom: 'M', ordered: '12.5' };
    expect(applyReservation(cut, reserve('0.25'), unit)).toMatchObject({ allocated: '12.25', backordered: '0.25' });
  });

  it('never allocates more than the ERP has set aside, and leaves nothing unaccounted for', () => {
    const unit = fc.record({
      numerator: fc.integer({ min: 1, max: 144 }).map(String),
      denominator: fc.integer({ min: 1, max: 12 }).map(String),
      decimals: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(
        unit,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 100 }),
        (size, ordered, percent) => {
          const base = new ExactDecimal(ordered).times(size.numerator).div(size.denominator);
          const missing = base.times(percent).div(100);
          const after = applyReservation({ ...line, ordered: String(ordered) }, reserve(missing.toFixed()), size);
          expect(new ExactDecimal(after.allocated).plus(after.backordered).toFixed()).toBe(String(ordered));
          const allocatedBase = new ExactDecimal(after.allocated).times(size.numerator).div(size.denominator);
          // The division above is cut at 120 digits.
          expect(allocatedBase.minus(base.minus(missing)).lte('1e-90')).toBe(true);
        },
      ),
    );
  });
});
