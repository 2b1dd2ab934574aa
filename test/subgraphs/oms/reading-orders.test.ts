// Reading orders: every field, pages and filters, and how few calls it takes.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningOms, startOms } from './start-oms.ts';

let oms: RunningOms;
beforeAll(async () => {
  oms = await startOms();
});
afterAll(() => oms.close());
beforeEach(() => {
  oms.countCalls();
});

const acme = { account: 'acme' };
const quantities =
  'ordered { value uom } allocated { value uom } backordered { value uom } shipped { value uom } cancelled { value uom } returned { value uom }';

test('every field of an order', async () => {
  const query = `{ order(id: "full") {
    id orderNumber poNumber account { id } placedAt placedBy status sourceStatus
    holds { type since message }
    lines { id lineNumber sku productName product { sku } ${quantities} status unitPrice { amount currencyCode basisQuantity basisUom }
      extendedPrice { amount currencyCode } expectedDate substitution { originalSku status } }
    subtotal { amount currencyCode }
    shipTo { name lines city region postalCode country }
    shipments { id warehouse { code } carrier trackingNumber shippedAt deliveredAt lines { orderLineId quantity { value uom } } }
    requestedDate
  } }`;
  const { data, errors } = await oms.query({ query, as: acme });
  expect(errors).toEqual([]);
  expect(data?.['order']).toEqual({
    id: 'full',
    orderNumber: 'SO-full',
    poNumber: 'PO-77',
    account: { id: 'acme' },
    placedAt: '2026-03-01T09:00:00Z',
    placedBy: 'buyer@acme',
    status: 'ON_HOLD',
    sourceStatus: 'BOOKED',
    holds: [{ type: 'CREDIT', since: '2026-03-01T10:00:00Z', message: 'Over the limit.' }],
    lines: [
      {
        id: 'full-1',
        lineNumber: 1,
        sku: 'BRG-1',
        productName: 'Deep groove ball bearing',
        product: { sku: 'BRG-1' },
        ordered: { value: '10', uom: 'EA' },
        allocated: { value: '0', uom: 'EA' },
        backordered: { value: '6', uom: 'EA' },
        shipped: { value: '4', uom: 'EA' },
        cancelled: { value: '0', uom: 'EA' },
        returned: { value: '1', uom: 'EA' },
        status: 'PARTIALLY_SHIPPED',
        unitPrice: { amount: '8.125', currencyCode: 'USD', basisQuantity: '1', basisUom: 'EA' },
        extendedPrice: { amount: '81.25', currencyCode: 'USD' },
        expectedDate: '2026-04-01',
        substitution: null,
      },
      {
        id: 'full-2',
        lineNumber: 2,
        sku: 'CABLE-1',
        productName: 'Cable',
        product: { sku: 'CABLE-1' },
        ordered: { value: '2.5', uom: 'M' },
        allocated: { value: '2', uom: 'M' },
        backordered: { value: '0', uom: 'M' },
        shipped: { value: '0', uom: 'M' },
        cancelled: { value: '0.5', uom: 'M' },
        returned: { value: '0', uom: 'M' },
        status: 'ALLOCATED',
        unitPrice: { amount: '333.3', currencyCode: 'USD', basisQuantity: '100', basisUom: 'M' },
        extendedPrice: { amount: '8.33', currencyCode: 'USD' },
        expectedDate: null,
        substitution: { originalSku: 'CABLE-0', status: 'ACCEPTED' },
      },
    ],
    subtotal: { amount: '89.58', currencyCode: 'USD' },
    shipTo: {
      name: 'Acme works',
      lines: ['1 Pump Road', 'Dock 4'],
      city: 'Dayton',
      region: 'OH',
      postalCode: '45402',
      country: 'US',
    },
    shipments: [
      {
        id: 'ship-1',
        warehouse: { code: 'DAY' },
        carrier: 'UPS',
        trackingNumber: '1Z',
        shippedAt: '2026-03-03T12:00:00Z',
        deliveredAt: '2026-03-05T12:00:00Z',
        lines: [{ orderLineId: 'full-1', quantity: { value: '4', uom: 'EA' } }],
      },
    ],
    requestedDate: '2026-03-20',
  });
});

test('a status that only the OMS understands is UNKNOWN, with its own word', async () => {
  const { data } = await oms.query({
    query: '{ order(id: "odd") { status sourceStatus poNumber requestedDate } }',
    as: acme,
  });
  expect(data?.['order']).toEqual({
    status: 'UNKNOWN',
    sourceStatus: 'WAITING FOR GODOT',
    poNumber: null,
    requestedDate: null,
  });
});

describe('orders', () => {
  const readIds = async (args: string) => {
    const { data, errors } = await oms.query<{ orders: { nodes: { id: string }[]; totalCount: number } }>({
      query: `{ orders${args} { nodes { id } totalCount } }`,
      as: acme,
    });
    expect(errors).toEqual([]);
    expect(data?.orders.totalCount).toBe(data?.orders.nodes.length);
    return data?.orders.nodes.map(({ id }) => id);
  };

  test.each([
    ['', ['full', 'odd', 'closed']],
    ['(filter: { isOpen: true })', ['full', 'odd']],
    ['(filter: { isOpen: false })', ['closed']],
    ['(filter: { statuses: [ON_HOLD, COMPLETED] })', ['full', 'closed']],
    ['(filter: { statuses: [UNKNOWN] })', ['odd']],
    ['(filter: { statuses: [] })', ['full', 'odd', 'closed']],
    ['(filter: { poNumber: "PO-77" })', ['full']],
    ['(filter: { sku: "CABLE-1" })', ['full']],
    ['(filter: { placedFrom: "2026-02-01T09:00:00Z", placedTo: "2026-03-01T09:00:00Z" })', ['odd']],
    ['(filter: { placedFrom: "2026-02-01T04:00:00-05:00", placedTo: "2026-03-01T04:00:00-05:00" })', ['odd']],
    ['(filter: null)', ['full', 'odd', 'closed']],
  ])('%s', async (args, ids) => {
    expect(await readIds(args)).toEqual(ids);
  });

  test('go forward a page at a time', async () => {
    const query = `query ($after: String) { orders(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`;
    const first = await oms.query<{ orders: { pageInfo: { endCursor: string } } }>({ query, as: acme });
    expect(first.data?.orders).toEqual({
      nodes: [{ id: 'full' }, { id: 'odd' }],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      totalCount: 3,
    });
    const after = first.data?.orders.pageInfo.endCursor;
    const second = await oms.query({ query, variables: { after }, as: acme });
    expect(second.data?.['orders']).toEqual({
      nodes: [{ id: 'closed' }],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: 3,
    });
  });

  test.each([
    ['(first: 0)', '`first` must be 1 to 100, got 0.'],
    ['(first: 101)', '`first` must be 1 to 100, got 101.'],
    ['(after: "")', '`after` must have 1 to 512 characters'],
    ['(after: "bm9uc2Vuc2U")', '`after` is not a cursor of this connection'],
    ['(filter: { poNumber: "" })', '`filter.poNumber` must have'],
    [`(filter: { sku: "${'x'.repeat(65)}" })`, '`filter.sku` must have'],
  ])('%s is refused, and what stands beside it is not', async (args, message) => {
    const query = `{ good: orders { nodes { id } } bad: orders${args} { nodes { id } } }`;
    const { data, errors } = await oms.query({ query, as: acme });
    expect(data).toMatchObject({ good: { nodes: [{ id: 'full' }, { id: 'odd' }, { id: 'closed' }] }, bad: null });
    expect(errors).toMatchObject([
      { path: ['bad'], message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('are counted only where the count is asked for', async () => {
    await oms.query({
      query: '{ a: orders { nodes { id } } b: orders { ...C } } fragment C on OrderConnection { totalCount }',
      as: acme,
    });
    expect(oms.system.switches.calls.map(({ body }) => body)).toMatchObject([
      { searches: [{ withCount: false }, { withCount: true }] },
    ]);
  });
});

describe('calls', () => {
  test('the orders of several accounts, with several filters, take one', async () => {
    const { data, errors } = await oms.query({
      ...queryEntities(
        'Account',
        [{ id: 'acme' }, { id: 'acme-dayton' }],
        'id orders { nodes { id } } open: orders(filter: { isOpen: true }, first: 1) { totalCount nodes { id } }',
      ),
      as: { account: 'acme', accounts: ['acme-dayton'] },
    });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toEqual([
      {
        __typename: 'Account',
        id: 'acme',
        orders: { nodes: [{ id: 'full' }, { id: 'odd' }, { id: 'closed' }] },
        open: { totalCount: 2, nodes: [{ id: 'full' }] },
      },
      {
        __typename: 'Account',
        id: 'acme-dayton',
        orders: { nodes: [{ id: 'dayton' }] },
        open: { totalCount: 1, nodes: [{ id: 'dayton' }] },
      },
    ]);
    expect(oms.countCalls()).toEqual({ 'POST /orders/search': 1 });
  });

  test('orders by id and by reference take one', async () => {
    const keys = ['full', 'odd', 'nope', 'full'].map((id) => ({ id }));
    const { data } = await oms.query({ ...queryEntities('Order', keys, 'id status'), as: acme });
    expect(data?.['_entities']).toMatchObject([{ id: 'full' }, { id: 'odd' }, null, { id: 'full' }]);
    expect(oms.countCalls()).toEqual({ 'POST /orders/query': 1 });
    await oms.query({ query: '{ a: order(id: "full") { id } b: order(id: "closed") { id } }', as: acme });
    expect(oms.countCalls()).toEqual({ 'POST /orders/query': 1 });
  });

  test('an id that no order can have takes none', async () => {
    const { data, errors } = await oms.query({
      query: `{ a: order(id: "") { id } b: order(id: "${'x'.repeat(256)}") { id } }`,
      as: acme,
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: null, b: null });
    expect(oms.countCalls()).toEqual({});
  });
});

test('when the OMS fails, the fields that need it say so', async () => {
  oms.system.switches.failNext(1, { status: 500 }, '/orders/search');
  const { data, errors } = await oms.query({ query: '{ orders { nodes { id } } order(id: "full") { id } }', as: acme });
  expect(data).toEqual({ orders: null, order: { id: 'full' } });
  expect(errors).toMatchObject([{ path: ['orders'], extensions: { code: 'SYSTEM_UNAVAILABLE', system: 'OMS' } }]);
  expect(errors[0]?.message).not.toMatch(/127\.0\.0\.1|http|500/);
});
