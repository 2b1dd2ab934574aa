// Orders for tests: one line of ten, booked, unless told otherwise.
import type { OmsSeed } from '@commerce-graph/systems';

export type OmsOrderSeed = OmsSeed['orders'][number];
type OmsLineSeed = OmsOrderSeed['lines'][number];

export function seedOrder(id: string, changes: Partial<OmsOrderSeed> = {}): OmsOrderSeed {
  return {
    id,
    orderNumber: `SO-${id}`,
    accountId: 'acme',
    placedAt: '2026-03-01T08:00:00Z',
    placedBy: 'ada',
    updatedAt: '2026-03-01T08:00:00Z',
    sourceStatus: 'BOOKED',
    currencyCode: 'USD',
    shipTo: { name: 'Plant', lines: ['2 Mill Road'], city: 'Dayton', region: 'OH', postalCode: '45402', country: 'US' },
    holds: [],
    lines: [seedLine(`${id}-1`)],
    shipments: [],
    ...changes,
  };
}

export function seedLine(id: string, changes: Partial<OmsLineSeed> = {}): OmsLineSeed {
  return {
    id,
    lineNumber: 1,
    sku: 'BRG-6205-2RS',
    productName: 'Deep groove ball bearing 6205-2RS',
    uom: 'EA',
    ordered: '10',
    allocated: '0',
    backordered: '0',
    shipped: '0',
    delivered: '0',
    cancelled: '0',
    returned: '0',
    unitPrice: { amount: '12.75', basisQuantity: '1', basisUom: 'EA' },
    extendedPrice: '127.50',
    ...changes,
  };
}
