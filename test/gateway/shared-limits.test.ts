// Limits that hold over replicas, counted on a real Redis; and what becomes of them when it fails.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isRedisMissing, type RedisServer, startRedisServer } from '../field-cache/redis-server.ts';
import { ask } from './graphql-client.ts';
import { createRecordedLog } from './recorded-log.ts';
import { startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

const together = 'Limits are counted together with the other replicas';
const alone = 'Limits are counted by each replica for itself until Redis is back';

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  let products: RunningSubgraph;
  let redis: RedisServer;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    products = await startSubgraph(productsSubgraph);
  });
  afterEach(async () => {
    for (const each of opened.splice(0).toReversed()) await each.close();
  });
  afterAll(() => products.close());

  async function openRedis(options = {}): Promise<void> {
    redis = await startRedisServer(options);
    opened.push(redis);
  }

  async function open(router: Record<string, unknown>, connection: Record<string, unknown> = {}) {
    const { log, lines } = createRecordedLog();
    const gateway = await startGateway(
      [products],
      { traffic_shaping: { router: { redis: { url: redis.url, timeout: '500ms', ...connection }, ...router } } },
      { log },
    );
    opened.push(gateway);
    const count = (text: string) => lines.filter(({ msg }) => msg === text).length;
    return {
      status: async (query = '{ __typename }') => (await ask(gateway, query)).status,
      count,
      reaches: (text: string, times = 1) =>
        vi.waitFor(() => expect(count(text)).toBeGreaterThanOrEqual(times), { timeout: 15_000 }),
      lines,
    };
  }

  const limits = (capacity: number) => ({ rate_limits: [{ by: 'address', capacity, interval: '1h' }] });

  test('a limit is one over all replicas', async () => {
    await openRedis();
    const [a, b] = [await open(limits(5)), await open(limits(5))];
    for (const each of [a, b]) await each.reaches(together);
    const statuses = await Promise.all(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? a : b).status()));
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  test('of several limits, all are counted or none', async () => {
    await openRedis();
    const router = {
      rate_limits: [
        { by: 'address', capacity: 3, interval: '1h' },
        { by: 'client', capacity: 1, interval: '1h' },
        { by: 'client', capacity: 2, interval: '1h', mode: 'measure' },
      ],
    };
    const replica = await open(router);
    await replica.reaches(together);
    expect([await replica.status(), await replica.status()]).toEqual([200, 429]);
    const levels = await Promise.all(
      ((await redis.command('KEYS commerce-graph:limit:*')) as string[])
        .filter((key) => !key.endsWith('probe'))
        .map(async (key) => Math.round(Number(String(await redis.command(`GET ${key}`)).split(' ')[0]))),
    );
    expect(levels.toSorted((left, right) => left - right)).toEqual([0, 1, 2]);
  });

  test('what was counted is gone when it says nothing any more', async () => {
    await openRedis();
    const replica = await open({ rate_limits: [{ by: 'address', capacity: 1, interval: '200ms' }] });
    await replica.reaches(together);
    expect(await replica.status()).toBe(200);
    await expect.poll(() => redis.command('KEYS commerce-graph:limit:*')).toEqual([]);
    expect(await replica.status()).toBe(200);
  });

  test('while Redis is away each replica counts for itself, which is said once; then they count together again', async () => {
    await openRedis();
    const [a, b] = [await open(limits(3)), await open(limits(3))];
    for (const each of [a, b]) await each.reaches(together);
    expect([await a.status(), await b.status(), await a.status(), await b.status()]).toEqual([200, 200, 200, 429]);
    await redis.kill();
    // Each has three of its own; no request fails for it.
    for (const each of [a, b]) {
      const statuses: number[] = [];
      for (let index = 0; index < 5; index += 1) statuses.push(await each.status());
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
      await each.reaches(alone);
      expect(each.count(alone)).toBe(1);
    }
    await redis.start();
    for (const each of [a, b]) await each.reaches(together, 2);
    // What it knew is lost with it.
    expect([await a.status(), await b.status(), await a.status(), await b.status()]).toEqual([200, 200, 200, 429]);
  });

  test('a Redis that hangs keeps no request waiting for longer than it may', async () => {
    await openRedis();
    const replica = await open(limits(100), { timeout: '50ms' });
    await replica.reaches(together);
    redis.freeze();
    const start = performance.now();
    for (let index = 0; index < 20; index += 1) expect(await replica.status()).toBe(200);
    // A few wait for the deadline, until it is left alone.
    expect(performance.now() - start).toBeLessThan(5000);
    await replica.reaches(alone);
    redis.thaw();
    await replica.reaches(together, 2);
  });

  test('a Redis that is not there at the start is waited for by nobody, and a password is not logged', async () => {
    await openRedis({ password: 'right-password' });
    const replica = await open(limits(2), { password: 'wrong-password', url: `redis://127.0.0.1:${redis.port}` });
    expect([await replica.status(), await replica.status(), await replica.status()]).toEqual([200, 200, 429]);
    await replica.reaches(alone);
    expect(JSON.stringify(replica.lines)).not.toMatch(/(right|wrong)-password/);
  });
});
