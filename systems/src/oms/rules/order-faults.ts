// What is wrong with an order that is to be imported. An order that does not add up would show a false status for ever.
import { sumDecimals } from '../exact-decimal.ts';
import type { OmsLineSeed, OmsOrderSeed, OmsShipmentSeed } from '../seed.ts';

const quantityNames = ['ordered', 'allocated', 'backordered', 'shipped', 'delivered', 'cancelled', 'returned'] as const;
const decimalForm = /^\d+(\.\d+)?$/;

/** Sentences that name the order, the line and the value; empty when the order adds up. */
export function findOrderFaults(order: OmsOrderSeed): string[] {
  const faults: string[] = [];
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(order.id)) faults.push('its id has other characters than A-Z a-z 0-9 . _ -');
  for (const [name, value] of [
    ['placedAt', order.placedAt],
    ['updatedAt', order.updatedAt],
  ] as const) {
    if (!value.endsWith('Z') || Number.isNaN(Date.parse(value))) faults.push(`${name} ${value} is not RFC 3339 in UTC`);
  }
  if (order.lines.length === 0) faults.push('it has no lines');
  if (new Set(order.lines.map((line) => line.lineNumber)).size < order.lines.length) {
    faults.push('two of its lines have the same line number');
  }
  const lineIds = new Set(order.lines.map((line) => line.id));
  for (const shipment of order.shipments) {
    for (const { orderLineId } of shipment.lines) {
      if (!lineIds.has(orderLineId))
        faults.push(`shipment ${shipment.id} has goods of line ${orderLineId}, which is not its`);
    }
  }
  for (const line of order.lines) faults.push(...findLineFaults(line, order.shipments));
  return faults.map((fault) => `Order ${order.id}: ${fault}.`);
}

function findLineFaults(line: OmsLineSeed, shipments: OmsShipmentSeed[]): string[] {
  const sentLines = shipments.flatMap(({ lines }) => lines).filter(({ orderLineId }) => orderLineId === line.id);
  const decimals: [name: string, value: string][] = [
    ...quantityNames.map((name): [string, string] => [name, line[name]]),
    ...sentLines.map(({ quantity }): [string, string] => ['shipment quantity', quantity]),
    ['unitPrice', line.unitPrice.amount],
    ['basisQuantity', line.unitPrice.basisQuantity],
    ['extendedPrice', line.extendedPrice],
  ];
  const malformed = decimals.filter(([, value]) => !decimalForm.test(value));
  if (malformed.length > 0)
    return malformed.map(([name, value]) => `line ${line.id}: ${name} "${value}" is not a decimal`);

  const faults: string[] = [];
  const inStates = sumDecimals([line.allocated, line.backordered, line.shipped, line.cancelled]);
  if (inStates.gt(line.ordered)) {
    faults.push(`allocated, backordered, shipped and cancelled make ${inStates.toFixed()} of ${line.ordered} ordered`);
  }
  for (const name of ['delivered', 'returned'] as const) {
    if (sumDecimals([line[name]]).gt(line.shipped))
      faults.push(`${name} ${line[name]} is more than shipped ${line.shipped}`);
  }
  for (const [name, time] of [
    ['shipped', 'shippedAt'],
    ['delivered', 'deliveredAt'],
  ] as const) {
    const total = sumDecimals(
      shipments
        .filter((shipment) => shipment[time] !== undefined)
        .flatMap((shipment) => shipment.lines)
        .filter(({ orderLineId }) => orderLineId === line.id)
        .map(({ quantity }) => quantity),
    );
    if (!total.eq(line[name])) {
      faults.push(`${name} is ${line[name]}, but its shipments with ${time} hold ${total.toFixed()}`);
    }
  }
  return faults.map((fault) => `line ${line.id}: ${fault}`);
}
