// What an ERP reservation does to the lines of an order: each is allocated, or partly waits.
import type { components } from '@commerce-graph/schema/erp-integration';
import { ExactDecimal } from '../exact-decimal.ts';
import type { OmsLineSeed } from '../seed.ts';
import type { LineUnit } from '../submission/reservation-order.ts';

type ReservationLine = components['schemas']['ReservationLine'];

/**
 * The line with what was allocated and what is backordered, in the unit of the line. The ERP counts in base units: what
 * does not fill a whole unit of the line waits with the rest, for a case leaves the warehouse whole or not at all.
 */
export function applyReservation(line: OmsLineSeed, reserved: ReservationLine, unit: LineUnit): OmsLineSeed {
  const missing = new ExactDecimal(reserved.backordered.value)
    .times(unit.denominator)
    .div(unit.numerator)
    .toDecimalPlaces(unit.decimals, ExactDecimal.ROUND_CEIL);
  const backordered = ExactDecimal.min(missing, line.ordered);
  const allocated = new ExactDecimal(line.ordered).minus(backordered);
  return {
    ...line,
    allocated: allocated.toFixed(),
    backordered: backordered.toFixed(),
    ...(reserved.expectedDate !== undefined && { expectedDate: reserved.expectedDate }),
  };
}
