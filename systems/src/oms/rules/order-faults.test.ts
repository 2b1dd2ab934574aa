// An order that does not add up is not imported, and the message says where it does not.
import { describe, expect, it } from 'vitest';
import type { OmsOrderSeed } from '../seed.ts';
import { findOrderFaults } from './order-faults.ts';

const order: OmsOrderSeed = {
  id: 'o-1',
  orderNumber: 'SO-100001',
  accountId: 'acme',
  placedAt: '2026-03-01T08:00:00Z',
  placedBy: 'ada',
  updatedAt: '2026-03-02T08:00:00Z',
  sourceStatus: 'RELEASED',
  currencyCode: 'USD',
  shipTo: { name: 'Plant', lines: ['2 Mill'], city: 'Dayton', postalCode: '45402', country: 'US' },
  holds: [],
  lines: [
    {
      id: 'o-1-1',
      lineNumber: 1,
      sku: 'PX-200',
      productName: 'Pump',
      uom: 'EA',
      ordered: '10',
      allocated: '1',
      backordered: '2',
      shipped: '6',
      delivered: '4',
      cancelled: '1',
      returned: '1',
      unitPrice: { amount: '100', basisQuantity: '1', basisUom: 'EA' },
      extendedPrice: '1000.00',
    },
  ],
  shipments: [
    {
      id: 's-1',
      warehouseCode: 'DAY',
      shippedAt: '2026-03-02T08:00:00Z',
      deliveredAt: '2026-03-03T08:00:00Z',
      lines: [{ orderLineId: 'o-1-1', quantity: '4' }],
    },
    {
      id: 's-2',
      warehouseCode: 'CHI',
      shippedAt: '2026-03-02T08:00:00Z',
      lines: [{ orderLineId: 'o-1-1', quantity: '2' }],
    },
    { id: 's-3', warehouseCode: 'CHI', lines: [{ orderLineId: 'o-1-1', quantity: '1' }] },
  ],
};

function withLine(change: Partial<OmsOrderSeed['lines'][number]>): OmsOrderSeed {
  return { ...order, lines: order.lines.map((line) => ({ ...line, ...change })) };
}

describe('findOrderFaults', () => {
  it('finds none in an order that adds up', () => {
    expect(findOrderFaults(order)).toEqual([]);
  });

  it.each<[RegExp, OmsOrderSeed]>([
    [/^Order o 1: its id/, { ...order, id: 'o 1' }],
    [/placedAt 2026-03-01T08:00:00\+01:00/, { ...order, placedAt: '2026-03-01T08:00:00+01:00' }],
    [/it has no lines/, { ...order, lines: [], shipments: [] }],
    [/make 11 of 10 ordered/, withLine({ allocated: '2' })],
    [/returned 7 is more than shipped 6/, withLine({ returned: '7' })],
    [/shipped is 5, but its shipments with shippedAt hold 6/, withLine({ shipped: '5' })],
    [/delivered is 3, but its shipments with deliveredAt hold 4/, withLine({ delivered: '3' })],
    [/ordered "1e1" is not a decimal/, withLine({ ordered: '1e1' })],
    [
      /s-9 has goods of line o-2-1/,
      {
        ...order,
        shipments: [
          ...order.shipments,
          { id: 's-9', warehouseCode: 'DAY', lines: [{ orderLineId: 'o-2-1', quantity: '1' }] },
        ],
      },
    ],
  ])('finds %s', (message, faulty) => {
    expect(findOrderFaults(faulty)).toEqual([expect.stringMatching(message)]);
  });

  it('finds two lines with one number', () => {
    const twice = {
      ...order,
      lines: [...order.lines, ...withLine({ id: 'o-1-2', shipped: '0', delivered: '0', returned: '0' }).lines],
    };
    expect(findOrderFaults(twice)).toEqual([expect.stringMatching('same line number')]);
  });
});
