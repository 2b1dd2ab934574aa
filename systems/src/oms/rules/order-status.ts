// How the OMS normalises where an order and its lines stand. The law is the description of oms.openapi.yml; it is
// derived from quantities first, because a status word alone loses every split, backorder and partial cancellation.
import type { Decimal } from 'decimal.js';
import type { components } from '@commerce-graph/schema/oms-integration';
import { ExactDecimal } from '../exact-decimal.ts';
import type { OmsLineSeed } from '../seed.ts';

export type OrderStatus = components['schemas']['OrderStatus'];
export type OrderLineStatus = components['schemas']['OrderLineStatus'];

/** Quantities of a line by state, all in the unit of the line. */
export type LineQuantities = Pick<
  OmsLineSeed,
  'ordered' | 'allocated' | 'backordered' | 'shipped' | 'delivered' | 'cancelled' | 'returned'
>;

/** What the normalised status of an order depends on, and nothing else. */
export interface OrderStanding {
  sourceStatus: string;
  holds: readonly unknown[];
  lines: readonly LineQuantities[];
}

const knownSourceStatuses: ReadonlySet<string> = new Set(['CREATED', 'BOOKED', 'RELEASED', 'CLOSED', 'CANCELLED']);

/** The normalised status of a whole order; see the contract for the rules, which stand here in the same order. */
export function normaliseOrderStatus({ sourceStatus, holds, lines }: OrderStanding): OrderStatus {
  if (!knownSourceStatuses.has(sourceStatus)) return 'UNKNOWN';
  const wanted = lines.filter((line) => dueOf(line, sourceStatus).gt(0));
  if (wanted.length === 0) return 'CANCELLED';
  if (sourceStatus === 'CLOSED') return 'COMPLETED';
  if (wanted.every((line) => dueOf(line, sourceStatus).lte(line.delivered))) return 'DELIVERED';
  if (wanted.every((line) => dueOf(line, sourceStatus).lte(line.shipped))) return 'SHIPPED';
  if (holds.length > 0) return 'ON_HOLD';
  if (wanted.some((line) => isPositive(line.shipped))) return 'PARTIALLY_SHIPPED';
  if (wanted.some((line) => isPositive(line.backordered))) return 'BACKORDERED';
  if (sourceStatus === 'RELEASED') return 'PROCESSING';
  if (sourceStatus === 'BOOKED' || wanted.some((line) => isPositive(line.allocated))) return 'ACCEPTED';
  return 'SUBMITTED';
}

/** The normalised status of one line of an order with this source status. */
export function normaliseLineStatus(line: LineQuantities, sourceStatus: string): OrderLineStatus {
  const due = dueOf(line, sourceStatus);
  if (due.lte(0)) return 'CANCELLED';
  if (due.lte(line.shipped)) return new ExactDecimal(line.returned).gte(line.shipped) ? 'RETURNED' : 'SHIPPED';
  if (isPositive(line.shipped)) return 'PARTIALLY_SHIPPED';
  if (isPositive(line.backordered)) return 'BACKORDERED';
  return due.lte(line.allocated) ? 'ALLOCATED' : 'OPEN';
}

/** An order of unknown status counts as open: it is not known to be finished. */
export function isOpenStatus(status: OrderStatus): boolean {
  return status !== 'COMPLETED' && status !== 'CANCELLED';
}

function dueOf(line: LineQuantities, sourceStatus: string): Decimal {
  // Systems that cancel an order by its header leave the quantities of the lines as they were.
  if (sourceStatus === 'CANCELLED') return new ExactDecimal(line.shipped);
  return new ExactDecimal(line.ordered).minus(line.cancelled);
}

function isPositive(quantity: string): boolean {
  return new ExactDecimal(quantity).gt(0);
}
