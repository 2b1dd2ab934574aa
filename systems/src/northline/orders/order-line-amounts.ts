// What the lines of an order come to: quantities in base units, shipped and open, and amounts in the order's currency.
import { Decimal } from 'decimal.js';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import type { OrderLineRecord, OrderRecord } from './order-record.ts';

/** Enough digits that a twelfth times twelve is one again after rounding to any currency. */
const Amount = Decimal.clone({ precision: 40 });

/** A quantity of a selling unit, in base units. */
export function toBaseUnits(product: CatalogueProduct, uom: string, quantity: string): Decimal {
  const units = product.trade.sellingUnits ?? [sell('EA', '1')];
  const unit = units.find((candidate) => candidate.uom === uom);
  if (unit === undefined) {
    throw new RangeError(
      `${product.sku} is not sold by ${uom}; it is sold by ${units.map((one) => one.uom).join(', ')}.`,
    );
  }
  return new Amount(quantity).times(unit.numerator).div(unit.denominator);
}

/** The price of a quantity, rounded half up to the currency. */
export function computeExtendedPrice(
  product: CatalogueProduct,
  line: OrderLineRecord,
  quantity: string,
  currencyCode: string,
): string {
  return toBaseUnits(product, line.uom, quantity)
    .times(line.price)
    .div(product.trade.listPrice.per)
    .toFixed(currencyCode === 'JPY' ? 0 : 2, Decimal.ROUND_HALF_UP);
}

/** What has left a warehouse, or has been delivered, of a line; in its unit. */
export function sumShipped(order: OrderRecord, lineNumber: number, stage: 'shipped' | 'delivered'): string {
  let sum = new Amount(0);
  for (const shipment of order.shipments ?? []) {
    const happened = stage === 'shipped' ? shipment.shippedDaysAgo : shipment.deliveredDaysAgo;
    if (happened === undefined) continue;
    for (const [number, quantity] of shipment.lines) if (number === lineNumber) sum = sum.plus(quantity);
  }
  return sum.toFixed();
}

/** What is allocated of a line over all warehouses; in its unit. */
export function sumAllocated(line: OrderLineRecord): string {
  return (line.allocated ?? []).reduce((sum, [, quantity]) => sum.plus(quantity), new Amount(0)).toFixed();
}

/** What has neither shipped nor been cancelled of a line; in its unit. */
export function countOpen(order: OrderRecord, line: OrderLineRecord, lineNumber: number): string {
  if (order.sourceStatus === 'CLOSED' || order.sourceStatus === 'CANCELLED') return '0';
  return new Amount(line.quantity)
    .minus(sumShipped(order, lineNumber, 'shipped'))
    .minus(line.cancelled ?? '0')
    .toFixed();
}
