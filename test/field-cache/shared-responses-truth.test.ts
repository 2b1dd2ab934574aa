// Whole responses of other replicas, where what they were made of has become old or wrong in unusual ways.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isRedisMissing } from './redis-server.ts';
import { createBuyer, type ReplicatedShop, type ShopReplica } from './replicated-shop.ts';
import { until, useSharingReplicas } from './sharing-replicas.ts';
import { startTcpProxy } from './tcp-proxy.ts';

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  const replicas = useSharingReplicas();
  const { start, share, takeCellsAway } = replicas;
  const shop = (): ReplicatedShop => replicas.shop;

  /** `stock` may be shown for two seconds. One who asks for it and for a price that somebody is asking for waits. */
  async function waitForSomebodyElse(a: ShopReplica): Promise<{ readonly asked: number }> {
    const asked = performance.now();
    await a.ask('{ product(sku: "p1") { stock } }');
    shop().versions.set('p1 name', 1);
    await wait(200);
    shop().delayMs = () => 1300;
    const other = a.ask('{ product(sku: "p1") { price } }');
    await wait(50);
    await a.ask('{ product(sku: "p1") { stock price } }');
    await other;
    shop().delayMs = () => 0;
    return { asked };
  }

  test('a kept response is not fresh for longer because its assembly waited for the fetch of another', async () => {
    const a = await start();
    const { asked } = await waitForSomebodyElse(a);
    await wait(Math.max(0, asked + 2200 - performance.now()));
    expect(JSON.stringify((await a.ask('{ product(sku: "p1") { stock price } }')).data)).toContain('p1 name v1');
  });

  test('nor is it given to other replicas for longer', async () => {
    const [a, b] = [await start(), await start()];
    const { asked } = await waitForSomebodyElse(a);
    await a.ask('{ product(sku: "p1") { stock price } }');
    await wait(Math.max(0, asked + 2200 - performance.now()));
    expect(JSON.stringify((await b.ask('{ product(sku: "p1") { stock price } }')).data)).toContain('p1 name v1');
  });

  test('a response of another replica does not go back behind what this one has fetched since', async () => {
    const [a, b] = [await start(), await start()];
    await share(a, '{ product(sku: "p1") { name } }');
    await takeCellsAway();
    shop().versions.set('p1 name', 1);
    expect(JSON.stringify((await b.ask('{ product(sku: "p1") { sku name } }')).data)).toContain('p1 name v1');
    expect(JSON.stringify((await b.ask('{ product(sku: "p1") { name } }')).data)).toContain('p1 name v1');
  });

  test('nor is a loaded one served on once this replica has fetched a newer value of it', async () => {
    const [a, b] = [await start(), await start()];
    await share(a, '{ product(sku: "p1") { name } }');
    await takeCellsAway();
    await b.ask('{ product(sku: "p1") { name } }');
    shop().versions.set('p1 name', 1);
    expect(JSON.stringify((await b.ask('{ product(sku: "p1") { sku name } }')).data)).toContain('p1 name v1');
    expect(JSON.stringify((await b.ask('{ product(sku: "p1") { name } }')).data)).toContain('p1 name v1');
  });

  test('what a Redis lost that came back with an older state does not come back to a replica that starts then', async () => {
    const a = await start();
    const text = '{ product(sku: "p1") { name } }';
    await share(a, text);
    await replicas.redis.command('SAVE');
    shop().versions.set('p1 name', 1);
    await a.cache.invalidate([{ kind: 'event', type: 'product.changed', subject: 'product/p1' }]);
    await replicas.closeAll();
    await replicas.redis.kill({ keepsFile: true });
    await replicas.redis.start();
    const c = await start();
    expect(JSON.stringify((await c.ask(text)).data)).toContain('p1 name v1');
  });
  test('nor to one that starts before the others have connected again, until they have', async () => {
    const proxy = await startTcpProxy(replicas.redis.port);
    const a = await start({ url: `redis://127.0.0.1:${proxy.port}` });
    const text = '{ product(sku: "p1") { name } }';
    await share(a, text);
    await replicas.redis.command('SAVE');
    shop().versions.set('p1 name', 1);
    await a.cache.invalidate([{ kind: 'event', type: 'product.changed', subject: 'product/p1' }]);
    proxy.cut();
    await replicas.redis.kill({ keepsFile: true });
    await replicas.redis.start();
    const c = await start();
    await c.ask(text);
    proxy.mend();
    await until(() => expect(a.cache.secondTier?.isReady).toBe(true));
    await wait(1000);
    const answer = JSON.stringify((await c.ask(text)).data);
    await proxy.close();
    expect(answer).toContain('p1 name v1');
  });

  test('the same with cells alone', async () => {
    const a = await start();
    const text = '{ product(sku: "p1") { name } }';
    await a.ask(text);
    await wait(100);
    await replicas.redis.command('SAVE');
    shop().versions.set('p1 name', 1);
    await a.cache.invalidate([{ kind: 'event', type: 'product.changed', subject: 'product/p1' }]);
    await replicas.closeAll();
    await replicas.redis.kill({ keepsFile: true });
    await replicas.redis.start();
    const c = await start();
    expect(JSON.stringify((await c.ask(text)).data)).toContain('p1 name v1');
  });

  test('what a replica kept while another schema read the events is not given to replicas of the schema it has now', async () => {
    const options = {
      subjectForms: { 'product.changed': 'product/{Product.sku}', 'price.changed': 'account/{Account.id}' },
    };
    const keyNames = new Map([['Product', ['sku']]]);
    const [a, b] = [await start(options), await start(options)];
    const graphOfNow = { accountTypes: [], keyNames };
    b.cache.learnGraph(graphOfNow);
    // Still has the schema in which an event that names an account is about this account alone.
    a.cache.learnGraph({ accountTypes: ['Account'], keyNames });
    const ready = () => until(() => expect([a, b].map(({ cache }) => cache.secondTier?.isReady)).toEqual([true, true]));
    await ready();
    await a.ask('{ product(sku: "p1") { price } }', createBuyer('B'));
    shop().versions.set('p1 price of B', 1);
    const { epoch } = a.cache;
    await b.cache.invalidate([{ kind: 'event', type: 'price.changed', subject: 'account/A' }]);
    await until(() => expect(a.cache.epoch).toBeGreaterThan(epoch));
    a.cache.learnGraph(graphOfNow);
    await ready();
    const text = '{ product(sku: "p1") { sku price } }';
    for (let turn = 0; turn < 4; turn += 1) await a.ask(text, createBuyer('B'));
    await wait(100);
    expect(JSON.stringify((await b.ask(text, createBuyer('B'))).data)).toContain('p1 price of B v1');
  });

  test('a replica that starts is not given what another kept past an invalidation that a replica of another catalogue told', async () => {
    const teller = await start({ subjectForms: { 'product.changed': 'product/{Maker.id}' } });
    const a = await start();
    await a.ask('{ product(sku: "p1") { name } }');
    shop().versions.set('p1 name', 1);
    const { epoch } = a.cache;
    await teller.cache.invalidate([{ kind: 'event', type: 'product.changed', subject: 'product/m1' }]);
    await until(() => expect(a.cache.epoch).toBeGreaterThan(epoch));
    // Until its position is that of the message.
    await wait(200);
    const text = '{ product(sku: "p1") { sku name } }';
    for (let turn = 0; turn < 4; turn += 1) await a.ask(text);
    await wait(100);
    const c = await start();
    expect(JSON.stringify((await c.ask(text)).data)).toContain('p1 name v1');
  });
});
