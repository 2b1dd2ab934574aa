// The shared tier of the cache, on a real Redis and on a map: what it keeps, and that its failures cost next to nothing.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  createSharedStore,
  type SharedStore,
  type SharedStoreOptions,
} from '../../gateway/src/field-cache/replicas/shared-store.ts';
import { createRecordedLog } from '../gateway/recorded-log.ts';
import { isRedisMissing, type RedisServer, type RedisServerOptions, startRedisServer } from './redis-server.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function startRedis(options?: RedisServerOptions): Promise<RedisServer> {
  const server = await startRedisServer(options);
  opened.push(server);
  return server;
}

async function startProxy(targetPort: number): Promise<TcpProxy> {
  const proxy = await startTcpProxy(targetPort);
  opened.push(proxy);
  return proxy;
}

function openStore(options: Partial<SharedStoreOptions> & Pick<SharedStoreOptions, 'store'>) {
  const { log, lines } = createRecordedLog();
  const store = createSharedStore({ namespace: 'shop', readTimeoutMs, probeIntervalMs: 50, log, ...options });
  opened.push(store);
  return { store, lines };
}

/** Long enough for a Redis on a busy machine, and far shorter than anything that fails takes by itself. */
const readTimeoutMs = 100;

/** A deadline that only something that really hangs exceeds, for tests of what a store keeps. */
const patient = { readTimeoutMs: 2000, writeTimeoutMs: 2000 };

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

function expectSoon(isAvailable: boolean, store: SharedStore): Promise<unknown> {
  return until(() => expect(store.isAvailable).toBe(isAvailable));
}

/** Asks often, and gives the longest time in milliseconds that an answer took. */
async function measureSlowest(store: SharedStore, times: number): Promise<number> {
  let slowest = 0;
  for (let count = 0; count < times; count += 1) {
    const start = performance.now();
    expect(await store.getMany(['a', 'b'])).toEqual([undefined, undefined]);
    slowest = Math.max(slowest, performance.now() - start);
  }
  return slowest;
}

const entry = (key: string, value: string, ttlMs = 60_000) => ({ key, value, ttlMs });

describe.each(isRedisMissing ? ['a map'] : ['a map', 'Redis'])('on %s', (kind) => {
  const startStore = async (): Promise<SharedStoreOptions['store']> =>
    kind === 'Redis' ? { url: (await startRedis()).url } : new Map<string, unknown>();

  test('values come back in the order of the keys, and nothing for what is not there', async () => {
    const { store } = openStore({ store: await startStore(), ...patient });
    await store.opened;
    const long = 'äöü€ '.repeat(5000);
    await store.setMany([entry('a', '{"amount":"1.00"}'), entry('empty', ''), entry('null', 'null'), entry('l', long)]);
    expect(await store.getMany(['null', 'nothing', 'a', 'l', 'empty', 'a'])).toEqual([
      'null',
      undefined,
      '{"amount":"1.00"}',
      long,
      '',
      '{"amount":"1.00"}',
    ]);
    expect(await store.getMany([])).toEqual([]);
    expect(store.stats).toMatchObject({ hits: 5, misses: 1, writes: 4, timeouts: 0, errors: 0 });
  });

  test('each entry lives for its own time; one without time is not written', async () => {
    const { store } = openStore({ store: await startStore(), ...patient });
    await store.opened;
    await store.setMany([
      entry('short', '1', 200),
      entry('long', '2'),
      entry('none', '3', 0.5),
      entry('past', '4', -1),
    ]);
    expect(await store.getMany(['short', 'long', 'none', 'past'])).toEqual(['1', '2', undefined, undefined]);
    await wait(210);
    expect(await store.getMany(['short', 'long'])).toEqual([undefined, '2']);
  });

  test('a name space sees only its own', async () => {
    const shared = await startStore();
    const { store } = openStore({ store: shared, ...patient });
    const { store: other } = openStore({ store: shared, namespace: 'other', ...patient });
    await Promise.all([store.opened, other.opened]);
    await store.setMany([entry('a', '1')]);
    expect(await other.getMany(['a', 'shop:a'])).toEqual([undefined, undefined]);
  });
});

test('a store that fails is left alone until a probe finds it mended', async () => {
  let isBroken = false;
  const map = new Map<string, unknown>();
  const failing = {
    opts: {},
    get: async (key: string) => {
      if (isBroken) throw new Error('no disk');
      return map.get(key);
    },
    getMany: async (keys: string[]) => {
      if (isBroken) throw new Error('no disk');
      return keys.map((key) => map.get(key));
    },
    set: async (key: string, value: unknown) => {
      if (isBroken) throw new Error('no disk');
      map.set(key, value);
    },
    delete: async () => true,
    clear: async () => {},
    on: () => failing,
  };
  const { store, lines } = openStore({ store: failing as never });
  await store.opened;
  await store.setMany([entry('a', '1')]);
  isBroken = true;
  for (let count = 0; count < 5; count += 1) expect(await store.getMany(['a'])).toEqual([undefined]);
  expect(store.isAvailable).toBe(false);
  await store.setMany([entry('b', '1')]);
  expect(store.stats).toMatchObject({ errors: 5, failedReads: 5, skippedWrites: 1 });
  isBroken = false;
  await expectSoon(true, store);
  expect(await store.getMany(['a', 'b'])).toEqual(['1', undefined]);
  expect(lines.map(({ msg, reason }) => [msg, reason])).toEqual([
    ['The shared cache is available', undefined],
    ['The shared cache is unavailable: the gateway does without until it is back', 'no disk'],
    ['The shared cache is available', undefined],
  ]);
});

describe.skipIf(isRedisMissing)('on Redis', () => {
  test('a whole fetch is one MGET, a whole write one transaction, each key with its time to live', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url }, ...patient });
    await store.opened;
    await redis.command('CONFIG RESETSTAT');
    const keys = Array.from({ length: 250 }, (_, index) => `key-${index}`);
    await store.setMany(keys.map((key, index) => entry(key, String(index), 30_000 + index * 1000)));
    expect(await store.getMany(keys)).toEqual(keys.map((_, index) => String(index)));
    const counts = String(await redis.command('INFO commandstats'));
    expect(counts).toMatch(/cmdstat_mget:calls=1,/);
    expect(counts).toMatch(/cmdstat_set:calls=250,/);
    expect(counts).toMatch(/cmdstat_exec:calls=1,/);
    expect(counts).not.toMatch(/cmdstat_(get|del|unlink):/);
    const ttl = Number(await redis.command('PTTL shop:key-100'));
    expect(ttl).toBeGreaterThan(125_000);
    expect(ttl).toBeLessThanOrEqual(130_000);
  });

  test('long values are kept compressed', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url }, ...patient });
    await store.opened;
    const text = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ code: 'length', unit: 'mm', index })));
    await store.setMany([entry('long', text)]);
    expect(Number(await redis.command('STRLEN shop:long'))).toBeLessThan(text.length / 2);
    expect(await store.getMany(['long'])).toEqual([text]);
  });

  test('a Redis that is down at the start costs nothing, and is used once it is there', async () => {
    const redis = await startRedis({ isStarted: false });
    const { store, lines } = openStore({ store: { url: redis.url } });
    expect(await measureSlowest(store, 100)).toBeLessThan(20 * readTimeoutMs);
    await store.opened;
    expect(store.isAvailable).toBe(false);
    await store.setMany([entry('a', '1')]);
    await redis.start();
    await expectSoon(true, store);
    expect(await store.getMany(['a'])).toEqual([undefined]);
    await store.setMany([entry('a', '2')]);
    expect(await store.getMany(['a'])).toEqual(['2']);
    expect(lines).toMatchObject([
      { level: 'warn', reason: expect.stringContaining('ECONNREFUSED') as string },
      { level: 'info', msg: 'The shared cache is available' },
    ]);
  });

  test('a Redis that is killed is a miss at once, and is used again when it is back', async () => {
    const redis = await startRedis();
    const { store, lines } = openStore({ store: { url: redis.url } });
    await store.opened;
    await store.setMany([entry('a', '1')]);
    await redis.kill();
    expect(await measureSlowest(store, 50)).toBeLessThan(20 * readTimeoutMs);
    expect(store.isAvailable).toBe(false);
    await redis.start();
    await expectSoon(true, store);
    expect(await store.getMany(['a'])).toEqual([undefined]);
    expect(lines.map(({ level }) => level)).toEqual(['info', 'warn', 'info']);
  });

  test('a frozen Redis is waited for a few times, then not at all; also when it froze before it was reached', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url }, failureThreshold: 3 });
    await store.opened;
    redis.freeze();
    const start = performance.now();
    await measureSlowest(store, 200);
    // Three deadlines, and 197 answers for nothing.
    expect(performance.now() - start).toBeGreaterThan(2.9 * readTimeoutMs);
    expect(performance.now() - start).toBeLessThan(50 * readTimeoutMs);
    expect(store.stats.timeouts).toBe(3);
    const { store: late } = openStore({ store: { url: redis.url } });
    expect(await measureSlowest(late, 100)).toBeLessThan(20 * readTimeoutMs);
    // Longer than a connection may be silent: both give theirs up and open others, in vain.
    await wait(4000);
    expect([store.isAvailable, late.isAvailable]).toEqual([false, false]);
    redis.thaw();
    await Promise.all([expectSoon(true, store), expectSoon(true, late)]);
    await store.setMany([entry('a', '1')]);
    expect(await late.getMany(['a'])).toEqual(['1']);
  });

  test('a slow Redis is left alone until it is fast again', async () => {
    const redis = await startRedis();
    const proxy = await startProxy(redis.port);
    const { store, lines } = openStore({ store: { url: `redis://127.0.0.1:${proxy.port}` } });
    await store.opened;
    proxy.delayMs = 3 * readTimeoutMs;
    await measureSlowest(store, 6);
    expect(store.isAvailable).toBe(false);
    await wait(500);
    expect(store.isAvailable).toBe(false);
    expect(store.stats).toMatchObject({ timeouts: 5, skippedReads: 2 });
    proxy.delayMs = 0;
    await expectSoon(true, store);
    expect(lines[1]).toMatchObject({ level: 'warn', reason: 'no answer within 100 ms' });
  });

  test('a cut network is a miss, and does not keep later writes for when it is mended', async () => {
    const redis = await startRedis();
    const proxy = await startProxy(redis.port);
    const { store } = openStore({ store: { url: `redis://127.0.0.1:${proxy.port}` } });
    await store.opened;
    proxy.cut();
    await until(async () => {
      await store.setMany([entry('late', '1')]);
      expect(store.stats.skippedWrites).toBeGreaterThan(0);
    });
    await measureSlowest(store, 6);
    proxy.mend();
    await expectSoon(true, store);
    expect(await redis.command('DBSIZE')).toBe(0);
  });

  test('an answer that is there in time is a hit, however busy this process is', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url } });
    await store.opened;
    await store.setMany([entry('a', '1')]);
    for (let turns = 0; turns < 6; turns += 1) {
      const answer = store.getMany(['a']);
      // Busy for thrice the deadline: at first before the question has left, later before the answer is read.
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const end = performance.now() + 3 * readTimeoutMs;
      while (performance.now() < end);
      expect(await answer).toEqual(['1']);
    }
    expect(store.stats.timeouts).toBe(0);
  });

  test('a server that became a copy of another is left for the one that took over', async () => {
    const [redis, next] = [await startRedis(), await startRedis()];
    const proxy = await startProxy(redis.port);
    const { store } = openStore({ store: { url: `redis://127.0.0.1:${proxy.port}` }, ...patient });
    await store.opened;
    proxy.targetPort = next.port;
    await redis.command(`REPLICAOF 127.0.0.1 ${next.port}`);
    await store.setMany([entry('a', '1')]);
    expect(store.stats.failedWrites).toBe(1);
    await until(async () => {
      await store.setMany([entry('a', '2')]);
      expect(await next.command('EXISTS shop:a')).toBe(1);
    });
  });

  test('a Redis that is full answers reads; what it refuses to write is counted', async () => {
    const redis = await startRedis({ flags: ['--maxmemory', '1', '--maxmemory-policy', 'noeviction'] });
    const { store } = openStore({ store: { url: redis.url }, ...patient });
    await store.opened;
    await store.setMany([entry('a', '1'), entry('b', '1')]);
    expect(await store.getMany(['a'])).toEqual([undefined]);
    expect(store.stats).toMatchObject({ failedWrites: 2, errors: 1, misses: 1, failedReads: 0 });
    expect(store.isAvailable).toBe(true);
  });

  test('what somebody else keeps under a key is a miss', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url }, ...patient });
    await store.opened;
    await redis.command('SET shop:a {"value":"1"}');
    await redis.command('LPUSH shop:list 1');
    expect(await store.getMany(['a', 'list'])).toEqual([undefined, undefined]);
    expect(store.stats).toMatchObject({ misses: 2, errors: 0 });
  });

  test('a password opens it, and is never logged', async () => {
    const redis = await startRedis({ password: 'secret-word' });
    const { store } = openStore({ store: { url: redis.url }, ...patient });
    const separate = { url: `redis://127.0.0.1:${redis.port}`, password: 'secret-word' };
    const { store: other } = openStore({ store: separate, ...patient });
    await Promise.all([store.opened, other.opened]);
    await store.setMany([entry('a', '1')]);
    expect(await other.getMany(['a'])).toEqual(['1']);

    const wrong = [
      `redis://:wrong-secret@127.0.0.1:${redis.port}`,
      `redis://user:wrong-secret@127.0.0.1:${redis.port}`,
      'redis://user:wrong-secret@127.0.0.1:1',
      `rediss://user:wrong-secret@127.0.0.1:${redis.port}`,
      'redis://user:wrong-secret@no-such-host.invalid:6379',
    ];
    for (const url of wrong) {
      const { store: refused, lines } = openStore({ store: { url } });
      await refused.opened;
      expect(refused.isAvailable).toBe(false);
      expect(lines, url).toMatchObject([{ level: 'warn', reason: expect.stringMatching(/.{5}/) as string }]);
      expect(JSON.stringify(lines)).not.toContain('secret');
    }
  });

  test('many writes at a time are bounded; those on top are left out', async () => {
    const redis = await startRedis();
    const { store } = openStore({ store: { url: redis.url }, ...patient, compressionThreshold: Infinity });
    await store.opened;
    const value = 'x'.repeat(1_000_000);
    await Promise.all(Array.from({ length: 40 }, (_, index) => store.setMany([entry(`key-${index}`, value)])));
    expect(store.stats.writes).toBe(16);
    expect(store.stats.skippedWrites).toBe(24);
    await store.setMany([entry('later', value)]);
    expect(store.stats.writes).toBe(17);
  });
});
