// Replicas tell each other what is wrong over a real Redis, and whatever becomes of it, none misses anything unnoticed.
import { setTimeout as wait } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import type { ReplicaChannelOptions } from '../../gateway/src/field-cache/replicas/replica-channel.ts';
import { isRedisMissing, type RedisServer, startRedisServer } from './redis-server.ts';
import { type RunningReplica, startReplica } from './running-replica.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });
const stream = 'shop:invalidations';

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  let redis: RedisServer;
  const opened: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    redis = await startRedisServer();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await redis.close();
  });

  function open(id: string, options: Partial<ReplicaChannelOptions> & { url?: string } = {}): RunningReplica {
    const { url = redis.url, ...rest } = options;
    const replica = startReplica(id, url, rest);
    opened.push(replica);
    return replica;
  }

  async function openProxy(): Promise<TcpProxy & { readonly url: string }> {
    const proxy = await startTcpProxy(redis.port);
    opened.push(proxy);
    return Object.assign(proxy, { url: `redis://127.0.0.1:${proxy.port}` });
  }

  async function expectTrust(...replicas: RunningReplica[]): Promise<void> {
    await until(() => expect(replicas.map(({ channel }) => channel.isTrusted)).toEqual(replicas.map(() => true)));
  }

  /** Forgets what was told so far, once all are in good order. */
  async function settle(...replicas: RunningReplica[]): Promise<void> {
    await expectTrust(...replicas);
    for (const { told } of replicas) told.length = 0;
  }

  test('what one publishes reaches the others once, in order, and not itself', async () => {
    const [a, b, c] = [open('a'), open('b'), open('c')];
    await expectTrust(a, b, c);
    expect(b.told).toEqual(['gap started', 'restored']);
    await settle(a, b, c);
    for (const tag of ['1', '2', '3']) expect(await a.publish(tag)).toBe(true);
    expect(await b.publish('4')).toBe(true);
    await until(() => expect(c.told).toEqual(['tag 1', 'tag 2', 'tag 3', 'tag 4']));
    await until(() => expect(b.told).toEqual(['tag 1', 'tag 2', 'tag 3']));
    await until(() => expect(a.told).toEqual(['tag 4']));
  });

  test('it is there within milliseconds, also when there are many', async () => {
    const received: { readonly invalidation: Invalidation; readonly at: number }[] = [];
    const a = open('a');
    const b = open('b', {
      onInvalidations: (some) => void received.push(...some.map((invalidation) => ({ invalidation, at: Date.now() }))),
    });
    await settle(a, b);
    const many = Array.from({ length: 1201 }, (_, index): Invalidation => ({
      kind: 'entity',
      type: 'Product',
      key: { sku: String(index) },
    }));
    const start = Date.now();
    await a.channel.publish(many);
    await until(() => expect(received).toHaveLength(many.length));
    expect(received.map(({ invalidation }) => invalidation)).toEqual(many);
    expect((received.at(-1)?.at ?? Infinity) - start).toBeLessThan(10_000);
    expect(await redis.command(`XLEN ${stream}`)).toBe(5);
  });

  test('a replica that starts later is not told of what was before', async () => {
    const a = open('a');
    await settle(a);
    await a.publish('1');
    const b = open('b');
    await expectTrust(b);
    await a.publish('2');
    await until(() => expect(b.told).toEqual(['gap started', 'restored', 'tag 2']));
  });

  test('a connection that drops costs nothing', async () => {
    const proxy = await openProxy();
    const [a, b] = [open('a'), open('b', { url: proxy.url })];
    await settle(a, b);
    for (const tag of ['1', '2', '3']) {
      proxy.drop();
      await a.publish(tag);
    }
    await until(() => expect(b.told).toEqual(['tag 1', 'tag 2', 'tag 3']));
  });

  test('a replica that is cut off loses its trust in time, and gets what it missed before it has it again', async () => {
    const proxy = await openProxy();
    const [a, b] = [open('a'), open('b', { url: proxy.url })];
    await settle(a, b);
    proxy.cut();
    const start = performance.now();
    await until(() => expect(b.told).toEqual(['lost']));
    expect(performance.now() - start).toBeGreaterThan(250);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(b.channel.isTrusted).toBe(false);
    await a.publish('1');
    await a.publish('2');
    proxy.mend();
    await expectTrust(b);
    expect(b.told).toEqual(['lost', 'tag 1', 'tag 2', 'restored']);
    expect(b.lines.map(({ level, msg }) => [level, msg]).slice(-2)).toEqual([
      ['warn', 'Invalidations of the other replicas do not get here'],
      ['info', 'Invalidations of the other replicas get here'],
    ]);
  });

  test('a replica that was away for longer than the stream goes back is told of a gap', async () => {
    const proxy = await openProxy();
    const [a, b] = [open('a', { maximumLength: 10 }), open('b', { url: proxy.url, maximumLength: 10 })];
    await settle(a, b);
    proxy.cut();
    await until(() => expect(b.told).toEqual(['lost']));
    await Promise.all(Array.from({ length: 500 }, (_, index) => a.publish(String(index))));
    proxy.mend();
    await expectTrust(b);
    expect(b.told).toContain('gap trimmed');
    expect(b.told.at(-1)).toBe('restored');
  });

  test('a stream that is trimmed while a replica is too busy to read is a gap', async () => {
    const proxy = await openProxy();
    const [a, b] = [open('a'), open('b', { url: proxy.url, lostAfterMs: 5000 })];
    await settle(a, b);
    proxy.delayMs = 500;
    await a.publish('1');
    await redis.command(`XADD ${stream} MAXLEN = 1 * message none`);
    proxy.delayMs = 0;
    await until(() => expect(b.told).toContain('gap trimmed'));
    expect(b.told).not.toContain('lost');
  });

  test.each(['FLUSHALL', `DEL ${stream}`, `SET ${stream} text`])(
    'after %s everybody is told of a gap',
    async (line) => {
      const [a, b] = [open('a'), open('b')];
      await settle(a, b);
      await redis.command(line);
      if (line.startsWith('SET')) {
        // What is no stream can neither be read nor written, until somebody removes it.
        await until(() => expect(b.told).toEqual(['lost']));
        expect(await a.publish('1')).toBe(false);
        await redis.command(`DEL ${stream}`);
      }
      await until(() => expect([a.told, b.told].map((told) => told.includes('gap trimmed'))).toEqual([true, true]));
      await settle(a, b);
      expect(await a.publish('2')).toBe(true);
      await until(() => expect(b.told).toContain('tag 2'));
    },
  );

  test('a Redis that crashed and came back empty is a gap for all', async () => {
    const [a, b] = [open('a'), open('b')];
    await settle(a, b);
    await a.publish('1');
    await redis.kill();
    await until(() => expect([a.told.at(-1), b.told.at(-1)]).toEqual(['lost', 'lost']));
    await redis.start();
    await expectTrust(a, b);
    expect(a.told).toEqual(['lost', 'gap restarted', 'restored']);
    expect(b.told).toEqual(['tag 1', 'lost', 'gap restarted', 'restored']);
    await until(async () => expect(await a.publish('2')).toBe(true));
    await until(() => expect(b.told.at(-1)).toBe('tag 2'));
  });

  test('a Redis that freezes is not trusted, and nothing is missing when it goes on', async () => {
    const [a, b] = [open('a'), open('b')];
    await settle(a, b);
    redis.freeze();
    const start = performance.now();
    expect(await a.publish('1')).toBe(false);
    expect(performance.now() - start).toBeLessThan(10_000);
    await until(() => expect(b.told).toEqual(['lost']));
    await wait(2500);
    redis.thaw();
    await until(() => expect(b.told).toContain('gap untold'));
    await expectTrust(a, b);
    await a.publish('2');
    await until(() => expect(b.told.at(-1)).toBe('tag 2'));
    // The one that could not tell knows what it could not tell.
    expect(a.told.filter((line) => line.startsWith('gap'))).toEqual([]);
  });

  test('what could not be published is a gap for the others, even if they were connected all the time', async () => {
    const proxy = await openProxy();
    const [a, b] = [open('a', { url: proxy.url }), open('b')];
    await settle(a, b);
    proxy.cut();
    await until(async () => expect(await a.publish('1')).toBe(false));
    expect(await a.publish('2')).toBe(false);
    await wait(100);
    proxy.mend();
    await until(() => expect(b.told).toContain('gap untold'));
    expect(b.told).not.toContain('lost');
    expect(a.lines.filter(({ msg }) => String(msg).startsWith('Invalidations could not be told'))).toHaveLength(1);
    await until(() => expect(a.lines.at(-1)?.['msg']).toMatch(/^The other replicas know now/));
    expect(await a.publish('3')).toBe(true);
    await until(() => expect(b.told.at(-1)).toBe('tag 3'));
    expect(b.told.filter((line) => line === 'gap untold')).toHaveLength(1);
  });

  test('an error says why it could not be told, and no password', async () => {
    const a = open('a', { url: 'redis://user:secret@127.0.0.1:1' });
    const failure = a.channel.publish([{ kind: 'subgraph', subgraph: 'erp' }]);
    await expect(failure).rejects.toThrow(/^Redis was not told of 1 invalidations: /);
    await until(() => expect(a.lines.map(({ level }) => level)).toEqual(['warn', 'warn']));
    expect(JSON.stringify(a.lines)).not.toContain('secret');
    expect(a.channel.isTrusted).toBe(false);
    expect(a.told).toEqual([]);
  });

  test('what cannot be read is a gap', async () => {
    const [a, b] = [open('a'), open('b')];
    await settle(a, b);
    await redis.command(`XADD ${stream} * message {"from":"z","kind":"of-a-later-version"}`);
    await redis.command(`XADD ${stream} * other field`);
    await a.publish('1');
    await until(() => expect(b.told).toEqual(['gap unreadable', 'gap unreadable', 'tag 1']));
  });

  test('a text that names its marks comes with the last one that was left, however many it names', async () => {
    const a = open('a', { listMarks: (each) => (each.kind === 'cache_tag' ? [`mark "${each.cacheTag}" é`] : []) });
    await settle(a);
    const name = async (...tags: readonly string[]): Promise<void> => {
      const marks = tags.map((tag) => `mark "${tag}" é`);
      await redis.command('SET shop:text', `D1:${JSON.stringify({ marks })}\nthe rest {"marks": []}\n`);
    };
    const read = async () => (await a.channel.readMarked('shop:text'))?.lastMark;
    const others = Array.from({ length: 2500 }, (_, index) => `other ${index}`);
    await until(() => expect(a.channel.hasMarks).toBe(true));
    expect(await a.channel.readMarked('shop:nothing')).toBeUndefined();
    await name('1', ...others, '2');
    expect(await read()).toBeUndefined();
    await a.publish('2');
    const second = await redis.command(`HGET ${stream}:marks`, 'mark "2" é');
    expect(await read()).toBe(second);
    await a.publish('1');
    await a.publish('3');
    const first = await redis.command(`HGET ${stream}:marks`, 'mark "1" é');
    expect(first).not.toBe(second);
    expect(await read()).toBe(first);
    await name('2', '4');
    expect(await read()).toBe(second);
    expect((await a.channel.readMarked('shop:text'))?.text).toContain('\nthe rest {"marks": []}\n');
  });

  test('a text whose marks cannot be read, or are lost, is not there', async () => {
    const a = open('a');
    await settle(a);
    await until(() => expect(a.channel.hasMarks).toBe(true));
    for (const text of ['', 'p1:text', 'P1:{"marks":', 'P1:{"marks":7}\n', 'P1:[]\n', 'P1:{}\n']) {
      await redis.command('SET shop:text', text);
      expect(await a.channel.readMarked('shop:text'), text).toBeUndefined();
    }
    await redis.command('SET shop:text', 'P1:{"marks":[]}\n');
    expect(await a.channel.readMarked('shop:text')).toMatchObject({ text: 'P1:{"marks":[]}\n', lastMark: undefined });
    await redis.command(`DEL ${stream}:marks`);
    expect(await a.channel.readMarked('shop:text')).toBeUndefined();
  });

  test('a server that became a copy of another is left for the one that took over', async () => {
    const next = await startRedisServer();
    opened.push(next);
    const proxy = await openProxy();
    const [a, b] = [open('a', { url: proxy.url }), open('b', { url: proxy.url })];
    await settle(a, b);
    proxy.targetPort = next.port;
    await redis.command(`REPLICAOF 127.0.0.1 ${next.port}`);
    expect(await a.publish('1')).toBe(false);
    // It makes up for what was not told as well, unless that is told after it.
    await until(() => expect(b.told).toContain('gap restarted'));
    await until(async () => expect(await a.publish('2')).toBe(true));
    await until(() => expect(b.told.at(-1)).toBe('tag 2'));
  });

  test('a user who may not ask who the server is takes every new connection for a gap', async () => {
    await redis.command(`ACL SETUSER app on >word ~* +@all -info`);
    const proxy = await openProxy();
    const b = open('b', { url: `redis://app:word@127.0.0.1:${proxy.port}` });
    await settle(b);
    proxy.drop();
    await until(() => expect(b.told).toEqual(['gap restarted']));
  });

  test('closing takes no longer than a connection may be silent', async () => {
    const replicas = [open('a'), open('b')];
    await settle(...replicas);
    redis.freeze();
    replicas.push(open('c'));
    await wait(50);
    const start = performance.now();
    await Promise.all(opened.splice(0).map((one) => one.close()));
    expect(performance.now() - start).toBeLessThan(1500);
    redis.thaw();
    await until(async () => expect(String(await redis.command('INFO clients'))).toContain('connected_clients:1\r'));
  });

  type Outage = 'crash' | 'flush' | 'trim' | 'freeze' | 'cut a' | 'cut b' | 'drop b' | 'delete an old stream';
  const outages: Outage[] = ['crash', 'flush', 'trim', 'freeze', 'cut a', 'cut b', 'drop b', 'delete an old stream'];

  test(
    'after any outages every replica was told of each invalidation, or of a gap after it',
    { timeout: 280_000 },
    async () => {
      const step = fc.record({
        outage: fc.constantFrom(...outages),
        lengthMs: fc.constantFrom(0, 30, 200, 700),
        publishes: fc.integer({ min: 1, max: 4 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
          const [proxyA, proxyB] = [await openProxy(), await openProxy()];
          const a = startReplica('a', proxyA.url, { maximumLength: 20 });
          const b = startReplica('b', proxyB.url, { maximumLength: 20 });
          const replicas = [a, b];
          await settle(a, b);
          /** Each published tag, with how much every replica had been told when its publishing began. */
          const published: { tag: string; by: RunningReplica; toldBefore: number[] }[] = [];
          const publish = async (by: RunningReplica): Promise<void> => {
            const tag = String(published.length);
            published.push({ tag, by, toldBefore: replicas.map(({ told }) => told.length) });
            await by.publish(tag);
          };
          const publishSome = async (count: number): Promise<void> => {
            for (let index = 0; index < count; index += 1) await Promise.all(replicas.map(publish));
          };

          for (const { outage, lengthMs, publishes } of steps) {
            const during = Promise.all([publishSome(publishes), wait(lengthMs)]);
            if (outage === 'crash') await redis.kill();
            else if (outage === 'flush') await redis.command('FLUSHALL');
            else if (outage === 'trim') await redis.command(`XTRIM ${stream} MAXLEN = 1`);
            else if (outage === 'freeze') redis.freeze();
            else if (outage === 'cut a') proxyA.cut();
            else if (outage === 'cut b') proxyB.cut();
            else if (outage === 'drop b') proxyB.drop();
            else await redis.command(`DEL ${stream}`);
            await during;
            await publishSome(1);
            if (outage === 'crash') await redis.start();
            if (outage === 'freeze') redis.thaw();
            proxyA.mend();
            proxyB.mend();
          }

          // In good order again, and everything on its way has arrived.
          await until(async () => {
            await Promise.all([a.publish('end'), b.publish('end')]);
            expect(replicas.map(({ told }) => told.includes('tag end'))).toEqual([true, true]);
          });
          await wait(600);
          await expectTrust(a, b);

          for (const { tag, by, toldBefore } of published) {
            for (const [index, replica] of replicas.entries()) {
              if (replica === by) continue;
              const later = replica.told.slice(toldBefore[index]);
              const isTold = later.includes(`tag ${tag}`) || later.some((line) => line.startsWith('gap'));
              expect(isTold, `${tag}: ${replica.told.join(', ')}`).toBe(true);
            }
          }
          await Promise.all([a.close(), b.close()]);
        }),
        { numRuns: 15, endOnFailure: true },
      );
    },
  );
});
