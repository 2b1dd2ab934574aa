// What one replica has fetched answers another's requests, over a real Redis, for as long as it is right.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import { isRedisMissing, type RedisServer, startRedisServer } from './redis-server.ts';
import {
  createBuyer,
  createReplicatedShop,
  type ReplicaOptions,
  type ReplicatedShop,
  type ShopReplica,
  skus,
  subjectForms,
} from './replicated-shop.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const page = '{ headline products { sku name price size { width } } }';
const productChanged = (sku: string): Invalidation => ({
  kind: 'event',
  type: 'product.changed',
  subject: `product/${sku}`,
});

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  let redis: RedisServer;
  let shop: ReplicatedShop;
  const opened: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    redis = await startRedisServer();
    shop = createReplicatedShop();
  });
  afterEach(async () => {
    redis.thaw();
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await redis.close();
  });

  async function start(options: ReplicaOptions & { url?: string } = {}): Promise<ShopReplica> {
    const replica = await shop.startReplica(options.url ?? redis.url, options);
    opened.push(replica);
    return replica;
  }

  async function startProxy(): Promise<TcpProxy & { readonly url: string }> {
    const proxy = await startTcpProxy(redis.port);
    opened.push(proxy);
    return Object.assign(proxy, { url: `redis://127.0.0.1:${proxy.port}` });
  }

  /** Until what replicas write in the background is there. */
  async function settle(...replicas: ShopReplica[]): Promise<void> {
    await until(async () => {
      const before = await redis.command('DBSIZE');
      await wait(30);
      expect(await redis.command('DBSIZE')).toBe(before);
      expect(replicas.map(({ cache }) => cache.secondTier?.isReady)).toEqual(replicas.map(() => true));
    });
    shop.asked.length = 0;
  }

  test('a replica that has just started answers a page that another has asked for without a subgraph', async () => {
    const a = await start();
    const answer = await a.ask(page);
    expect(answer.errors).toBeUndefined();
    await settle(a);
    const b = await start();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop.asked).toEqual([]);
    // And then from its own memory.
    await redis.command('CONFIG RESETSTAT');
    expect(await b.ask(page)).toEqual(answer);
    expect(String(await redis.command('INFO commandstats'))).not.toContain('cmdstat_mget');
  });

  test('what is kept for one account is given to no other', async () => {
    const a = await start();
    await a.ask(page, createBuyer('A'));
    await settle(a);
    const b = await start();
    const answer = await b.ask(page, createBuyer('B'));
    expect(JSON.stringify(answer)).not.toContain('of A');
    expect(answer.data).toMatchObject({ products: skus.map((sku) => ({ sku, price: `${sku} price of B v0` })) });
    // The rest is the same for both.
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]).toContain('price');
    expect(shop.asked[0]).not.toMatch(/\bname\b/);
  });

  test('a narrower page is answered, and a wider one asks for what is missing', async () => {
    const a = await start();
    await a.ask('{ products { sku name size { width height } } }');
    await settle(a);
    const b = await start();
    await b.ask('{ products { name size { height } } }');
    await b.ask('{ products { sku size { width } } }');
    expect(shop.asked).toEqual([]);
    const wider = await b.ask('{ products { name size { width } price } }');
    expect(wider.data).toMatchObject({ products: skus.map((sku) => ({ name: `${sku} name v0` })) });
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]).not.toMatch(/\bname\b/);
  });

  test('an event refetches what it is about, on a replica that was not there when it came', async () => {
    const a = await start();
    await a.ask(page);
    await settle(a);
    shop.versions.set('p2 name', 1);
    await a.cache.invalidate([productChanged('p2')]);
    const b = await start();
    shop.asked.length = 0;
    const answer = await b.ask(page);
    expect(answer.data).toMatchObject({
      products: [{ name: 'p1 name v0' }, { name: 'p2 name v1', size: { width: 'p2 name v1' } }, { name: 'p3 name v0' }],
    });
    expect(shop.asked).toHaveLength(1);
    expect(shop.asked[0]).toMatch(/\{"representations0":\[\{"__typename":"Product","sku":"p2"\}\]\}$/);
  });

  test('an event for one account leaves what is kept for others', async () => {
    const a = await start();
    for (const account of ['A', 'B']) await a.ask('{ product(sku: "p1") { price } }', createBuyer(account));
    await settle(a);
    await a.cache.invalidate([{ kind: 'event', type: 'price.changed', subject: undefined, accounts: ['A'] }]);
    const b = await start();
    await b.ask('{ product(sku: "p1") { price } }', createBuyer('B'));
    expect(shop.asked).toHaveLength(0);
    await b.ask('{ product(sku: "p1") { price } }', createBuyer('A'));
    expect(shop.asked).toHaveLength(1);
  });

  test('an answer that was on its way while its value changed is served by nobody', async () => {
    const [a, b] = [await start(), await start()];
    const proxy = await startProxy();
    // It has asked before it can have been told.
    const late = await start({ url: proxy.url });
    await settle(a, b, late);
    shop.delayMs = () => 400;
    const answer = late.ask('{ product(sku: "p1") { name } }');
    await until(() => expect(shop.asked).toHaveLength(1));
    shop.delayMs = () => 0;
    shop.versions.set('p1 name', 1);
    proxy.delayMs = 300;
    await a.cache.invalidate([productChanged('p1')]);
    await answer;
    proxy.delayMs = 0;
    await wait(400);
    for (const replica of [a, b, late, await start()]) {
      expect((await replica.ask('{ product(sku: "p1") { name } }')).data).toEqual({ product: { name: 'p1 name v1' } });
    }
  });

  test('of two invalidations of the same at the same time, the later one counts, whoever is faster', async () => {
    const proxy = await startProxy();
    const [a, b] = [await start({ url: proxy.url }), await start()];
    for (let round = 1; round <= 5; round += 1) {
      // The first learns late that its message was taken: marks that it left only then would come after the second's.
      proxy.delayMs = 300;
      const first = a.cache.invalidate([productChanged('p1')]);
      await wait(50);
      // Asked after the first was told, and before the second.
      await b.ask('{ product(sku: "p1") { name } }');
      shop.versions.set('p1 name', round);
      await b.cache.invalidate([productChanged('p1')]);
      await first;
      proxy.delayMs = 0;
      await settle(a, b);
      const fresh = await start();
      expect((await fresh.ask('{ product(sku: "p1") { name } }')).data).toEqual({
        product: { name: `p1 name v${round}` },
      });
    }
  });

  test('who could not tell the others asks the subgraph, and succeeds once Redis is back', async () => {
    const proxy = await startProxy();
    const [a, b] = [await start({ url: proxy.url }), await start()];
    await b.ask(page);
    await settle(a, b);
    shop.versions.set('p1 name', 1);
    proxy.cut();
    await expect(a.cache.invalidate([productChanged('p1')])).rejects.toThrow(/^Redis was not told of 1 invalidations/);
    proxy.mend();
    // Its other connection may be back before it can tell.
    for (let turn = 0; turn < 40; turn += 1) {
      expect(JSON.stringify(await a.ask('{ product(sku: "p1") { name } }'))).toContain('v1');
      a.cache.store.clear();
      await wait(25);
    }
    await until(async () => expect(await a.cache.invalidate([productChanged('p1')])).toBeGreaterThanOrEqual(0));
    await until(async () => expect(JSON.stringify(await b.ask(page))).toContain('p1 name v1'));
    expect(JSON.stringify(await (await start()).ask(page))).toContain('p1 name v1');
  });

  test.each(['FLUSHALL', 'DEL shop:invalidations', 'DEL shop:invalidations:marks'])(
    'after %s nothing that is wrong comes back, and the cache works on',
    async (line) => {
      const [a, b] = [await start(), await start()];
      await a.ask(page);
      await settle(a, b);
      shop.versions.set('p1 name', 1);
      await a.cache.invalidate([productChanged('p1')]);
      await redis.command(line);
      expect(JSON.stringify(await (await start()).ask(page))).toContain('p1 name v1');
      await settle(a, b);
      expect(JSON.stringify(await b.ask(page))).toContain('p1 name v1');
      await settle(a, b);
      const late = await start();
      await late.ask(page);
      expect(shop.asked).toEqual([]);
    },
  );

  test('a Redis that comes back without its last marks gives nothing from before', async () => {
    const [a, b] = [await start(), await start()];
    await a.ask(page);
    await settle(a, b);
    await redis.command('SAVE');
    shop.versions.set('p1 name', 1);
    await a.cache.invalidate([productChanged('p1')]);
    // From its file, as after a crash.
    await redis.kill({ keepsFile: true });
    await redis.start();
    for (const end = performance.now() + 2500; performance.now() < end; await wait(5)) {
      expect(JSON.stringify(await a.ask('{ product(sku: "p1") { name } }'))).toContain('p1 name v1');
      a.cache.store.clear();
    }
    expect(JSON.stringify(await (await start()).ask(page))).toContain('p1 name v1');
  });

  test.each([-600_000, 600_000])('clocks that differ by %d ms make no value older or younger', async (difference) => {
    const [a, b] = [await start(), await start({ now: () => Date.now() + difference })];
    await settle(a, b);
    const asked = performance.now();
    await a.ask('{ product(sku: "p1") { stock } }');
    await settle(a, b);
    await b.ask('{ product(sku: "p1") { stock } }');
    expect(shop.asked).toEqual([]);
    await wait(asked + 1800 - performance.now());
    await b.ask('{ product(sku: "p1") { stock } }');
    expect(shop.asked).toEqual([]);
    await wait(300);
    await b.ask('{ product(sku: "p1") { stock } }');
    expect(shop.asked).toHaveLength(1);
  });

  test.each([
    ['no cell', 'text'],
    ['a cell that is broken inside', '[1,"9999999999999-0",[0,9e15,9e15,9e15],"",[],{"o":"T","m":[null]}]'],
  ])('%s in Redis is asked for anew', async (_, text) => {
    const a = await start();
    await a.ask(page);
    await settle(a);
    for (const key of (await redis.command('KEYS shop:cell:*')) as string[]) {
      await redis.command(`SET ${key} p${(9e15).toString(36)}:${text}`);
    }
    const b = await start();
    expect((await b.ask(page)).errors).toBeUndefined();
    expect(shop.asked).toHaveLength(1);
  });

  test('a key that is no valid Unicode can be invalidated like any other', async () => {
    const a = await start();
    await expect(
      a.cache.invalidate([{ kind: 'entity', type: 'Product', key: { sku: '\uD800' } }]),
    ).resolves.toBeGreaterThanOrEqual(0);
  });

  test('graphs of other names see nothing of each other', async () => {
    const a = await start();
    await a.ask(page);
    await settle(a);
    const other = await start({ namespace: 'other' });
    await other.ask(page);
    expect(shop.asked).toHaveLength(1);
  });

  describe('replicas of different supergraphs or event catalogues, as while a new one is rolled out', () => {
    const otherForms = { ...subjectForms, 'product.changed': 'maker/{Maker.id}' };
    const ofMaker: Invalidation = { kind: 'event', type: 'product.changed', subject: 'maker/m1' };
    const byEan: Invalidation = { kind: 'entity', type: 'Product', key: { ean: 'ean of p1' } };

    test.each<[string, ReplicaOptions, ReplicaOptions, Invalidation]>([
      ['a catalogue that has another form of subjects', { subjectForms: otherForms }, {}, ofMaker],
      ['no such type of events in its catalogue', { subjectForms: {} }, {}, productChanged('p1')],
      ['a catalogue in which the type is new', {}, { subjectForms: {} }, productChanged('p1')],
      ['a key that the other does not know', { hasEan: true }, {}, byEan],
      ['a key less than the other', {}, { hasEan: true }, byEan],
    ])('hear of each other: who tells has %s', async (_, telling, told, invalidation) => {
      const teller = await start(telling);
      const [a, b] = [await start(told), await start(told)];
      await a.ask(page);
      await settle(a, b, teller);
      shop.versions.set('p1 name', 1);
      await teller.cache.invalidate([invalidation]);
      for (const replica of [await start(told), a, b, teller]) {
        await until(async () => expect(JSON.stringify(await replica.ask(page))).toContain('p1 name v1'));
        replica.cache.store.clear();
      }
      // What has been asked since is right, and shared again.
      await settle(a, b, teller);
      const late = await start(told);
      await late.ask(page);
      expect(shop.asked).toEqual([]);
    });

    test('hear of what was told while nobody of their own was there', async () => {
      const teller = await start({ subjectForms: otherForms });
      const former = await start();
      await former.ask(page);
      await settle(former, teller);
      await former.close();
      shop.versions.set('p1 name', 1);
      await teller.cache.invalidate([ofMaker]);
      expect(JSON.stringify(await (await start()).ask(page))).toContain('p1 name v1');
    });

    test('share what they keep, and keep in memory what is right of it', async () => {
      const a = await start();
      const b = await start({ subjectForms: otherForms });
      await settle(a, b);
      await a.ask(page);
      await settle(a, b);
      await b.ask(page);
      expect(shop.asked).toEqual([]);
      // What only one of them could read by its marks, all of them read in the stream.
      const { epoch } = b.cache;
      await a.cache.invalidate([{ kind: 'event', type: 'price.changed', subject: 'item/p2' }]);
      await until(() => expect(b.cache.epoch).toBeGreaterThan(epoch));
      await b.ask(page);
      expect(shop.asked).toHaveLength(1);
      expect(shop.asked[0]).toMatch(/\{"representations0":\[\{"__typename":"Product","sku":"p2"\}\]\}$/);
    });

    test('that were there once take up no room for ever', async () => {
      const a = await start();
      for (let turn = 0; turn < 12; turn += 1) {
        a.cache.learnGraph({ accountTypes: [], keyNames: new Map([['Product', [`key${turn}`]]]) });
        await until(() => expect(a.cache.secondTier?.isReady).toBe(true));
      }
      const gaps = JSON.parse(String(await redis.command('HGET shop:invalidations:marks gaps'))) as object;
      expect(Object.keys(gaps).length).toBeLessThan(10);
      await a.ask(page);
      a.cache.store.clear();
      await settle(a);
      await a.ask(page);
      expect(shop.asked).toEqual([]);
    });

    test('go on with what is in memory when a supergraph with other keys takes over', async () => {
      const a = await start();
      await a.ask(page);
      await settle(a);
      a.cache.learnGraph({ accountTypes: [], keyNames: new Map([['Product', ['sku', 'ean']]]) });
      expect(a.cache.secondTier?.isReady).toBe(false);
      await settle(a);
      await a.ask(page);
      expect(shop.asked).toEqual([]);
      expect(JSON.stringify(a.lines)).not.toContain('may have been missed');
    });
  });

  test('a Redis that hangs costs a request no more than its deadline, and fails none', async () => {
    const a = await start({ fetchTimeoutMs: 50 });
    await settle(a);
    redis.freeze();
    for (let turn = 0; turn < 30; turn += 1) {
      const begun = performance.now();
      expect((await a.ask(page)).errors).toBeUndefined();
      expect(performance.now() - begun).toBeLessThan(10_000);
      a.cache.store.clear();
    }
  });

  test('a thousand who miss the same ask Redis a few times and the subgraph once', async () => {
    const a = await start({ fetchTimeoutMs: 5000 });
    await a.ask('{ headline }');
    await settle(a);
    await redis.command('CONFIG RESETSTAT');
    // Longer than it takes until all have asked: a process that is busy for a second is not told of changes meanwhile.
    shop.delayMs = () => 1000;
    const text = '{ headline products { sku name size { width } } }';
    // Different users: identical requests of one are one anyway.
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, user) => a.ask(text, createBuyer(`${user}`))));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(shop.asked).toHaveLength(1);
    const reads = Number(/cmdstat_mget:calls=(\d+),/.exec(String(await redis.command('INFO commandstats')))?.[1] ?? 0);
    expect(reads).toBeLessThan(20);
  });

  test('logs tell of no value and no key', async () => {
    const a = await start();
    await a.ask(page);
    redis.freeze();
    await a.cache.invalidate([productChanged('p1')]).catch(() => {});
    await a.ask(page);
    redis.thaw();
    expect(JSON.stringify(a.lines)).not.toMatch(/p1|price of/);
    expect(a.lines.length).toBeGreaterThan(0);
  });
});
