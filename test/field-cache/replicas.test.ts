// Replicas in front of a shop that changes, while Redis and the network fail at random: nobody is served what an
// accepted invalidation has made wrong, nor what is another's, and no request fails or waits because of it.
import { setTimeout as wait } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import { isRedisMissing, type RedisServer, startRedisServer } from './redis-server.ts';
import { createBuyer, createReplicatedShop, type ShopReplica, skus, subjectForms } from './replicated-shop.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const accounts = ['A', 'B'];
const questions = [
  '{ headline products { sku name price size { width } } }',
  '{ products { name } }',
  '{ headline product(sku: "p1") { price } }',
  '{ product(sku: "p2") { name size { width height } stock } }',
];
const everything = '{ headline products { sku name stock price size { width height } } }';

interface Target {
  /** What it is called in the shop's versions. */
  readonly name: string;
  readonly invalidation: Invalidation;
}

const targets: readonly Target[] = [
  { name: 'headline', invalidation: { kind: 'event', type: 'shop.changed', subject: undefined } },
  ...skus.flatMap((sku): Target[] => [
    { name: `${sku} name`, invalidation: { kind: 'event', type: 'product.changed', subject: `product/${sku}` } },
    // As a mutation says it, or an operator.
    { name: `${sku} name`, invalidation: { kind: 'entity', type: 'Product', key: { sku } } },
    { name: `${sku} name`, invalidation: { kind: 'type', subgraph: 'shop', type: 'Product' } },
    // Of a form that some replicas read otherwise than others.
    { name: `${sku} name`, invalidation: { kind: 'event', type: 'product.changed', subject: 'maker/m1' } },
    ...accounts.map((account): Target => ({
      name: `${sku} price of ${account}`,
      invalidation: { kind: 'event', type: 'price.changed', subject: `item/${sku}`, accounts: [account] },
    })),
  ]),
];

/** After so long all who do not hear of an invalidation serve nothing that events can make wrong. */
const boundMs = 3000;
const fetchTimeoutMs = 50;
/** Of which most is for a machine that is busy with other tests. */
const longestAnswerMs = 10_000;

const runs = Number(process.env['REPLICA_RUNS'] ?? 12);
/** What takes so long hangs, and is told with its seed. */
const sequenceLimitMs = 120_000;
const timeLimitMs = Math.max(580_000, runs * 20_000);

interface Change extends Target {
  readonly version: number;
  readonly by: ShopReplica;
  /** When its invalidation was accepted, and when it was refused. */
  acceptedAt: number;
  refusedAt: number;
}

const index = fc.nat(1000);
const isAwaited = fc.boolean();
const lengthMs = fc.constantFrom(0, 50, 300, 1500);
const outages = ['crash', 'freeze', 'flush', 'cut', 'drop', 'delay'] as const;
const ask = fc.record({
  kind: fc.constant('ask' as const),
  replica: index,
  account: index,
  question: index,
  isAwaited,
});
const change = fc.record({ kind: fc.constant('change' as const), replica: index, target: index, isAwaited });
const outage = fc.record({ kind: fc.constantFrom(...outages), replica: index, lengthMs });
const pause = fc.record({ kind: fc.constant('wait' as const), lengthMs: fc.constantFrom(5, 50, 400) });
const restart = fc.record({ kind: fc.constant('restart' as const), replica: index });
const step = fc.oneof(
  { arbitrary: ask, weight: 12 },
  { arbitrary: change, weight: 6 },
  { arbitrary: outage, weight: 3 },
  { arbitrary: pause, weight: 3 },
  { arbitrary: restart, weight: 1 },
);
type Outage = typeof outage extends fc.Arbitrary<infer Each> ? Each : never;
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

async function mendAfter(milliseconds: number, mend: () => Promise<void> | void): Promise<void> {
  await wait(milliseconds);
  await mend();
}

interface Totals {
  answers: number;
  /** Values that came from Redis. */
  loaded: number;
  refused: number;
}

async function runSteps(steps: readonly Step[], replicaCount: number, totals: Totals): Promise<void> {
  const redis: RedisServer = await startRedisServer();
  const shop = createReplicatedShop();
  let asked = 0;
  shop.delayMs = () => [0, 0, 20, 120][(asked += 1) % 4] ?? 0;
  const proxies: TcpProxy[] = [];
  const replicas: ShopReplica[] = [];
  const changes: Change[] = [];
  const underWay: Promise<unknown>[] = [];
  let mending: Promise<void> = Promise.resolve();

  /** Every third has another event catalogue, as while a new one is rolled out. */
  let started = 0;
  const open = (at: number, isReady: boolean): Promise<ShopReplica> =>
    shop.startReplica(`redis://127.0.0.1:${pick(proxies, at).port}`, {
      fetchTimeoutMs,
      isAwaited: isReady,
      subjectForms:
        (started += 1) % 3 === 0 ? { ...subjectForms, 'product.changed': 'maker/{Maker.id}' } : subjectForms,
    });

  function findOldestAllowed(name: string, replica: ShopReplica, moment: number): number {
    const known = changes.filter(
      (each) =>
        each.name === name &&
        (each.by === replica ? Math.min(each.acceptedAt, each.refusedAt) < moment : each.acceptedAt + boundMs < moment),
    );
    return Math.max(0, ...known.map(({ version }) => version));
  }

  async function askOne(replica: ShopReplica, account: string, question: string): Promise<void> {
    const begun = performance.now();
    const allowed = new Map(targets.map(({ name }) => [name, findOldestAllowed(name, replica, begun)]));
    const answer = await replica.ask(question, createBuyer(account));
    expect(performance.now() - begun).toBeLessThan(longestAnswerMs);
    expect(answer.errors).toBeUndefined();
    totals.answers += 1;
    for (const [, name = '', version] of JSON.stringify(answer.data).matchAll(/"([^"]+) v(\d+)"/g)) {
      const oldest = allowed.get(name) ?? 0;
      expect(Number(version), `${name}, asked at replica ${replicas.indexOf(replica)}`).toBeGreaterThanOrEqual(oldest);
      if (name.includes('price')) expect(name.endsWith(` of ${account}`), name).toBe(true);
    }
  }

  async function announce(one: Change, replica = one.by): Promise<boolean> {
    try {
      await replica.cache.invalidate([one.invalidation]);
      one.acceptedAt = Math.min(one.acceptedAt, performance.now());
      return true;
    } catch (error) {
      expect(String(error)).toContain('Redis was not told');
      one.refusedAt = performance.now();
      totals.refused += 1;
      return false;
    }
  }

  async function breakSomething(each: Outage): Promise<void> {
    await mending;
    const proxy = pick(proxies, each.replica);
    switch (each.kind) {
      case 'flush':
        await redis.command('FLUSHALL');
        return;
      case 'drop':
        proxy.drop();
        return;
      case 'crash':
        await redis.kill();
        mending = mendAfter(each.lengthMs, () => redis.start());
        return;
      case 'freeze':
        redis.freeze();
        mending = mendAfter(each.lengthMs, () => redis.thaw());
        return;
      case 'delay':
        proxy.delayMs = 200;
        mending = mendAfter(each.lengthMs, () => void (proxy.delayMs = 0));
        return;
      case 'cut':
        proxy.cut();
        mending = mendAfter(each.lengthMs, () => proxy.mend());
    }
  }

  async function take(each: Step): Promise<void> {
    switch (each.kind) {
      case 'ask': {
        const answered = askOne(
          pick(replicas, each.replica),
          pick(accounts, each.account),
          pick(questions, each.question),
        );
        answered.catch(() => {});
        underWay.push(answered);
        if (each.isAwaited) await answered;
        return;
      }
      case 'change': {
        const target = pick(targets, each.target);
        const version = (shop.versions.get(target.name) ?? 0) + 1;
        shop.versions.set(target.name, version);
        const made = {
          ...target,
          version,
          by: pick(replicas, each.replica),
          acceptedAt: Infinity,
          refusedAt: Infinity,
        };
        changes.push(made);
        const announced = announce(made);
        announced.catch(() => {});
        underWay.push(announced);
        if (each.isAwaited) await announced;
        return;
      }
      case 'wait':
        await wait(each.lengthMs);
        return;
      case 'restart': {
        const at = each.replica % replicas.length;
        const former = pick(replicas, at);
        replicas[at] = await open(at, false);
        // What it could not tell, nobody will: whoever changed it has to say so again.
        await Promise.allSettled(underWay);
        await former.close();
        return;
      }
      case 'crash':
      case 'freeze':
      case 'flush':
      case 'cut':
      case 'drop':
      case 'delay':
        await breakSomething(each);
    }
  }

  try {
    for (let at = 0; at < replicaCount; at += 1) proxies.push(await startTcpProxy(redis.port));
    for (let at = 0; at < replicaCount; at += 1) replicas.push(await open(at, true));
    for (const each of steps) await take(each);
    await mending;
    await Promise.all(underWay);

    // Said again, to whoever is there, it is accepted.
    for (const one of changes.filter(({ acceptedAt }) => acceptedAt === Infinity)) {
      for (
        const end = performance.now() + 15_000;
        !(await announce(one, pick(replicas, one.version)));
        await wait(100)
      ) {
        if (performance.now() > end) throw new Error('An invalidation is not accepted although Redis is back.');
      }
    }
    await wait(boundMs);
    replicas.push(await open(0, true));
    for (const replica of replicas) {
      for (const account of accounts) await askOne(replica, account, everything);
      totals.loaded += replica.cache.secondTier?.stats.hits ?? 0;
    }
  } finally {
    redis.thaw();
    await Promise.allSettled([...underWay, mending]);
    await Promise.all(replicas.map((each) => each.close()));
    await Promise.all(proxies.map((each) => each.close()));
    await redis.close();
  }
}

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  test('replicas serve what is right, whatever becomes of Redis', { timeout: timeLimitMs }, async () => {
    const totals: Totals = { answers: 0, loaded: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
        fc.constantFrom(2, 3),
        (steps, count) => runSteps(steps, count, totals),
      ),
      {
        numRuns: runs,
        endOnFailure: true,
        timeout: sequenceLimitMs,
        interruptAfterTimeLimit: timeLimitMs - 5000,
        markInterruptAsFailure: true,
      },
    );
    // It was about something.
    expect(totals.answers).toBeGreaterThan(100);
    expect(totals.loaded).toBeGreaterThan(50);
  });
});
