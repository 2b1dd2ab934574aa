// Reads orders as the integration contract writes them.
import type { components } from '@commerce-graph/schema/oms-integration';
import { z } from 'zod';
import type { OrderLine, Shipment } from '../../generated/resolver-types.ts';
import type { KnownOrder, OrderPage } from '../oms-connector.ts';

export type Schemas = components['schemas'];

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const money: z.ZodType<Schemas['Money']> = z.object({ amount: decimal, currencyCode: z.string() });

const orderLine: z.ZodType<Schemas['OrderLine']> = z.object({
  id: z.string(),
  lineNumber: z.int(),
  sku: z.string(),
  productName: z.string(),
  uom: z.string(),
  ordered: decimal,
  allocated: decimal,
  backordered: decimal,
  shipped: decimal,
  delivered: decimal,
  cancelled: decimal,
  returned: decimal,
  status: z.enum(['OPEN', 'ALLOCATED', 'BACKORDERED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'CANCELLED', 'RETURNED']),
  unitPrice: z.object({
    amount: decimal,
    currencyCode: z.string(),
    basisQuantity: decimal,
    basisUom: z.string(),
  }),
  extendedPrice: money,
  expectedDate: z.string().exactOptional(),
  projectId: z.string().exactOptional(),
  substitution: z
    .object({ originalSku: z.string(), status: z.enum(['PROPOSED', 'ACCEPTED', 'REJECTED']) })
    .exactOptional(),
});

const shipment: z.ZodType<Schemas['Shipment']> = z.object({
  id: z.string(),
  warehouseCode: z.string().exactOptional(),
  carrier: z.string().exactOptional(),
  trackingNumber: z.string().exactOptional(),
  shippedAt: z.string().exactOptional(),
  deliveredAt: z.string().exactOptional(),
  lines: z.array(z.object({ orderLineId: z.string(), quantity: decimal, uom: z.string() })),
});

const order: z.ZodType<Omit<Schemas['Order'], 'updatedAt' | 'isOpen'>> = z.object({
  id: z.string(),
  orderNumber: z.string(),
  accountId: z.string(),
  poNumber: z.string().exactOptional(),
  placedAt: z.string(),
  placedBy: z.string(),
  status: z.enum([
    'SUBMITTED',
    'ACCEPTED',
    'ON_HOLD',
    'PROCESSING',
    'BACKORDERED',
    'PARTIALLY_SHIPPED',
    'SHIPPED',
    'DELIVERED',
    'COMPLETED',
    'CANCELLED',
    'UNKNOWN',
  ]),
  sourceStatus: z.string(),
  holds: z.array(z.object({ type: z.enum(['CREDIT', 'PRICE', 'MANUAL']), since: z.string(), message: z.string() })),
  subtotal: money,
  requestedDate: z.string().exactOptional(),
  shipTo: z.object({
    name: z.string(),
    lines: z.array(z.string()),
    city: z.string(),
    region: z.string().exactOptional(),
    postalCode: z.string(),
    country: z.string(),
  }),
  lines: z.array(orderLine),
  shipments: z.array(shipment),
});

const orderList = z.object({ orders: z.array(order) });

const orderSearchResponse = z.object({
  results: z.array(
    z.object({
      searchId: z.string(),
      orders: z.array(order),
      nextCursor: z.string().exactOptional(),
      totalCount: z.int().exactOptional(),
    }),
  ),
});

export function readOrderAnswer(body: unknown): KnownOrder {
  return describeOrder(order.parse(body));
}

export function readOrderListAnswer(body: unknown): KnownOrder[] {
  return orderList.parse(body).orders.map(describeOrder);
}

/** Pages by search id. */
export function readOrderSearchAnswer(body: unknown): Map<string, OrderPage> {
  return new Map(
    orderSearchResponse.parse(body).results.map(({ searchId, orders, nextCursor, totalCount }) => [
      searchId,
      {
        orders: orders.map(describeOrder),
        nextCursor: nextCursor ?? null,
        totalCount: totalCount ?? null,
      },
    ]),
  );
}

function describeOrder(read: z.infer<typeof order>): KnownOrder {
  return {
    id: read.id,
    orderNumber: read.orderNumber,
    poNumber: read.poNumber ?? null,
    account: { id: read.accountId },
    placedAt: read.placedAt,
    placedBy: read.placedBy,
    status: read.status,
    sourceStatus: read.sourceStatus,
    holds: read.holds,
    lines: read.lines.map(describeLine),
    subtotal: read.subtotal,
    shipTo: read.shipTo,
    shipments: read.shipments.map(describeShipment),
    requestedDate: read.requestedDate ?? null,
  };
}

function describeLine(line: Schemas['OrderLine']): OrderLine {
  const { uom } = line;
  return {
    id: line.id,
    lineNumber: line.lineNumber,
    sku: line.sku,
    productName: line.productName,
    product: { sku: line.sku },
    ordered: { value: line.ordered, uom },
    allocated: { value: line.allocated, uom },
    backordered: { value: line.backordered, uom },
    shipped: { value: line.shipped, uom },
    cancelled: { value: line.cancelled, uom },
    returned: { value: line.returned, uom },
    status: line.status,
    unitPrice: line.unitPrice,
    extendedPrice: line.extendedPrice,
    expectedDate: line.expectedDate ?? null,
    substitution: line.substitution ?? null,
  };
}

function describeShipment(read: Schemas['Shipment']): Shipment {
  return {
    id: read.id,
    warehouse: read.warehouseCode === undefined ? null : { code: read.warehouseCode },
    carrier: read.carrier ?? null,
    trackingNumber: read.trackingNumber ?? null,
    shippedAt: read.shippedAt ?? null,
    deliveredAt: read.deliveredAt ?? null,
    lines: read.lines.map(({ orderLineId, quantity, uom }) => ({ orderLineId, quantity: { value: quantity, uom } })),
  };
}
