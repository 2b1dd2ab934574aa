// The OMS as a server: who gets in, what survives a restart, what an operator is told, what tests may switch.
import { afterEach, describe, expect, it } from 'vitest';
import { seedLine, seedOrder } from './order-seed.ts';
import { type RunningOms, createDatabaseFile, startOms } from './start-oms.ts';

let running: RunningOms | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function start(...options: Parameters<typeof startOms>): Promise<RunningOms> {
  running = await startOms(...options);
  return running;
}

describe('access', () => {
  it('needs a token for everything but health and the token itself', async () => {
    const { url } = await start();
    for (const [method, path] of [
      ['GET', '/orders'],
      ['GET', '/orders/o1'],
      ['POST', '/orders'],
      ['POST', '/orders/query'],
      ['POST', '/orders/search'],
    ] as const) {
      const response = await fetch(`${url}${path}`, { method });
      expect([path, response.status]).toEqual([path, 401]);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const health = await fetch(`${url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'OK' }]);
  });

  it('issues no token to a wrong secret', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('graph:guess')}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    expect([response.status, await response.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it('stops taking a token when it has expired', async () => {
    let now = new Date('2026-03-01T08:00:00Z');
    const oms = await start({ clock: () => now });
    expect((await oms.send('GET', '/orders')).status).toBe(200);
    now = new Date('2026-03-01T09:00:01Z');
    expect((await oms.send('GET', '/orders')).status).toBe(401);
  });
});

describe('state', () => {
  it('survives a restart, and is not imported again', async () => {
    const first = await startOms({ seed: { orders: [seedOrder('o1')] } });
    const before = await first.send('GET', '/orders/o1');
    await first.stop();
    const oms = await start({ databaseFile: first.databaseFile, seed: { orders: [seedOrder('o1'), seedOrder('o2')] } });
    const after = await oms.send('GET', '/orders/o1');
    expect([after.status, after.body, after.headers.get('etag')]).toEqual([
      200,
      before.body,
      before.headers.get('etag'),
    ]);
    expect((await oms.send('GET', '/orders/o2')).status).toBe(404);
  });

  it('refuses orders that do not add up, imports none of them, and starts once they do', async () => {
    const databaseFile = await createDatabaseFile();
    const wrong = seedOrder('wrong', { lines: [seedLine('wrong-1', { shipped: '3' })] });
    await expect(startOms({ databaseFile, seed: { orders: [seedOrder('fine'), wrong] } })).rejects.toThrow(
      'Order wrong: line wrong-1: shipped is 3, but its shipments with shippedAt hold 0.',
    );
    const oms = await start({ databaseFile, seed: { orders: [seedOrder('fine')] } });
    expect((await oms.send('GET', '/orders/fine')).status).toBe(200);
  });
});

describe('switches', () => {
  it('fail the next calls of a path, and log all of them', async () => {
    const oms = await start({ seed: { orders: [seedOrder('o1')] } });
    oms.switches.clearCalls();
    oms.switches.failNext(1, { status: 503, retryAfterSeconds: 7 }, '/orders/query');
    const body = { ids: ['o1'] };
    expect((await oms.send('GET', '/orders/o1')).status).toBe(200);
    const failed = await oms.send('POST', '/orders/query', { body });
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '7']);
    expect((await oms.send('POST', '/orders/query', { body })).status).toBe(200);
    expect(oms.switches.calls.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['GET', '/orders/o1', 200],
      ['POST', '/orders/query', 503],
      ['POST', '/orders/query', 200],
    ]);
    expect(oms.switches.calls.at(-1)?.body).toEqual(body);
  });
});
