// Reading orders from the OMS: by id, by search, page by page, and as they change.
import type { components } from '@commerce-graph/schema/oms-integration';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OmsOrderSeed, seedLine, seedOrder } from './order-seed.ts';
import { type RunningOms, startOms } from './start-oms.ts';

type Schemas = components['schemas'];

const shipped = { shippedAt: '2026-03-03T10:00:00Z', deliveredAt: '2026-03-05T09:30:00Z' };
const orders: OmsOrderSeed[] = [
  seedOrder('split', {
    placedAt: '2026-03-02T08:00:00Z',
    sourceStatus: 'RELEASED',
    poNumber: 'PO-77',
    requestedDate: '2026-03-10',
    lines: [
      seedLine('split-1', { shipped: '4', delivered: '4', backordered: '6', expectedDate: '2026-04-01' }),
      seedLine('split-2', {
        lineNumber: 2,
        sku: 'BRG-6205-ZZ',
        allocated: '10',
        extendedPrice: '0.05',
        substitution: { originalSku: 'BRG-6205-OLD', status: 'ACCEPTED' },
      }),
    ],
    shipments: [
      {
        id: 'split-s1',
        warehouseCode: 'DAY',
        carrier: 'UPS',
        trackingNumber: '1Z',
        ...shipped,
        lines: [{ orderLineId: 'split-1', quantity: '4' }],
      },
      { id: 'split-s2', warehouseCode: 'CHI', lines: [{ orderLineId: 'split-2', quantity: '10' }] },
    ],
  }),
  seedOrder('done', {
    placedAt: '2026-01-01T08:00:00Z',
    sourceStatus: 'CLOSED',
    lines: [seedLine('done-1', { shipped: '10', delivered: '10' })],
    shipments: [
      { id: 'done-s1', warehouseCode: 'DAY', ...shipped, lines: [{ orderLineId: 'done-1', quantity: '10' }] },
    ],
  }),
  seedOrder('odd', { sourceStatus: 'TRADE_COMPLIANCE_REVIEW', placedAt: '2026-03-03T08:00:00Z' }),
  seedOrder('held', {
    placedAt: '2026-03-04T08:00:00Z',
    holds: [{ type: 'CREDIT', since: '2026-03-04T08:00:00Z', message: 'Over the limit.' }],
  }),
  seedOrder('other', { accountId: 'borealis', placedAt: '2026-03-05T08:00:00Z' }),
];

let oms: RunningOms;
beforeAll(async () => {
  oms = await startOms({ seed: { orders } });
});
afterAll(() => oms.close());

async function search(...searches: Partial<Schemas['OrderSearch']>[]): Promise<Schemas['OrderSearchResult'][]> {
  const filled = searches.map((each, index) => ({ searchId: `s${index}`, accountId: 'acme', first: 100, ...each }));
  const { status, body } = await oms.send<Schemas['OrderSearchResponse']>('POST', '/orders/search', {
    body: { searches: filled },
  });
  expect(status).toBe(200);
  return body.results;
}

async function searchIds(each: Partial<Schemas['OrderSearch']>): Promise<string[]> {
  const [result] = await search(each);
  return result?.orders.map(({ id }) => id) ?? [];
}

describe('POST /orders/query', () => {
  it('answers each known order once, in the order of the ids', async () => {
    const ids = ['odd', 'nobody', 'split', 'odd'];
    const { body } = await oms.send<Schemas['OrderList']>('POST', '/orders/query', { body: { ids } });
    expect(body.orders.map(({ id }) => id)).toEqual(['odd', 'split']);
  });

  it('answers an order whole: normalised and own status, exact subtotal, units on shipped quantities', async () => {
    const { body } = await oms.send<Schemas['OrderList']>('POST', '/orders/query', { body: { ids: ['split'] } });
    expect(body.orders[0]).toMatchObject({
      accountId: 'acme',
      status: 'PARTIALLY_SHIPPED',
      sourceStatus: 'RELEASED',
      isOpen: true,
      poNumber: 'PO-77',
      requestedDate: '2026-03-10',
      subtotal: { amount: '127.55', currencyCode: 'USD' },
      lines: [
        {
          status: 'PARTIALLY_SHIPPED',
          expectedDate: '2026-04-01',
          unitPrice: { amount: '12.75', currencyCode: 'USD' },
        },
        { status: 'ALLOCATED', substitution: { originalSku: 'BRG-6205-OLD', status: 'ACCEPTED' } },
      ],
      shipments: [
        { warehouseCode: 'DAY', trackingNumber: '1Z', lines: [{ orderLineId: 'split-1', quantity: '4', uom: 'EA' }] },
        { warehouseCode: 'CHI' },
      ],
    });
  });

  it('keeps the word of a status that it does not know', async () => {
    const { body } = await oms.send<Schemas['OrderList']>('POST', '/orders/query', { body: { ids: ['odd'] } });
    expect(body.orders[0]).toMatchObject({ status: 'UNKNOWN', sourceStatus: 'TRADE_COMPLIANCE_REVIEW', isOpen: true });
  });

  it.each([[[]], [Array.from({ length: 201 }, (_, index) => `o${index}`)], [[7]]])(
    'refuses other than 1 to 200 ids',
    async (ids) => {
      const { status, headers, body } = await oms.send('POST', '/orders/query', { body: { ids } });
      expect(status).toBe(400);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ pointer: expect.stringMatching(/^\/ids/) }] });
    },
  );
});

describe('POST /orders/search', () => {
  it('answers the orders of one account only, newest first', async () => {
    expect(await searchIds({})).toEqual(['held', 'odd', 'split', 'done']);
    expect(await searchIds({ accountId: 'borealis' })).toEqual(['other']);
    expect(await searchIds({ accountId: 'nobody' })).toEqual([]);
  });

  it.each<[string[], Partial<Schemas['OrderSearch']>]>([
    [['held', 'split'], { statuses: ['ON_HOLD', 'PARTIALLY_SHIPPED'] }],
    [[], { statuses: [] }],
    [['held', 'odd', 'split'], { isOpen: true }],
    [['done'], { isOpen: false }],
    [['split'], { poNumber: 'PO-77' }],
    [[], { poNumber: 'PO-7' }],
    [['split'], { sku: 'BRG-6205-ZZ' }],
    [['split'], { sku: 'BRG-6205-OLD' }],
    [['odd', 'split'], { placedFrom: '2026-03-02T08:00:00Z', placedTo: '2026-03-04T08:00:00.000Z' }],
    [['odd'], { statuses: ['UNKNOWN'], isOpen: true, sku: 'BRG-6205-2RS' }],
  ])('finds %j', async (ids, conditions) => {
    expect(await searchIds(conditions)).toEqual(ids);
  });

  it('answers each search of a batch on its own, and counts where it is asked to', async () => {
    const results = await search(
      { first: 1, withCount: true },
      { accountId: 'borealis' },
      { isOpen: false, withCount: true },
    );
    expect(results.map(({ searchId, orders: found, totalCount }) => [searchId, found.length, totalCount])).toEqual([
      ['s0', 1, 4],
      ['s1', 1, undefined],
      ['s2', 1, 1],
    ]);
    expect(results.map(({ nextCursor }) => nextCursor !== undefined)).toEqual([true, false, false]);
  });

  it.each([
    'rubbish',
    ...[
      '["changes",1]',
      '["search"]',
      '["search",{},[]]',
      '["search","1 OR 1=1","x"]',
      '["search",-1,null]',
      '["search",1e300,"x"]',
      '["search",1,""]',
      '["search",1,"x","y"]',
      '[ "search",1,"x"]',
    ].map((text) => Buffer.from(text).toString('base64url')),
  ])('refuses the cursor %s', async (after) => {
    const searches = [
      { searchId: 'a', accountId: 'acme', first: 1 },
      { searchId: 'b', accountId: 'acme', first: 1, after },
    ];
    const { status, body } = await oms.send('POST', '/orders/search', { body: { searches } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_CURSOR', errors: [{ pointer: '/searches/1/after' }] });
  });

  it.each([{ first: 0 }, { first: 101 }, { statuses: ['LOST'] }, { colour: 'red' }, { placedFrom: '2026-03-02' }])(
    'refuses %j',
    async (wrong) => {
      const { status } = await oms.send('POST', '/orders/search', {
        body: { searches: [{ searchId: 'a', accountId: 'acme', first: 1, ...wrong }] },
      });
      expect(status).toBe(400);
    },
  );

  it('pages through every order once, newest first, whatever the page size and however many share a moment', async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 1, max: 7 }), async (seconds, first) => {
        const seeded = seconds.map((second, index) =>
          seedOrder(`p${index}`, { placedAt: `2026-03-01T08:00:0${second}Z` }),
        );
        const paged = await startOms({ seed: { orders: seeded } });
        try {
          const seen: Schemas['Order'][] = [];
          let after: string | undefined;
          do {
            const one = { searchId: 's', accountId: 'acme', first, ...(after !== undefined && { after }) };
            const { body } = await paged.send<Schemas['OrderSearchResponse']>('POST', '/orders/search', {
              body: { searches: [one] },
            });
            const page = body.results[0];
            expect(page?.orders.length).toBeLessThanOrEqual(first);
            seen.push(...(page?.orders ?? []));
            after = page?.nextCursor;
          } while (after !== undefined);
          const newestFirst = seeded.toSorted((a, b) =>
            a.placedAt === b.placedAt ? compare(b.id, a.id) : compare(b.placedAt, a.placedAt),
          );
          expect(seen.map(({ id }) => id)).toEqual(newestFirst.map(({ id }) => id));
        } finally {
          await paged.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('GET /orders/{id}', () => {
  it('answers an order with a tag, and 304 to whoever has it already', async () => {
    const { status, headers, body } = await oms.send<Schemas['Order']>('GET', '/orders/split');
    expect([status, body.id]).toEqual([200, 'split']);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^".+"$/);
    const again = await oms.send('GET', '/orders/split', { headers: { 'if-none-match': `"x", ${etag}` } });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, etag]);
    const changed = await oms.send('GET', '/orders/split', { headers: { 'if-none-match': '"x"' } });
    expect(changed.status).toBe(200);
  });

  it('tells orders apart that do not exist', async () => {
    const { status, body } = await oms.send('GET', '/orders/nobody');
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'UNKNOWN_ORDER', detail: expect.stringContaining('nobody') });
  });
});

describe('GET /orders', () => {
  async function follow(query: string): Promise<Schemas['OrderChangePage']> {
    const { status, body } = await oms.send<Schemas['OrderChangePage']>('GET', `/orders?${query}`);
    expect(status).toBe(200);
    return body;
  }

  it('answers every order page by page, and then nothing until something changes', async () => {
    const first = await follow('limit=3');
    expect(first.hasMore).toBe(true);
    const second = await follow(`limit=3&cursor=${first.nextCursor}`);
    expect(second.hasMore).toBe(false);
    expect([...first.orders, ...second.orders].map(({ id }) => id)).toEqual(['split', 'done', 'odd', 'held', 'other']);
    expect(await follow(`cursor=${second.nextCursor}`)).toEqual({
      orders: [],
      nextCursor: second.nextCursor,
      hasMore: false,
    });
  });

  it('leaves out what has not changed since', async () => {
    expect((await follow('updatedSince=2026-03-01T08:00:00Z')).orders).toHaveLength(5);
    expect((await follow('updatedSince=2026-03-01T08:00:01Z')).orders).toEqual([]);
  });

  it.each([
    '["changes"]',
    '["changes",null]',
    '["changes","1"]',
    '["changes",-1]',
    '["changes",1.5]',
    '["search",1,"x"]',
  ])('refuses the cursor %s', async (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    const { status, body } = await oms.send('GET', `/orders?cursor=${cursor}`);
    expect([status, body]).toMatchObject([400, { code: 'INVALID_CURSOR', errors: [{ pointer: '?cursor' }] }]);
  });

  it.each(['limit=0', 'limit=101', 'limit=many', 'cursor=rubbish', 'updatedSince=yesterday', 'page=2'])(
    'refuses %s',
    async (query) => {
      expect((await oms.send('GET', `/orders?${query}`)).status).toBe(400);
    },
  );
});

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
