// What the OMS imports: the orders, with everything that has happened to them.
import type { OmsHoldSeed, OmsLineSeed, OmsOrderSeed, OmsSeed, OmsShipmentSeed } from '../../oms/seed.ts';
import type { Calendar } from '../calendar.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { computeExtendedPrice, sumAllocated, sumShipped } from '../orders/order-line-amounts.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { AccountRecord } from '../trading/accounts.ts';

export function createOmsSeed(
  orders: readonly OrderRecord[],
  accountById: ReadonlyMap<string, AccountRecord>,
  productBySku: ReadonlyMap<string, CatalogueProduct>,
  calendar: Calendar,
): OmsSeed {
  return {
    orders: orders.map((order): OmsOrderSeed => {
      const account = accountById.get(order.accountId);
      if (account === undefined)
        throw new RangeError(`Order ${order.number} names account ${order.accountId}, which is unknown.`);
      const currencyCode = order.currencyCode ?? account.currencyCode;
      const id = `so-${order.number}`;
      return {
        id,
        orderNumber: `SO-${order.number}`,
        accountId: order.accountId,
        ...(order.poNumber === undefined ? {} : { poNumber: order.poNumber }),
        placedAt: calendar.instant(-order.placedDaysAgo, order.placedAt),
        placedBy: order.placedBy,
        updatedAt: calendar.instant(-findLatestDaysAgo(order), '22:00'),
        sourceStatus: order.sourceStatus,
        currencyCode,
        ...(order.requestedInDays === undefined ? {} : { requestedDate: calendar.date(order.requestedInDays) }),
        shipTo: createShipTo(order, account),
        holds: (order.holds ?? []).map(({ type, daysAgo, message }): OmsHoldSeed => ({
          type,
          since: calendar.instant(-daysAgo, '21:30'),
          message,
        })),
        lines: order.lines.map((_, index) => createLine(id, order, index, currencyCode, productBySku, calendar)),
        shipments: createShipments(id, order, calendar),
      };
    }),
  };
}

/** The day of its latest event. */
function findLatestDaysAgo(order: OrderRecord): number {
  const events = [order.placedDaysAgo, ...(order.holds ?? []).map(({ daysAgo }) => daysAgo)];
  for (const { shippedDaysAgo, deliveredDaysAgo } of order.shipments ?? []) {
    if (shippedDaysAgo !== undefined) events.push(shippedDaysAgo);
    if (deliveredDaysAgo !== undefined) events.push(deliveredDaysAgo);
  }
  return Math.min(...events);
}

function createShipTo(order: OrderRecord, account: AccountRecord): OmsOrderSeed['shipTo'] {
  const address = account.addresses.find(({ id, type, isDefault }) =>
    order.shipTo === undefined ? type === 'SHIP_TO' && isDefault : id === order.shipTo,
  );
  if (address === undefined) {
    throw new RangeError(`Account ${account.id} has no address ${order.shipTo ?? 'to ship to by default'}.`);
  }
  const { name, lines, city, region, postalCode, country } = address;
  return { name, lines: [...lines], city, ...(region === undefined ? {} : { region }), postalCode, country };
}

function createLine(
  orderId: string,
  order: OrderRecord,
  index: number,
  currencyCode: string,
  productBySku: ReadonlyMap<string, CatalogueProduct>,
  calendar: Calendar,
): OmsLineSeed {
  const lineNumber = index + 1;
  const line = order.lines[index];
  const product = line && productBySku.get(line.sku);
  if (line === undefined || product === undefined) {
    throw new RangeError(`Line ${lineNumber} of order ${order.number} names an item that is unknown.`);
  }
  return {
    id: `${orderId}-${lineNumber}`,
    lineNumber,
    sku: line.sku,
    productName: product.content.name.en_US,
    uom: line.uom,
    ordered: line.quantity,
    allocated: sumAllocated(line),
    backordered: line.backordered ?? '0',
    shipped: sumShipped(order, lineNumber, 'shipped'),
    delivered: sumShipped(order, lineNumber, 'delivered'),
    cancelled: line.cancelled ?? '0',
    returned: line.returned ?? '0',
    unitPrice: {
      amount: line.price,
      basisQuantity: product.trade.listPrice.per,
      basisUom: product.trade.baseUom ?? 'EA',
    },
    extendedPrice: computeExtendedPrice(product, line, line.quantity, currencyCode),
    ...(line.expectedInDays === undefined ? {} : { expectedDate: calendar.date(line.expectedInDays) }),
    ...(line.projectId === undefined ? {} : { projectId: line.projectId }),
    ...(line.substitution === undefined ? {} : { substitution: { ...line.substitution } }),
  };
}

function createShipments(orderId: string, order: OrderRecord, calendar: Calendar): OmsShipmentSeed[] {
  return (order.shipments ?? []).map((shipment, index) => ({
    id: `${orderId}-s${index + 1}`,
    warehouseCode: shipment.warehouse,
    ...(shipment.carrier === undefined ? {} : { carrier: shipment.carrier }),
    ...(shipment.trackingNumber === undefined ? {} : { trackingNumber: shipment.trackingNumber }),
    ...(shipment.shippedDaysAgo === undefined
      ? {}
      : { shippedAt: calendar.instant(-shipment.shippedDaysAgo, '20:00') }),
    ...(shipment.deliveredDaysAgo === undefined
      ? {}
      : { deliveredAt: calendar.instant(-shipment.deliveredDaysAgo, '21:00') }),
    lines: shipment.lines.map(([lineNumber, quantity]) => ({ orderLineId: `${orderId}-${lineNumber}`, quantity })),
  }));
}
