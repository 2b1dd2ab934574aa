// Whole responses that a replica has from another, over a real Redis: the cells of which they were made are taken away
// there, so that what comes without a subgraph can have come from nothing else.
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
} from './replicated-shop.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const page = '{ headline products { sku name price size { width } } }';
const nameChanged: Invalidation = { kind: 'event', type: 'product.changed', subject: 'product/p1' };
const priceChanged = (...accounts: string[]): Invalidation => ({
  kind: 'event',
  type: 'price.changed',
  subject: 'item/p1',
  accounts,
});

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  let redis: RedisServer;
  let shop: ReplicatedShop;
  const opened: ShopReplica[] = [];

  beforeEach(async () => {
    redis = await startRedisServer();
    shop = createReplicatedShop();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await redis.close();
  });

  async function start(options?: ReplicaOptions): Promise<ShopReplica> {
    const replica = await shop.startReplica(redis.url, options);
    opened.push(replica);
    return replica;
  }

  const runScript = (script: string): Promise<unknown> => redis.command('EVAL', script, '0');
  const count = (pattern: string): Promise<unknown> => runScript(`return #redis.call('KEYS', '${pattern}')`);

  /** Asked for the third time, it is a response that is served again. */
  async function share(replica: ShopReplica, ...asked: Parameters<ShopReplica['ask']>) {
    const before = Number(await count('*response:*'));
    const [answer] = [await replica.ask(...asked), await replica.ask(...asked), await replica.ask(...asked)];
    await until(async () => expect(Number(await count('*response:*'))).toBeGreaterThan(before));
    expect(answer.errors).toBeUndefined();
    return answer;
  }

  /** Leaves nothing in Redis but whole responses. */
  async function takeCellsAway(): Promise<void> {
    // What is written in the background is written first.
    await wait(50);
    await runScript("for _, key in ipairs(redis.call('KEYS', '*cell:*')) do redis.call('DEL', key) end");
    shop.asked.length = 0;
  }

  test('a replica that has just started answers with what another has put together, and then from its own memory', async () => {
    const a = await start();
    const answer = await share(a, page);
    await takeCellsAway();
    const b = await start();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop.asked).toEqual([]);
    expect([...b.cache.counters.list()].find(([coordinate]) => coordinate === 'Product.price')?.[1].hit).toBe(3);
    await runScript("for _, key in ipairs(redis.call('KEYS', '*response:*')) do redis.call('DEL', key) end");
    expect(await b.ask(page)).toEqual(answer);
    expect(shop.asked).toEqual([]);
  });

  test('it does so for each account whose page another has put together', async () => {
    const a = await start();
    const buyers = [createBuyer('A'), createBuyer('B')];
    const answers = [await share(a, page, createBuyer('A')), await share(a, page, createBuyer('B'))];
    await takeCellsAway();
    const b = await start();
    for (const [index, buyer] of buyers.entries()) expect(await b.ask(page, buyer)).toEqual(answers[index]);
    expect(shop.asked).toEqual([]);
  });

  test('what was asked once is not shared', async () => {
    const a = await start();
    await a.ask(page);
    await a.ask(page);
    await wait(100);
    expect(await count('*response:*')).toBe(0);
  });

  test('nobody is given the response of another account, nor of an account that may see other accounts', async () => {
    const a = await start();
    await share(a, page, createBuyer('A'));
    await takeCellsAway();
    const b = await start();
    for (const buyer of [createBuyer('B'), { ...createBuyer('A'), accounts: ['A1'] }]) {
      shop.asked.length = 0;
      const { data } = await b.ask(page, buyer);
      expect(JSON.stringify(data)).toContain(`p1 price of ${buyer.account} v0`);
      expect(shop.asked).not.toEqual([]);
    }
  });

  test('nor that to other arguments, whether written out or given as variables', async () => {
    const a = await start();
    const ask = (sku: string) => `{ product(sku: "${sku}") { name price } }`;
    const asking = 'query Q($sku: ID! = "p3") { product(sku: $sku) { name price } }';
    await share(a, ask('p1'));
    await share(a, asking, createBuyer('A'), { sku: 'p1' });
    await share(a, asking, createBuyer('A'));
    const b = await start();
    expect(JSON.stringify((await b.ask(ask('p2'))).data)).toContain('p2 price');
    const { data } = await b.ask(asking, createBuyer('A'), { sku: 'p2' });
    expect(JSON.stringify(data)).toContain('p2 price');
    const otherDefault = await b.ask(asking.replace('p3', 'p2'), createBuyer('A'));
    expect(JSON.stringify(otherDefault.data)).toContain('p2 price');
    expect(JSON.stringify((await b.ask(asking, createBuyer('A'))).data)).toContain('p3 price');
  });

  test('one that an event has made wrong is not given to a replica that was not there when it came', async () => {
    const a = await start();
    await share(a, page);
    shop.versions.set('p1 name', 1);
    await a.cache.invalidate([nameChanged]);
    const b = await start();
    expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1');
  });

  test('an event makes one that was loaded wrong, wherever it is accepted', async () => {
    const [a, b] = [await start(), await start()];
    const answer = await share(a, page);
    await takeCellsAway();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop.asked).toEqual([]);
    shop.versions.set('p1 name', 1);
    await b.cache.invalidate([nameChanged]);
    expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1');
    const c = await start();
    await share(a, page, createBuyer('C'));
    await takeCellsAway();
    await c.ask(page, createBuyer('C'));
    expect(shop.asked).toEqual([]);
    shop.versions.set('p1 price of C', 1);
    await a.cache.invalidate([priceChanged('C')]);
    await until(async () =>
      expect(JSON.stringify((await c.ask(page, createBuyer('C'))).data)).toContain('p1 price of C v1'),
    );
  });

  test('an event about something else leaves it', async () => {
    const text = '{ product(sku: "p2") { name price } }';
    const [a, b] = [await start(), await start()];
    const answer = await share(a, text);
    await takeCellsAway();
    await a.cache.invalidate([nameChanged, priceChanged('A')]);
    expect(await b.ask(text)).toEqual(answer);
    await b.cache.invalidate([nameChanged, priceChanged('A')]);
    expect(await b.ask(text)).toEqual(answer);
    expect(shop.asked).toEqual([]);
  });

  test('what is dropped on every replica is asked for again', async () => {
    const [a, b] = [await start(), await start()];
    await share(a, page);
    await takeCellsAway();
    await b.ask(page);
    expect(shop.asked).toEqual([]);
    await b.cache.invalidate([{ kind: 'subgraph', subgraph: 'shop' }]);
    await b.ask(page);
    expect(shop.asked).not.toEqual([]);
  });

  test('it is not older on another replica than on its own', async () => {
    const text = '{ product(sku: "p1") { stock } }';
    const a = await start();
    await share(a, text);
    await takeCellsAway();
    const b = await start();
    shop.versions.set('p1 name', 1);
    await until(async () => expect(JSON.stringify((await b.ask(text)).data)).toContain('v1'));
  });

  test('another graph has no use for it', async () => {
    const a = await start();
    await share(a, page);
    await takeCellsAway();
    const b = await start({ hasEan: true });
    expect((await b.ask(page)).errors).toBeUndefined();
    expect(shop.asked).not.toEqual([]);
  });

  test.each(['', 'p', 'pzzzzzzzzz:', 'pzzzzzzzzz:[]\n{}', 'pzzzzzzzzz:[1,"0-0",1,1,true,[],2,[]]\n{}', '\u0000'])(
    'what is damaged (%j) is as good as not there',
    async (text) => {
      const a = await start();
      const answer = await share(a, page);
      const written = JSON.stringify(text).replaceAll(String.raw`\u0000`, String.raw`\0`);
      await runScript(
        `for _, key in ipairs(redis.call('KEYS', '*response:*')) do redis.call('SET', key, ${written}) end`,
      );
      const b = await start();
      expect(await b.ask(page)).toEqual(answer);
    },
  );
});
