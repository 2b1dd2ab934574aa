// The OMS is killed at the worst moments. Afterwards each key stands for one order, and each order is reserved once.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { components } from '@commerce-graph/schema/oms-integration';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ErpProxy, startErpProxy } from './erp-proxy.ts';
import { type OmsProcess, startOmsProcess } from './oms-process.ts';
import { type RunningErp, startErp } from './start-erp.ts';
import { createDatabaseFile } from './start-oms.ts';

let erp: RunningErp;
let proxy: ErpProxy;
let databaseFile: string;
let oms: OmsProcess;
/** With time enough to kill the OMS while it waits, however busy the machine. */
const throughProxy = () => ({ ...erp.connection, url: proxy.url, deadlineMs: 10_000 });

beforeEach(async () => {
  erp = await startErp();
  proxy = await startErpProxy(erp.connection.url);
  databaseFile = await createDatabaseFile();
  oms = await startOmsProcess(databaseFile, throughProxy());
});
afterEach(async () => {
  await oms.kill();
  await proxy.close();
  await erp.close();
  await rm(path.dirname(databaseFile), { recursive: true });
});

const orderOf = (quantity: number, sku = 'PUMP') => ({
  accountId: 'acme',
  placedBy: 'ada',
  lines: [{ sku, quantity: String(quantity) }],
});

/** Sends an order and does not mind that the answer never comes. */
async function submitInVain(key: string, submission: unknown): Promise<void> {
  await oms.submit(key, submission).then(
    () => expect.unreachable(),
    () => undefined,
  );
}

async function restart(): Promise<void> {
  await oms.kill();
  oms = await startOmsProcess(databaseFile, throughProxy());
}

async function listOrders(): Promise<components['schemas']['Order'][]> {
  const { body } = await oms.send<components['schemas']['OrderChangePage']>('GET', '/orders');
  return body.orders;
}

async function waitForCall(prefix: string): Promise<void> {
  await vi.waitFor(() => expect(erp.switches.calls.some((call) => call.path.startsWith(prefix))).toBe(true), {
    timeout: 5000,
  });
}

it('killed while it asks for prices: nothing is placed, and the key is free', async () => {
  erp.switches.failNext(1, 'hang', '/prices/query');
  const lost = submitInVain('k', orderOf(3));
  await waitForCall('/prices/query');
  await restart();
  await lost;
  expect(await listOrders()).toEqual([]);
  const { status, body } = await oms.submit('k', orderOf(4));
  expect([status, body.status]).toEqual([201, 'ACCEPTED']);
});

it('killed before the ERP has reserved: it goes on by itself', async () => {
  erp.switches.failNext(1, 'hang', '/reservations');
  const lost = submitInVain('k', orderOf(3));
  await waitForCall('/reservations');
  await restart();
  await lost;
  await vi.waitFor(async () => expect(await listOrders()).toMatchObject([{ status: 'ACCEPTED' }]), { timeout: 5000 });
  const [order] = await listOrders();
  expect(await erp.readReserved('PUMP')).toBe('3');
  const replay = await oms.submit('k', orderOf(3));
  expect([replay.status, replay.headers.get('idempotent-replayed'), replay.body.id]).toEqual([200, 'true', order?.id]);
  expect((await oms.submit('k', orderOf(4))).body.code).toBe('IDEMPOTENCY_CONFLICT');
});

it('killed after the ERP has reserved, before it heard so: the reservation is its order', async () => {
  proxy.keepBack(1, '/reservations');
  const keptBack = proxy.nextKeptBack();
  const lost = submitInVain('k', orderOf(3));
  await keptBack;
  await restart();
  await lost;
  // The buyer asks again at once: whoever settles first, the answer is the same.
  let replay = await oms.submit('k', orderOf(3));
  await vi.waitFor(async () => {
    replay = await oms.submit('k', orderOf(3));
    expect(replay.status).toBe(200);
  });
  expect(replay.body.status).toBe('ACCEPTED');
  expect(await erp.readReserved('PUMP')).toBe('3');
  expect(await erp.hasReservation(replay.body.id ?? '')).toBe(true);
  expect(await listOrders()).toHaveLength(1);
});

it('killed before the ERP has refused: nobody was told of the order, and it is withdrawn', async () => {
  erp.switches.failNext(1, 'hang', '/reservations');
  const lost = submitInVain('k', orderOf(6, 'LAST'));
  await waitForCall('/reservations');
  await restart();
  await lost;
  const { status, body } = await vi.waitFor(async () => {
    const answer = await oms.submit('k', orderOf(6, 'LAST'));
    expect(answer.status).toBe(422);
    return answer;
  });
  expect([status, body.errors?.[0]?.code]).toEqual([422, 'INSUFFICIENT_STOCK']);
  expect(await listOrders()).toEqual([]);
  expect((await oms.submit('k', orderOf(5, 'LAST'))).status).toBe(201);
});

it('killed with a pending order, and the ERP stays away: the order is shown once its buyer has asked again', async () => {
  proxy.keepBack(1, '/reservations');
  const keptBack = proxy.nextKeptBack();
  const lost = submitInVain('k', orderOf(3));
  await keptBack;
  const { body: request } = erp.switches.calls.find(({ path: called }) => called === '/reservations') ?? {};
  const { reference } = request as { reference: string };
  erp.switches.failNext(60, { status: 503 }, '/reservations');
  await restart();
  await lost;
  expect(await listOrders()).toEqual([]);
  expect((await oms.send('GET', `/orders/${reference}`)).status).toBe(404);
  const searches = [{ searchId: 's', accountId: 'acme', first: 10, withCount: true }];
  const { body: found } = await oms.send('POST', '/orders/search', { body: { searches } });
  expect(found).toEqual({ results: [{ searchId: 's', orders: [], totalCount: 0 }] });

  const replay = await oms.submit('k', orderOf(3));
  expect([replay.status, replay.body.id, replay.body.status]).toEqual([200, reference, 'SUBMITTED']);
  expect(await listOrders()).toMatchObject([{ id: reference, status: 'SUBMITTED' }]);
  await vi.waitFor(async () => expect(await listOrders()).toMatchObject([{ status: 'ACCEPTED' }]), { timeout: 5000 });
  expect(await erp.readReserved('PUMP')).toBe('3');
});

it('killed again and again amid orders: none is lost, none is doubled', async () => {
  const keys = Array.from({ length: 60 }, (_, index) => `k${index}`);
  const answered = new Map<string, string>();
  for (let round = 0; round < 5; round += 1) {
    const sending = keys.slice(round * 12, round * 12 + 12).map(async (key) => {
      const answer = await oms.submit(key, orderOf(1)).catch(() => undefined);
      if (answer?.body.id !== undefined) answered.set(key, answer.body.id);
    });
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 35));
    await restart();
    await Promise.all(sending);
  }
  // Each buyer asks again, until there is an answer.
  const orderByKey = new Map<string, string>();
  for (const key of keys) {
    await vi.waitFor(async () => {
      const { body } = await oms.submit(key, orderOf(1));
      expect(body.id).toBeDefined();
      orderByKey.set(key, body.id ?? '');
    });
  }
  await vi.waitFor(async () => expect((await listOrders()).every(({ status }) => status === 'ACCEPTED')).toBe(true));
  const orders = await listOrders();
  expect(orders.map(({ id }) => id).toSorted()).toEqual([...orderByKey.values()].toSorted());
  expect(new Set(orderByKey.values()).size).toBe(keys.length);
  for (const [key, id] of answered) expect(orderByKey.get(key)).toBe(id);
  expect(await erp.readReserved('PUMP')).toBe(String(keys.length));
  // Otherwise this test would show nothing.
  expect(answered.size).toBeLessThan(keys.length);
}, 60_000);
