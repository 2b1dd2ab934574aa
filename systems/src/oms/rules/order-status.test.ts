// The normalised status: its examples, and what must hold for any quantities.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import {
  type LineQuantities,
  isOpenStatus,
  normaliseLineStatus,
  normaliseOrderStatus,
  type OrderStanding,
} from './order-status.ts';

const none = { allocated: '0', backordered: '0', shipped: '0', delivered: '0', cancelled: '0', returned: '0' };
const known = ['CREATED', 'BOOKED', 'RELEASED', 'CLOSED', 'CANCELLED'];
const hold = { type: 'CREDIT' };

function line(quantities: Partial<LineQuantities>): LineQuantities {
  return { ordered: '10', ...none, ...quantities };
}

describe('normaliseOrderStatus', () => {
  it.each<[string, OrderStanding]>([
    ['SUBMITTED', { sourceStatus: 'CREATED', holds: [], lines: [line({})] }],
    ['ACCEPTED', { sourceStatus: 'BOOKED', holds: [], lines: [line({})] }],
    ['ACCEPTED', { sourceStatus: 'CREATED', holds: [], lines: [line({ allocated: '4' })] }],
    ['PROCESSING', { sourceStatus: 'RELEASED', holds: [], lines: [line({ allocated: '10' })] }],
    ['ON_HOLD', { sourceStatus: 'RELEASED', holds: [hold], lines: [line({ shipped: '4' })] }],
    [
      'BACKORDERED',
      { sourceStatus: 'RELEASED', holds: [], lines: [line({ allocated: '10' }), line({ backordered: '1' })] },
    ],
    ['PARTIALLY_SHIPPED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '4', backordered: '6' })] }],
    ['PARTIALLY_SHIPPED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '10' }), line({})] }],
    ['SHIPPED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '10', delivered: '3' })] }],
    ['SHIPPED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '6', cancelled: '4' })] }],
    ['SHIPPED', { sourceStatus: 'RELEASED', holds: [hold], lines: [line({ shipped: '10' })] }],
    ['SHIPPED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '10' }), line({ cancelled: '10' })] }],
    ['DELIVERED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ shipped: '10', delivered: '10' })] }],
    ['COMPLETED', { sourceStatus: 'CLOSED', holds: [], lines: [line({ shipped: '10', delivered: '10' })] }],
    ['CANCELLED', { sourceStatus: 'RELEASED', holds: [], lines: [line({ cancelled: '10' })] }],
    // Cancelled by its header only: the quantities of the lines were left as they were.
    ['CANCELLED', { sourceStatus: 'CANCELLED', holds: [], lines: [line({ allocated: '10' })] }],
    ['SHIPPED', { sourceStatus: 'CANCELLED', holds: [], lines: [line({ shipped: '4' }), line({})] }],
    ['UNKNOWN', { sourceStatus: 'TRADE_COMPLIANCE_REVIEW', holds: [hold], lines: [line({ cancelled: '10' })] }],
  ])('%s', (status, standing) => {
    expect(normaliseOrderStatus(standing)).toBe(status);
  });

  it('is UNKNOWN exactly when the OMS does not know the word', () => {
    fc.assert(
      fc.property(arbitraryStanding(fc.oneof(fc.constantFrom(...known), fc.string())), (standing) => {
        expect(normaliseOrderStatus(standing) === 'UNKNOWN').toBe(!known.includes(standing.sourceStatus));
      }),
    );
  });

  it('does not depend on the order of the lines, nor on lines that are cancelled whole', () => {
    fc.assert(
      fc.property(arbitraryStanding(fc.constantFrom(...known)), (standing) => {
        const cancelled = line({ cancelled: '10' });
        const lines = [cancelled, ...standing.lines.toReversed()];
        expect(normaliseOrderStatus({ ...standing, lines })).toBe(normaliseOrderStatus(standing));
      }),
    );
  });

  it('never says more was shipped or delivered than the lines say', () => {
    fc.assert(
      fc.property(arbitraryStanding(fc.constantFrom('CREATED', 'BOOKED', 'RELEASED')), (standing) => {
        const status = normaliseOrderStatus(standing);
        const due = standing.lines.filter(({ ordered, cancelled }) => new ExactDecimal(ordered).gt(cancelled));
        const isAll = (state: 'shipped' | 'delivered') =>
          due.every((each) => new ExactDecimal(each.ordered).minus(each.cancelled).lte(each[state]));
        expect(status === 'CANCELLED').toBe(due.length === 0);
        expect(status === 'DELIVERED').toBe(due.length > 0 && isAll('delivered'));
        expect(status === 'SHIPPED').toBe(due.length > 0 && isAll('shipped') && !isAll('delivered'));
        const isUntouched = due.every(({ shipped, allocated }) => shipped === '0' && allocated === '0');
        expect(status === 'SUBMITTED' && !isUntouched).toBe(false);
      }),
    );
  });

  it('shows a hold until everything has left', () => {
    fc.assert(
      fc.property(arbitraryStanding(fc.constantFrom('CREATED', 'BOOKED', 'RELEASED')), (standing) => {
        const status = normaliseOrderStatus({ ...standing, holds: [hold] });
        expect(['ON_HOLD', 'SHIPPED', 'DELIVERED', 'CANCELLED']).toContain(status);
      }),
    );
  });
});

describe('normaliseLineStatus', () => {
  it.each<[string, Partial<LineQuantities>]>([
    ['OPEN', {}],
    ['OPEN', { allocated: '9.5' }],
    ['ALLOCATED', { allocated: '10' }],
    ['ALLOCATED', { allocated: '8', cancelled: '2' }],
    ['BACKORDERED', { allocated: '9', backordered: '1' }],
    ['PARTIALLY_SHIPPED', { shipped: '1', backordered: '9' }],
    ['SHIPPED', { shipped: '10', returned: '9' }],
    ['RETURNED', { shipped: '10', delivered: '10', returned: '10' }],
    ['CANCELLED', { cancelled: '10' }],
  ])('%s', (status, quantities) => {
    expect(normaliseLineStatus(line(quantities), 'RELEASED')).toBe(status);
  });

  it('counts what is open on a cancelled order as cancelled', () => {
    expect(normaliseLineStatus(line({ allocated: '10' }), 'CANCELLED')).toBe('CANCELLED');
    expect(normaliseLineStatus(line({ shipped: '4' }), 'CANCELLED')).toBe('SHIPPED');
  });
});

it('counts an order of unknown status as open', () => {
  expect(isOpenStatus('UNKNOWN')).toBe(true);
  expect(isOpenStatus('COMPLETED')).toBe(false);
  expect(isOpenStatus('CANCELLED')).toBe(false);
});

/** Lines that add up, in thousandths, so that no binary fraction gets in. */
function arbitraryStanding(sourceStatus: fc.Arbitrary<string>): fc.Arbitrary<OrderStanding> {
  const share = fc.constantFrom(0, 0, 1, 2500, 10_000);
  const quantities = fc
    .tuple(share, share, share, share, share, fc.constantFrom(0, 0.5, 1), fc.constantFrom(0, 0.5, 1))
    .map(([open, allocated, backordered, shipped, cancelled, delivered, returned]): LineQuantities => {
      const thousandths = (value: number) => new ExactDecimal(value).div(1000).toFixed();
      return {
        ordered: thousandths(Math.max(open + allocated + backordered + shipped + cancelled, 1)),
        allocated: thousandths(allocated),
        backordered: thousandths(backordered),
        shipped: thousandths(shipped),
        delivered: thousandths(shipped * delivered),
        cancelled: thousandths(cancelled),
        returned: thousandths(shipped * returned),
      };
    });
  return fc.record({
    sourceStatus,
    holds: fc.constantFrom([], [hold]),
    lines: fc.array(quantities, { minLength: 1, maxLength: 4 }),
  });
}
