// One key, one order: whatever is sent how often, in which order, and however the ERP behaves meanwhile.
import type { components } from '@commerce-graph/schema/oms-integration';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ErpProxy, startErpProxy } from './erp-proxy.ts';
import { type RunningErp, startErp } from './start-erp.ts';
import { type OmsAnswer, type RunningOms, type SubmissionAnswer, startOms } from './start-oms.ts';

let erp: RunningErp;
let proxy: ErpProxy;
let oms: RunningOms;
beforeAll(async () => {
  erp = await startErp();
  proxy = await startErpProxy(erp.connection.url);
  oms = await startOms({ erp: { ...erp.connection, url: proxy.url, deadlineMs: 800 } });
});
afterAll(async () => {
  await oms.close();
  await proxy.close();
  await erp.close();
});

const orderOf = (quantity: number, changes: Record<string, unknown> = {}) => ({
  accountId: 'acme',
  placedBy: 'ada',
  lines: [{ sku: 'PUMP', quantity: String(quantity) }],
  ...changes,
});

async function listOrders(accountId = 'acme'): Promise<components['schemas']['Order'][]> {
  const searches = [{ searchId: 's', accountId, first: 100 }];
  const { body } = await oms.send<components['schemas']['OrderSearchResponse']>('POST', '/orders/search', {
    body: { searches },
  });
  expect(body.results[0]?.nextCursor).toBeUndefined();
  return body.results[0]?.orders ?? [];
}

async function readOrder(id: string | undefined): Promise<components['schemas']['Order']> {
  return (await oms.send<components['schemas']['Order']>('GET', `/orders/${id}`)).body;
}

describe('a repeated submission', () => {
  it('is answered with the order it placed', async () => {
    const first = await oms.submit('repeat', orderOf(1));
    const second = await oms.submit('repeat', orderOf(1));
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(second.body).toEqual(first.body);
  });

  it('is answered with the order it placed when it is written in another way, and by a colleague', async () => {
    const first = await oms.submit('rewritten', orderOf(1));
    const rewritten = orderOf(1, {
      placedBy: 'grace',
      shipToAddressId: 'plant',
      lines: [{ sku: 'PUMP', quantity: '1.0', uom: 'EA' }],
    });
    const again = await oms.submit('rewritten', rewritten);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await oms.submit('rewritten', { ...rewritten, shipToAddressId: 'yard' })).status).toBe(409);

    const boxed = await oms.submit('boxed', orderOf(1, { lines: [{ sku: 'BOLT', quantity: '100', uom: 'EA' }] }));
    expect(boxed.status).toBe(201);
    expect((await oms.submit('boxed', orderOf(1, { lines: [{ sku: 'BOLT', quantity: '100' }] }))).status).toBe(409);
  });

  it('is a conflict when it orders something else, and says nothing of the first', async () => {
    const placed = await oms.submit('conflict', orderOf(1));
    const { status, headers, body } = await oms.submit('conflict', orderOf(2));
    expect([status, body.code, headers.get('retry-after')]).toEqual([409, 'IDEMPOTENCY_CONFLICT', null]);
    expect(JSON.stringify(body)).not.toContain(placed.body.id);
  });

  it('is another order when another account sends it', async () => {
    const strict = await oms.submit('shared', orderOf(1, { accountId: 'strict', poNumber: 'PO-1' }));
    const acme = await oms.submit('shared', orderOf(1));
    expect([strict.status, acme.status]).toEqual([201, 201]);
    expect(acme.body.id).not.toBe(strict.body.id);
  });

  it('is asked to come back while the first is at work', async () => {
    erp.switches.latencyMs = 60;
    const first = oms.submit('busy', orderOf(1));
    await vi.waitFor(() => expect(erp.switches.calls.at(-1)?.path).toBe('/accounts/query'));
    const [same, other] = await Promise.all([oms.submit('busy', orderOf(1)), oms.submit('busy', orderOf(2))]);
    expect([same.status, same.body.code, same.headers.get('retry-after')]).toEqual([
      409,
      'SUBMISSION_IN_PROGRESS',
      '1',
    ]);
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    const placed = await first;
    erp.switches.latencyMs = 0;
    expect(placed.status).toBe(201);
    expect((await oms.submit('busy', orderOf(1))).body.id).toBe(placed.body.id);
  });

  it('keeps its answer for years', async () => {
    let now = new Date('2026-03-01T08:00:00Z');
    const old = await startOms({ erp: erp.connection, clock: () => now });
    const first = await old.submit('old', orderOf(1));
    await old.stop();
    now = new Date('2028-03-01T08:00:00Z');
    const later = await startOms({ erp: erp.connection, clock: () => now, databaseFile: old.databaseFile });
    const second = await later.submit('old', orderOf(1));
    expect([second.status, second.body.id]).toEqual([200, first.body.id]);
    await later.close();
  });
});

describe('an ERP that fails', () => {
  it.each(['/oauth2/token', '/accounts/query', '/items/query', '/prices/query', '/credit/query'])(
    'at %s: nothing is placed, and the key stays free',
    async (path) => {
      const before = await listOrders();
      // A new OMS has no token yet.
      const fresh = await startOms({ erp: { ...erp.connection, deadlineMs: 600 } });
      for (const failure of [{ status: 503 }, 'hang', 'reset'] as const) {
        erp.switches.failNext(1, failure, path);
        const { status, headers, body } = await fresh.submit('failing', orderOf(1));
        expect([failure, status, body.code]).toEqual([failure, 503, 'ERP_UNAVAILABLE']);
        expect(headers.get('retry-after')).toBe('5');
      }
      expect((await fresh.submit('failing', orderOf(1))).status).toBe(201);
      await fresh.close();
      expect(await listOrders()).toEqual(before);
    },
  );

  it.each([{ status: 500 }, { status: 429 }, 'hang', 'reset'] as const)(
    'to reserve (%j): the order is placed, and reserved as soon as the ERP answers',
    async (failure) => {
      const key = `unreserved-${JSON.stringify(failure)}`;
      const reservedBefore = Number(await erp.readReserved('PUMP'));
      erp.switches.failNext(3, failure, '/reservations');
      const { status, headers, body } = await oms.submit(key, orderOf(7));
      expect([status, body.status, body.sourceStatus]).toEqual([201, 'SUBMITTED', 'CREATED']);
      await vi.waitFor(async () => expect((await readOrder(body.id)).status).toBe('ACCEPTED'), { timeout: 5000 });
      expect((await readOrder(body.id)).lines).toMatchObject([{ allocated: '7' }]);
      expect(Number(await erp.readReserved('PUMP'))).toBe(reservedBefore + 7);
      // It has changed, and its key still stands for it.
      const replay = await oms.submit(key, orderOf(7));
      expect([replay.status, replay.body.id, replay.body.status]).toEqual([200, body.id, 'ACCEPTED']);
      expect(replay.headers.get('etag')).not.toBe(headers.get('etag'));
    },
  );

  it('to say that it has reserved: one order, reserved once', async () => {
    const reservedBefore = Number(await erp.readReserved('PUMP'));
    proxy.keepBack(2, '/reservations');
    const { status, body } = await oms.submit('unheard', orderOf(5));
    expect([status, body.status]).toEqual([201, 'SUBMITTED']);
    await vi.waitFor(async () => expect((await readOrder(body.id)).status).toBe('ACCEPTED'), { timeout: 5000 });
    expect(Number(await erp.readReserved('PUMP'))).toBe(reservedBefore + 5);
  });

  it('to reserve until the stock is gone: the order is held, never dropped', async () => {
    const lines = [{ sku: 'LAST', quantity: '4' }];
    const patient = await startOms({ erp: erp.connection, reservationRetryMs: 1500 });
    erp.switches.failNext(1, { status: 503 }, '/reservations');
    const { body } = await patient.submit('held', orderOf(0, { lines }));
    expect(body.status).toBe('SUBMITTED');
    // Before it asks again, somebody else takes the stock.
    expect((await oms.submit('faster', orderOf(0, { lines }))).status).toBe(201);
    await vi.waitFor(
      async () => {
        const held = await patient.submit('held', orderOf(0, { lines }));
        expect(held.body).toMatchObject({ id: body.id, status: 'ON_HOLD', holds: [{ type: 'MANUAL' }] });
        expect(held.body.holds?.[0]?.message).toContain('LAST');
      },
      { timeout: 10_000 },
    );
    expect(await erp.hasReservation(body.id ?? '')).toBe(false);
    await patient.close();
  });
});

it('an ERP that fails to reserve until the credit is gone: the order is held for its credit, never dropped', async () => {
  const limited = (quantity: number) => orderOf(quantity, { accountId: 'limited' });
  const patient = await startOms({ erp: erp.connection, reservationRetryMs: 1500 });
  erp.switches.failNext(1, { status: 503 }, '/reservations');
  const { body } = await patient.submit('held', limited(6));
  expect(body.status).toBe('SUBMITTED');
  // Before it asks again, another order takes the credit.
  expect((await oms.submit('faster-credit', limited(6))).status).toBe(201);
  await vi.waitFor(
    async () => {
      const held = await patient.submit('held', limited(6));
      expect(held.body).toMatchObject({ id: body.id, status: 'ON_HOLD', holds: [{ type: 'CREDIT' }] });
      expect(held.body.holds?.[0]?.message).toContain('USD of credit left');
    },
    { timeout: 10_000 },
  );
  expect(await erp.hasReservation(body.id ?? '')).toBe(false);
  await patient.close();
});

it('places at most one order for each account and key, whatever is sent in whatever order', async () => {
  const submission = fc.record({
    accountId: fc.constantFrom('acme', 'borealis'),
    key: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.integer({ min: 1, max: 2 }),
    failure: fc.option(fc.constantFrom('/prices/query', '/reservations'), { freq: 4 }),
    pauseMs: fc.constantFrom(0, 0, 3, 15),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(submission, { minLength: 2, maxLength: 12 }), async (submissions) => {
      const fresh = await startOms({ erp: { ...erp.connection, deadlineMs: 1000 } });
      const send = ({ accountId, key, quantity }: (typeof submissions)[number]) =>
        fresh.submit(key, orderOf(quantity, { accountId }));
      try {
        const answers: Promise<OmsAnswer<SubmissionAnswer>>[] = [];
        for (const each of submissions) {
          if (each.failure !== null) erp.switches.failNext(1, { status: 503 }, each.failure);
          answers.push(send(each));
          await new Promise((resolve) => setTimeout(resolve, each.pauseMs));
        }
        const placedBy = new Map<string, string>();
        for (const [index, { status, body }] of (await Promise.all(answers)).entries()) {
          const { accountId, key } = submissions[index] ?? {};
          const scope = `${accountId}/${key}`;
          expect([200, 201, 409, 503]).toContain(status);
          const earlier = placedBy.get(scope);
          const { id } = body;
          if (id === undefined) continue;
          expect(earlier ?? id).toBe(id);
          placedBy.set(scope, id);
        }
        // Whoever asks again learns which order the key stands for, or that it stands for another.
        for (const each of submissions) {
          let answer = await send(each);
          // A failure that was switched on may still be due.
          while (answer.status === 503) answer = await send(each);
          const { status, body } = answer;
          const known = placedBy.get(`${each.accountId}/${each.key}`);
          expect([200, 409].includes(status) || (status === 201 && known === undefined)).toBe(true);
          if (body.id === undefined) continue;
          expect(known ?? body.id).toBe(body.id);
          placedBy.set(`${each.accountId}/${each.key}`, body.id);
          expect(body.lines?.[0]?.ordered).toBe(String(each.quantity));
        }
        const changes = await fresh.send<components['schemas']['OrderChangePage']>('GET', '/orders');
        expect(changes.body.orders.map(({ id }) => id).toSorted()).toEqual([...placedBy.values()].toSorted());
      } finally {
        await fresh.close();
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);
