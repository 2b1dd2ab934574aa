// Whole responses that a replica has from another, over a real Redis: the cells of which they were made are taken away
// there, so that what comes without a subgraph can have come from nothing else.
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import { isRedisMissing } from './redis-server.ts';
import { createBuyer, type ReplicatedShop, subjectForms } from './replicated-shop.ts';
import { page, until, useSharingReplicas } from './sharing-replicas.ts';

const nameChanged: Invalidation = { kind: 'event', type: 'product.changed', subject: 'product/p1' };
const priceChanged = (...accounts: string[]): Invalidation => ({
  kind: 'event',
  type: 'price.changed',
  subject: 'item/p1',
  accounts,
});

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  const replicas = useSharingReplicas();
  const { start, share, takeCellsAway, startLoaded } = replicas;
  const shop = (): ReplicatedShop => replicas.shop;

  test('a replica that has just started answers with what another has put together, and then from its own memory', async () => {
    const a = await start();
    const answer = await share(a, page);
    await takeCellsAway();
    const b = await start();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop().asked).toEqual([]);
    expect([...b.cache.counters.list()].find(([coordinate]) => coordinate === 'Product.price')?.[1].hit).toBe(3);
    await replicas.takeResponsesAway();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop().asked).toEqual([]);
  });

  test('it does so for each account whose page another has put together', async () => {
    const a = await start();
    const buyers = [createBuyer('A'), createBuyer('B')];
    const answers = [await share(a, page, createBuyer('A')), await share(a, page, createBuyer('B'))];
    await takeCellsAway();
    const b = await start();
    for (const [index, buyer] of buyers.entries()) expect(await b.ask(page, buyer)).toEqual(answers[index]);
    expect(shop().asked).toEqual([]);
  });

  test('what was asked once is not shared', async () => {
    const a = await start();
    await a.ask(page);
    await a.ask(page);
    await wait(100);
    expect(await replicas.listResponses()).toEqual([]);
  });

  test('nobody is given the response of another account, nor of an account that may see other accounts', async () => {
    const a = await start();
    await share(a, page, createBuyer('A'));
    await takeCellsAway();
    const b = await start();
    for (const buyer of [createBuyer('B'), { ...createBuyer('A'), accounts: ['A1'] }]) {
      shop().asked.length = 0;
      const { data } = await b.ask(page, buyer);
      expect(JSON.stringify(data)).toContain(`p1 price of ${buyer.account} v0`);
      expect(shop().asked).not.toEqual([]);
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
    shop().versions.set('p1 name', 1);
    await a.cache.invalidate([nameChanged]);
    const b = await start();
    expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1');
  });

  test('an event makes one that was loaded wrong, wherever it is accepted', async () => {
    const [a, b] = [await start(), await start()];
    const answer = await share(a, page);
    await takeCellsAway();
    expect(await b.ask(page)).toEqual(answer);
    expect(shop().asked).toEqual([]);
    shop().versions.set('p1 name', 1);
    await b.cache.invalidate([nameChanged]);
    expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1');
    const c = await start();
    await share(a, page, createBuyer('C'));
    await takeCellsAway();
    await c.ask(page, createBuyer('C'));
    expect(shop().asked).toEqual([]);
    shop().versions.set('p1 price of C', 1);
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
    expect(shop().asked).toEqual([]);
  });

  test('what is dropped on every replica is asked for again', async () => {
    const [a, b] = [await start(), await start()];
    await share(a, page);
    await takeCellsAway();
    await b.ask(page);
    expect(shop().asked).toEqual([]);
    await b.cache.invalidate([{ kind: 'subgraph', subgraph: 'shop' }]);
    await b.ask(page);
    expect(shop().asked).not.toEqual([]);
  });

  test('it is not older on another replica than on its own', async () => {
    const text = '{ product(sku: "p1") { stock } }';
    const a = await start();
    await share(a, text);
    await takeCellsAway();
    const b = await start();
    shop().versions.set('p1 name', 1);
    await until(async () => expect(JSON.stringify((await b.ask(text)).data)).toContain('v1'));
  });

  test('another graph has no use for it', async () => {
    const a = await start();
    await share(a, page);
    await takeCellsAway();
    const b = await start({ hasEan: true });
    expect((await b.ask(page)).errors).toBeUndefined();
    expect(shop().asked).not.toEqual([]);
  });

  test.each([
    '',
    'p',
    'Pzzzzzzzzz:',
    'pzzzzzzzzz:{"marks":[]}\n{}',
    'Pzzzzzzzzz:[]\n{}',
    'Pzzzzzzzzz:{"marks":[]}\n{}',
    'Pzzzzzzzzz:{"marks":[[]]}\n{}',
    'Pzzzzzzzzz:{"version":1,"position":"0-0","oldest":"0-0","freshUntil":1,"marks":[]}\n{}',
    '\u0000',
  ])('what is damaged (%j) is as good as not there', async (text) => {
    const a = await start();
    const answer = await share(a, page);
    await replicas.replaceResponses(text);
    const b = await start();
    expect(await b.ask(page)).toEqual(answer);
  });

  test('what another version wrote, or what was cut off, is as good as not there', async () => {
    const a = await start();
    const text = '{ headline }';
    await share(a, text);
    await takeCellsAway();
    const [key = ''] = await replicas.listResponses();
    const stored = String(await replicas.redis.command('GET', key));
    for (const damaged of [stored.replace('"version":1', '"version":2'), stored.replace('headline v0', 'headline')]) {
      expect(damaged).not.toBe(stored);
      await replicas.redis.command('SET', key, damaged);
      const b = await start();
      await b.ask(text);
      expect(shop().asked).not.toEqual([]);
      await takeCellsAway();
    }
    await replicas.redis.command('SET', key, stored);
    await (await start()).ask(text);
    expect(shop().asked).toEqual([]);
  });

  test('nor that to another question', async () => {
    const a = await start();
    await share(a, '{ products { name } }');
    const b = await start();
    expect((await b.ask('{ headline }')).data).toEqual({ headline: 'headline v0' });
  });

  test('one that was served again and again is not served after an event', async () => {
    const b = await startLoaded(await start());
    shop().versions.set('p1 name', 1);
    await b.cache.invalidate([nameChanged]);
    expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1');
  });

  test('an event that concerns several accounts is about each of them', async () => {
    const b = await startLoaded(await start(), page, 'C');
    shop().versions.set('p1 price of C', 1);
    await b.cache.invalidate([priceChanged('X', 'C')]);
    expect(JSON.stringify((await b.ask(page, createBuyer('C'))).data)).toContain('p1 price of C v1');
  });

  test('a replica that may have missed something does not serve it', async () => {
    const b = await startLoaded(await start());
    shop().versions.set('p1 name', 1);
    await replicas.redis.command('FLUSHALL');
    await until(async () => expect(JSON.stringify((await b.ask(page)).data)).toContain('p1 name v1'));
  });

  test('nor does one whose schema calls marks otherwise from now on', async () => {
    const b = await startLoaded(await start());
    b.cache.learnGraph({ accountTypes: [], keyNames: new Map([['Product', ['sku', 'ean']]]) });
    await b.ask(page);
    expect(shop().asked).not.toEqual([]);
  });

  test('nor is it given to one that has another event catalogue, by whose names its marks are not left', async () => {
    const a = await start();
    const forms = { ...subjectForms, 'product.changed': 'maker/{Maker.id}' };
    const other = await start({ subjectForms: forms });
    await share(a, page);
    shop().versions.set('p1 name', 1);
    await other.cache.invalidate([{ kind: 'event', type: 'product.changed', subject: 'maker/m1' }]);
    const another = await start({ subjectForms: forms });
    expect(JSON.stringify((await another.ask(page)).data)).toContain('p1 name v1');
  });

  test('one who compares what is kept puts it together: there is nothing to compare in a response', async () => {
    await share(await start(), page);
    const b = await start({ comparedShare: 1 });
    shop().asked.length = 0;
    await b.ask(page);
    await until(() => expect(shop().asked).not.toEqual([]));
  });

  test('it is written once, however often it is served', async () => {
    const a = await start();
    await share(a, page);
    await replicas.takeResponsesAway();
    await a.ask(page);
    await wait(50);
    expect(await replicas.listResponses()).toEqual([]);
  });

  test('variables that the operation does not have make no further copies', async () => {
    const a = await start();
    for (let nonce = 0; nonce < 5; nonce += 1) {
      for (let turn = 0; turn < 3; turn += 1) await a.ask('{ headline }', createBuyer('A'), { nonce });
    }
    await wait(100);
    expect(await replicas.listResponses()).toHaveLength(1);
  });

  test('what can never be there is not looked for: a response of which something is not kept', async () => {
    const a = await start();
    await a.ask('query Q { product(sku: "p1") { ean } }');
    await replicas.redis.command('CONFIG RESETSTAT');
    for (let turn = 0; turn < 5; turn += 1) await a.ask('query Q { product(sku: "p1") { ean } }');
    const statistics = String(await replicas.redis.command('INFO commandstats'));
    expect(statistics).not.toContain('cmdstat_eval');
    expect(statistics).not.toContain('cmdstat_mget');
  });

  test('one that is kept does not keep the request that it was made for', async () => {
    const a = await start();
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const buyers: WeakRef<object>[] = [];
    const askAsSomebody = async (): Promise<void> => {
      const buyer = createBuyer('A');
      buyers.push(new WeakRef(buyer));
      await a.ask('{ product(sku: "p1") { name price } }', buyer);
    };
    // The first fetches, the second keeps the response, and the others are served it.
    for (let turn = 0; turn < 4; turn += 1) await askAsSomebody();
    for (let turn = 0; turn < 4; turn += 1) await a.ask('{ headline }', createBuyer('Z'));
    await until(() => {
      collectGarbage();
      expect(buyers.slice(0, 3).map((each) => each.deref())).toEqual([undefined, undefined, undefined]);
    });
  });
});
