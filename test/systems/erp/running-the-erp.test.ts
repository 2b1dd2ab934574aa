import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ErpSeed } from '../../../systems/src/erp/seed.ts';
import { encodeClient, requestToken } from '../../contracts/http-client.ts';
import { seed, today } from './seed.ts';
import { type RunningErp, credentials, startErp } from './start-erp.ts';

let erp: RunningErp | undefined;
afterEach(async () => {
  await erp?.stop();
  erp = undefined;
});

async function start(options: Parameters<typeof startErp>[0] = {}): Promise<RunningErp> {
  erp = await startErp(options);
  return erp;
}

describe('tokens', () => {
  it('expire to the second', async () => {
    const running = await start({ tokenSeconds: 60 });
    const statusAt = async (time: string) => {
      running.now = new Date(`${today}T${time}Z`);
      return (await running.send('GET', '/warehouses')).status;
    };
    expect(await statusAt('12:00:00')).toBe(200);
    expect(await statusAt('12:00:59.999')).toBe(200);
    expect(await statusAt('12:01:00')).toBe(401);
  });

  it('are for the client with its secret, also when that holds characters that Basic cannot', async () => {
    const { system } = await start();
    const ask = (clientId: string, clientSecret: string) =>
      requestToken(system.url, encodeClient({ clientId, clientSecret }), 'grant_type=client_credentials');
    expect(await ask(credentials.clientId, credentials.clientSecret)).toMatchObject({ status: 200 });
    expect(await ask('someone', credentials.clientSecret)).toMatchObject({ status: 401 });
    expect(await ask(credentials.clientId, `${credentials.clientSecret}x`)).toMatchObject({ status: 401 });
    expect(await ask(credentials.clientId, '')).toMatchObject({ status: 401 });
  });

  it.each(['', 'grant_type=', 'grant_type=client_credentials&grant_type=client_credentials'])(
    'are not issued for the form "%s"',
    async (form) => {
      const { system } = await start();
      expect(await requestToken(system.url, encodeClient(credentials), form)).toMatchObject({ status: 400 });
    },
  );

  it('are not written to the database', async () => {
    const { system, databaseFile } = await start();
    const answer = await requestToken(system.url, encodeClient(credentials), 'grant_type=client_credentials');
    const token = (answer.body as { access_token: string }).access_token;
    for (const file of [databaseFile, `${databaseFile}-wal`]) {
      expect((await readFile(file)).includes(token)).toBe(false);
    }
  });
});

describe('the import', () => {
  it('happens once: a later start with another seed leaves the database as it is', async () => {
    const running = await start();
    await running.restart({ seed: { ...seed, items: [] } });
    const { body } = await running.send('GET', '/items?limit=500');
    expect((body as { items: unknown[] }).items).toHaveLength(seed.items.length);
  });

  const bearing = seed.items.filter(({ sku }) => sku === 'BEARING');
  const price = { sku: 'BEARING', priceList: 'USD-LIST' };
  it.each([
    ['a price for an item that is missing', { items: [] }, /refers to none of its items/],
    ['a price for a list that is missing', { priceLists: [] }, /unknown price list USD-LIST/],
    [
      'an amount that is no decimal',
      { listPrices: [{ ...price, tiers: [{ minimumQuantity: '0', amount: '1e3' }] }] },
      /a price of BEARING with "1e3"/,
    ],
    ['a price without tiers', { listPrices: [{ ...price, tiers: [] }] }, /a price of BEARING without tiers/],
    [
      'two tiers from the same quantity on',
      {
        listPrices: [
          {
            ...price,
            tiers: [
              { minimumQuantity: '1', amount: '1' },
              { minimumQuantity: '1.0', amount: '2' },
            ],
          },
        ],
      },
      /two tiers from the same quantity/,
    ],
    [
      'an instant that is none',
      { listPrices: [{ ...price, tiers: [{ minimumQuantity: '0', amount: '1' }], validTo: 'soon' }] },
      /"soon", which is no instant/,
    ],
    [
      'an item without a default unit',
      { items: bearing.map((item) => ({ ...item, sellingUoms: item.sellingUoms.slice(1) })) },
      /Item BEARING .* exactly one default/,
    ],
    [
      'a consignment warehouse of nobody',
      { warehouses: [{ code: 'CONS', name: 'Somewhere', type: 'CONSIGNMENT' }] },
      /Warehouse CONS/,
    ],
  ] satisfies [string, Partial<ErpSeed>, RegExp][])('refuses %s, and names it', async (_case, changes, message) => {
    await expect(startErp({ seed: { ...seed, ...changes } })).rejects.toThrow(message);
  });
});

describe('the switches', () => {
  it('keep a log of the calls, without the secrets of token requests', async () => {
    const running = await start();
    await running.send('POST', '/items/query', { body: { skus: ['BOLT'] } });
    await running.send('GET', '/items?limit=1&limit=2');
    expect(running.system.switches.calls).toEqual([
      { method: 'POST', path: '/oauth2/token', query: {}, status: 200, at: running.now },
      { method: 'POST', path: '/items/query', query: {}, body: { skus: ['BOLT'] }, status: 200, at: running.now },
      { method: 'GET', path: '/items', query: { limit: ['1', '2'] }, status: 400, at: running.now },
    ]);
    running.system.switches.clearCalls();
    expect(running.system.switches.calls).toEqual([]);
  });

  it('make the next requests fail, with a status and the time to wait, under a path or everywhere', async () => {
    const running = await start();
    const { switches } = running.system;
    const statuses = async (...paths: string[]) => {
      const answers = [];
      for (const path of paths) answers.push((await running.send('GET', path)).status);
      return answers;
    };
    await running.send('GET', '/health');
    switches.failNext(2, { status: 503, retryAfterSeconds: 7 }, '/items');
    expect(await statuses('/warehouses', '/items', '/items', '/items')).toEqual([200, 503, 503, 200]);
    switches.failNext(1, { status: 429, retryAfterSeconds: 7 });
    const limited = await running.send('GET', '/warehouses');
    expect(limited).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect(limited.headers.get('retry-after')).toBe('7');
    switches.failNext(5, { status: 500 });
    switches.failNext(0, { status: 500 });
    expect(await statuses('/warehouses')).toEqual([200]);
  });

  it('make it wait, under a path or everywhere', async () => {
    const running = await start();
    await running.send('GET', '/health');
    running.system.switches.latencyMs = 300;
    running.system.switches.latencyPathPrefix = '/items';
    const time = async (path: string) => {
      const before = performance.now();
      await running.send('GET', path);
      return performance.now() - before;
    };
    expect(await time('/items')).toBeGreaterThan(290);
    running.system.switches.latencyPathPrefix = '/nothing-here';
    expect(await time('/items')).toBeLessThan(290);
  });

  it('break connections, and keep callers waiting until it closes', async () => {
    const running = await start();
    const { url, switches } = running.system;
    switches.failNext(1, 'reset');
    await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
    switches.failNext(1, 'hang');
    const hanging = fetch(`${url}/health`).then(
      () => 'answered',
      () => 'broken',
    );
    const waited = new Promise((resolve) => {
      setTimeout(() => resolve('waiting'), 100);
    });
    expect(await Promise.race([hanging, waited])).toBe('waiting');
    await running.restart();
    expect(await hanging).toBe('broken');
  });
});

it('lets calls in progress end before it closes', async () => {
  const running = await start();
  await running.send('GET', '/health');
  const { url } = running.system;
  // A body that comes slowly: the request is in progress while the system is told to close.
  let finish: () => void = () => {};
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('grant_type='));
      finish = () => {
        controller.enqueue(new TextEncoder().encode('client_credentials'));
        controller.close();
      };
    },
  });
  const answer = fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: encodeClient(credentials), 'content-type': 'application/x-www-form-urlencoded' },
    body,
    duplex: 'half',
  });
  await expect.poll(() => running.system.switches.calls.length).toBe(3);
  const restarted = running.restart();
  finish();
  expect((await answer).status).toBe(200);
  await restarted;
});

describe('with answers checked', () => {
  it('turns one that breaks the contract into a loud failure, and does not end well', async () => {
    const wrong: ErpSeed = {
      ...seed,
      warehouses: seed.warehouses.map((warehouse) => ({ ...warehouse, country: 'Germany' })),
    };
    const running = await startErp({ seed: wrong });
    const { url } = running.system;
    const token = await requestToken(url, encodeClient(credentials), 'grant_type=client_credentials');
    const { access_token: bearer } = token.body as { access_token: string };
    const answer = await fetch(`${url}/warehouses`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('listWarehouses');
    await expect(running.stop()).rejects.toThrow(/listWarehouses breaks the ERP integration contract: .*country/);
  });
});
