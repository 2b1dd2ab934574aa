// Placing orders: what is placed, what is refused and why, and what the ERP makes of it.
import type { components } from '@commerce-graph/schema/oms-integration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedOrder } from './order-seed.ts';
import { type RunningErp, startErp } from './start-erp.ts';
import { type RunningOms, type SubmissionAnswer, startOms } from './start-oms.ts';

let erp: RunningErp;
let oms: RunningOms;
beforeAll(async () => {
  erp = await startErp();
  oms = await startOms({ erp: erp.connection });
});
afterAll(async () => {
  await oms.close();
  await erp.close();
});

const pump = { sku: 'PUMP', quantity: '2' };
const order = (lines: unknown[] = [pump], changes: Record<string, unknown> = {}) => ({
  accountId: 'acme',
  placedBy: 'ada',
  lines,
  ...changes,
});

async function countOrders(accountId: string): Promise<number> {
  const searches = [{ searchId: 's', accountId, first: 1, withCount: true }];
  const { body } = await oms.send<components['schemas']['OrderSearchResponse']>('POST', '/orders/search', {
    body: { searches },
  });
  return body.results[0]?.totalCount ?? 0;
}

describe('a placed order', () => {
  it('has the prices, the address and the allocations of the ERP', async () => {
    const submission = order(
      [
        { sku: 'PUMP', quantity: '2.0', expectedUnitPrice: '99.9' },
        { sku: 'BOLT', quantity: '1' },
      ],
      {
        poNumber: 'PO-1',
        shipToAddressId: 'yard',
        requestedDate: '2999-02-01',
      },
    );
    const { status, headers, body } = await oms.submit('placed-1', submission);
    expect([status, body.errors]).toEqual([201, undefined]);
    expect(body).toMatchObject({
      accountId: 'acme',
      placedBy: 'ada',
      poNumber: 'PO-1',
      status: 'ACCEPTED',
      sourceStatus: 'BOOKED',
      requestedDate: '2999-02-01',
      shipTo: { name: 'Yard', city: 'Dayton', region: 'OH' },
      subtotal: { amount: '213.01', currencyCode: 'USD' },
      lines: [
        {
          lineNumber: 1,
          productName: 'The PUMP',
          uom: 'EA',
          ordered: '2',
          allocated: '2',
          status: 'ALLOCATED',
          extendedPrice: { amount: '199.80' },
        },
        {
          lineNumber: 2,
          uom: 'BX100',
          allocated: '1',
          unitPrice: { amount: '13.205', basisQuantity: '100', basisUom: 'EA' },
          extendedPrice: { amount: '13.21' },
        },
      ],
    });
    expect(headers.get('location')).toBe(`/orders/${body.id}`);
    const read = await oms.send('GET', `/orders/${body.id}`);
    expect([read.status, read.body, read.headers.get('etag')]).toEqual([200, body, headers.get('etag')]);
    expect(await erp.hasReservation(body.id ?? '')).toBe(true);
  });

  it('waits for what is missing, where it may', async () => {
    const { status, body } = await oms.submit('placed-2', order([{ sku: 'SCARCE', quantity: '8' }]));
    expect(status).toBe(201);
    expect(body.status).toBe('BACKORDERED');
    expect(body.lines).toMatchObject([{ allocated: '5', backordered: '3', expectedDate: '2999-01-01' }]);
  });

  it('allocates whole boxes only, for the ERP counts in pieces', async () => {
    // 150 pieces, of which the first test took 100.
    const { body } = await oms.submit('placed-3', order([{ sku: 'BOLT', quantity: '1' }]));
    expect(body.lines).toMatchObject([{ ordered: '1', allocated: '0', backordered: '1', status: 'BACKORDERED' }]);
  });

  it('gets the next number', async () => {
    const imported = await startOms({
      erp: erp.connection,
      seed: { orders: [seedOrder('o1', { orderNumber: 'SO-204711' })] },
    });
    const { body } = await imported.submit('k', order());
    expect(body.orderNumber).toBe('SO-204712');
    await imported.close();
  });

  it('may have 500 lines', async () => {
    const { status, body } = await oms.submit(
      'placed-500',
      order(Array.from({ length: 500 }, () => ({ sku: 'PUMP', quantity: '1' }))),
    );
    expect([status, body.lines?.length, body.subtotal?.amount]).toEqual([201, 500, '49950.00']);
  });
});

describe('an order for a project', () => {
  const priceOf = (body: SubmissionAnswer) => body.lines?.map(({ unitPrice }) => unitPrice.amount);

  it('gets the price of the project as far as it goes, over its lines and the orders before', async () => {
    const line = { sku: 'PUMP', quantity: '150', projectId: 'shaft-7' };
    const first = await oms.submit('project-1', order([line, line, { ...line, quantity: '50' }]));
    expect([first.status, priceOf(first.body)]).toEqual([201, ['80.00', '99.90', '80.00']]);
    const second = await oms.submit('project-2', order([line, { ...line, quantity: '1' }]));
    expect([second.status, priceOf(second.body)]).toEqual([201, ['99.90', '99.90']]);
  });

  it('gets no more of it when many come at once: who is too late confirms the new price', async () => {
    const submission = order([{ sku: 'SCARCE', quantity: '8', projectId: 'shaft-7', expectedUnitPrice: '8' }]);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => oms.submit(`project-at-once-${index}`, submission)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const { body } of answers.filter(({ status }) => status !== 201)) {
      expect(body.errors).toMatchObject([{ code: 'PRICE_CHANGED', lineIndex: 0 }]);
    }
  });
});

describe('a refused order', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['0 UNKNOWN_ITEM', 'acme', { sku: 'NOPE' }],
    ['0 ITEM_NOT_SELLABLE', 'acme', { sku: 'OLD' }],
    ['0 UOM_NOT_PERMITTED', 'acme', { uom: 'BX100' }],
    ['0 INVALID_QUANTITY', 'acme', { quantity: '1.5' }],
    ['0 INVALID_QUANTITY', 'acme', { quantity: '-1' }],
    ['0 BELOW_MINIMUM', 'acme', { sku: 'BOLT', uom: 'EA', quantity: '25' }],
    ['0 NOT_A_MULTIPLE', 'acme', { sku: 'BOLT', uom: 'EA', quantity: '60' }],
    ['0 PRICE_CHANGED', 'acme', { expectedUnitPrice: '99.89' }],
    ['0 NO_PRICE', 'acme', { projectId: 'shaft-8' }],
    ['0 INSUFFICIENT_STOCK', 'acme', { sku: 'LAST', quantity: '6' }],
    ['0 INSUFFICIENT_STOCK', 'strict', { sku: 'SCARCE', quantity: '6' }],
    ['- CREDIT_LIMIT_EXCEEDED', 'strict', { quantity: '11' }],
    ['- CREDIT_HOLD', 'overdue', {}],
  ])('says %s to %s', async (reason, accountId, line) => {
    const [ordersBefore, reservedBefore] = [await countOrders(accountId), await erp.readReserved('PUMP')];
    const submission = order([{ ...pump, ...line }], { accountId, poNumber: 'PO-1' });
    const { status, body } = await oms.submit(`refused-${accountId}`, submission);
    expect([status, body.code]).toEqual([422, 'ORDER_REFUSED']);
    expect(body.errors?.map(({ code, lineIndex }) => `${lineIndex ?? '-'} ${code}`)).toContain(reason);
    expect(await countOrders(accountId)).toBe(ordersBefore);
    expect(await erp.readReserved('PUMP')).toBe(reservedBefore);
  });

  it('says what the order as a whole lacks', async () => {
    const { status, body } = await oms.submit(
      'refused-whole',
      order([pump], { accountId: 'strict', shipToAddressId: 'moon' }),
    );
    expect([status, body.errors?.map(({ code }) => code)]).toEqual([422, ['PO_NUMBER_REQUIRED', 'UNKNOWN_ADDRESS']]);
  });

  it('has no purchase order number when that is blank', async () => {
    const submission = order([pump], { accountId: 'strict', poNumber: ' \u2003 ' });
    const { status, body } = await oms.submit('blank-po', submission);
    expect([status, body.errors?.map(({ code }) => code)]).toEqual([422, ['PO_NUMBER_REQUIRED']]);
    const placed = await oms.submit('blank-po', { ...submission, accountId: 'acme' });
    expect([placed.status, placed.body.poNumber]).toEqual([201, undefined]);
    expect((await oms.submit('blank-po', order([pump]))).status).toBe(200);
  });

  it('was for a day that is over, by the calendar in UTC, while an order placed before is still told', async () => {
    let now = new Date('2026-03-09T23:59:59Z');
    const timed = await startOms({ erp: erp.connection, clock: () => now });
    const submission = order([pump], { requestedDate: '2026-03-09' });
    expect((await timed.submit('dated', submission)).status).toBe(201);
    now = new Date('2026-03-10T00:00:00Z');
    const late = await timed.submit('dated-late', submission);
    expect([late.status, late.body.errors?.map(({ code }) => code)]).toEqual([422, ['REQUESTED_DATE_OVER']]);
    expect((await timed.submit('dated', submission)).status).toBe(200);
    await timed.close();
  });

  it('leaves its key free for the corrected one', async () => {
    expect((await oms.submit('corrected', order([{ ...pump, expectedUnitPrice: '1' }]))).status).toBe(422);
    expect((await oms.submit('corrected', order([{ ...pump, expectedUnitPrice: '99.90' }]))).status).toBe(201);
  });

  it('leaves its key and the stock free when the last pieces went to somebody else', async () => {
    const submission = order([{ sku: 'LAST', quantity: '6' }]);
    expect((await oms.submit('too-late', submission)).status).toBe(422);
    expect(await erp.readReserved('LAST')).toBe('0');
    expect((await oms.submit('too-late', order([{ sku: 'LAST', quantity: '5' }]))).status).toBe(201);
    expect(await erp.readReserved('LAST')).toBe('5');
  });

  it('was within the credit, had the account not ordered before', async () => {
    const submission = order([{ sku: 'PUMP', quantity: '6' }], { accountId: 'strict', poNumber: 'PO-1' });
    expect((await oms.submit('credit-1', submission)).status).toBe(201);
    const { status, body } = await oms.submit('credit-2', submission);
    expect([status, body.errors?.map(({ code }) => code)]).toEqual([422, ['CREDIT_LIMIT_EXCEEDED']]);
    expect(body.errors?.[0]?.message).toContain('400.60 USD of credit left');
  });

  it('is one too many for the credit when many are sent at once', async () => {
    // 1000.00 of credit takes 10 pumps.
    const submission = order([pump], { accountId: 'limited' });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => oms.submit(`at-once-${index}`, submission)),
    );
    const placed = answers.filter(({ status }) => status === 201);
    expect(placed).toHaveLength(5);
    const refused = answers.filter(({ status }) => status === 422);
    expect(refused.map(({ body }) => body.errors?.map(({ code, lineIndex }) => [code, lineIndex]))).toEqual(
      Array.from({ length: 7 }, () => [['CREDIT_LIMIT_EXCEEDED', undefined]]),
    );
    expect(refused[0]?.body.errors?.[0]?.message).toMatch(/^The order comes to 199\.80 USD, but account limited has/);
    expect(await countOrders('limited')).toBe(5);
    // Who was too late used no key up.
    const late = answers.findIndex(({ status }) => status === 422);
    expect((await oms.submit(`at-once-${late}`, order([pump], { accountId: 'acme' }))).status).toBe(201);
  });

  it('is not refused but wrong when nobody knows the account', async () => {
    const { status, body } = await oms.submit('nobody', order([pump], { accountId: 'nobody' }));
    expect([status, body.code]).toEqual([400, 'UNKNOWN_ACCOUNT']);
  });
});

describe('a submission that is not one', () => {
  it.each([
    ['no key', undefined, order()],
    ['a key with a space', 'a key', order()],
    ['a key of 256 characters', 'k'.repeat(256), order()],
    ['no lines', 'k', order([])],
    ['501 lines', 'k', order(Array.from({ length: 501 }, () => pump))],
    ['a number for a decimal', 'k', order([{ sku: 'PUMP', quantity: 2 }])],
    ['an exponent', 'k', order([{ sku: 'PUMP', quantity: '2e3' }])],
    ['a property that nobody knows', 'k', order([pump], { discount: '50' })],
    ['no buyer', 'k', { accountId: 'acme', lines: [pump] }],
    ['a control character in its purchase order number', 'k', order([pump], { poNumber: 'PO\n1' })],
    ['a date that is none', 'k', order([pump], { requestedDate: '2026-02-30' })],
  ])('is refused with %s', async (_what, key, body) => {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await oms.send('POST', '/orders', { body, headers });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST', errors: [expect.anything()] });
  });
});

it('follows an order that was placed after the last look', async () => {
  const { body: before } = await oms.send<components['schemas']['OrderChangePage']>(
    'GET',
    '/orders?updatedSince=2999-01-01T00:00:00Z',
  );
  const placed = await oms.submit('followed', order());
  const { body: after } = await oms.send<components['schemas']['OrderChangePage']>(
    'GET',
    `/orders?cursor=${before.nextCursor}`,
  );
  expect(after.orders.map(({ id }) => id)).toEqual([placed.body.id]);
});

it('pages through the orders that were there, once each, while others are placed', async () => {
  const paged = await startOms({
    erp: erp.connection,
    seed: { orders: Array.from({ length: 23 }, (_, index) => seedOrder(`e${index}`)) },
  });
  const seen: string[] = [];
  let after: string | undefined;
  let round = 0;
  do {
    const searches = [{ searchId: 's', accountId: 'acme', first: 5, ...(after !== undefined && { after }) }];
    const [{ body }] = await Promise.all([
      paged.send<components['schemas']['OrderSearchResponse']>('POST', '/orders/search', { body: { searches } }),
      paged.submit(`meanwhile-${(round += 1)}`, order()),
    ]);
    seen.push(...(body.results[0]?.orders.map(({ id }) => id) ?? []));
    after = body.results[0]?.nextCursor;
  } while (after !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => id.startsWith('e'))).toHaveLength(23);
  await paged.close();
});
