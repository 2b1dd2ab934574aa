// A small OMS: orders of three accounts, one of them with everything an order can have.
import type { OmsSeed } from '@commerce-graph/systems';

type OrderSeed = OmsSeed['orders'][number];
type LineSeed = OrderSeed['lines'][number];

const shipTo = {
  name: 'Acme works',
  lines: ['1 Pump Road', 'Dock 4'],
  city: 'Dayton',
  region: 'OH',
  postalCode: '45402',
  country: 'US',
};

function createLine(id: string, more: Partial<LineSeed> = {}): LineSeed {
  return {
    id,
    lineNumber: 1,
    sku: 'BRG-1',
    productName: 'Deep groove ball bearing',
    uom: 'EA',
    ordered: '10',
    allocated: '0',
    backordered: '0',
    shipped: '0',
    delivered: '0',
    cancelled: '0',
    returned: '0',
    unitPrice: { amount: '8.125', basisQuantity: '1', basisUom: 'EA' },
    extendedPrice: '81.25',
    ...more,
  };
}

function createOrder(id: string, accountId: string, placedAt: string, more: Partial<OrderSeed> = {}): OrderSeed {
  return {
    id,
    orderNumber: `SO-${id}`,
    accountId,
    placedAt,
    placedBy: `buyer@${accountId}`,
    updatedAt: placedAt,
    sourceStatus: 'BOOKED',
    currencyCode: 'USD',
    shipTo,
    holds: [],
    lines: [createLine(`${id}-1`, { allocated: '10' })],
    shipments: [],
    ...more,
  };
}

export const omsSeed: OmsSeed = {
  orders: [
    createOrder('full', 'acme', '2026-03-01T09:00:00Z', {
      poNumber: 'PO-77',
      requestedDate: '2026-03-20',
      holds: [{ type: 'CREDIT', since: '2026-03-01T10:00:00Z', message: 'Over the limit.' }],
      lines: [
        createLine('full-1', {
          ordered: '10',
          shipped: '4',
          delivered: '4',
          returned: '1',
          backordered: '6',
          expectedDate: '2026-04-01',
        }),
        createLine('full-2', {
          lineNumber: 2,
          sku: 'CABLE-1',
          productName: 'Cable',
          uom: 'M',
          ordered: '2.5',
          cancelled: '0.5',
          allocated: '2',
          unitPrice: { amount: '333.3', basisQuantity: '100', basisUom: 'M' },
          extendedPrice: '8.33',
          substitution: { originalSku: 'CABLE-0', status: 'ACCEPTED' },
        }),
      ],
      shipments: [
        {
          id: 'ship-1',
          warehouseCode: 'DAY',
          carrier: 'UPS',
          trackingNumber: '1Z',
          shippedAt: '2026-03-03T12:00:00Z',
          deliveredAt: '2026-03-05T12:00:00Z',
          lines: [{ orderLineId: 'full-1', quantity: '4' }],
        },
      ],
    }),
    createOrder('odd', 'acme', '2026-02-01T09:00:00Z', { sourceStatus: 'WAITING FOR GODOT' }),
    createOrder('closed', 'acme', '2026-01-01T09:00:00Z', {
      sourceStatus: 'CLOSED',
      lines: [createLine('closed-1', { shipped: '10', delivered: '10' })],
      shipments: [
        {
          id: 'ship-2',
          warehouseCode: 'DAY',
          shippedAt: '2026-01-03T12:00:00Z',
          deliveredAt: '2026-01-05T12:00:00Z',
          lines: [{ orderLineId: 'closed-1', quantity: '10' }],
        },
      ],
    }),
    createOrder('dayton', 'acme-dayton', '2026-02-10T09:00:00Z'),
    createOrder('theirs', 'borealis', '2026-02-20T09:00:00Z', { poNumber: 'PO-77' }),
  ],
};
