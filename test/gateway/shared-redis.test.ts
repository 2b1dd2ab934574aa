// Whole gateways that share a Redis, as their operators see them: over HTTP, configured as `gateway.yaml` is.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEvent, createSecret, send, sign, writeStructured } from '../events/event-sender.ts';
import {
  isRedisMissing,
  type RedisServer,
  type RedisServerOptions,
  startRedisServer,
} from '../field-cache/redis-server.ts';
import { ask } from './graphql-client.ts';
import { createRecordedLog } from './recorded-log.ts';
import { composeSupergraph, createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

const typeDefs = `
  extend schema
    @link(url: "https://commerce-graph.example/governance/v1.0", import: ["@system", "@owner", "@cacheControl", "@refreshedBy"])
    @composeDirective(name: "@system") @composeDirective(name: "@owner")
    @composeDirective(name: "@cacheControl") @composeDirective(name: "@refreshedBy")
    @system(subgraph: "items", name: "ERP")
  directive @system(subgraph: String!, name: String!) repeatable on SCHEMA
  directive @owner(system: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @cacheControl(maxAge: Int) on FIELD_DEFINITION | OBJECT
  directive @refreshedBy(events: [String!]!) on OBJECT | FIELD_DEFINITION
  type Query { item(sku: ID!): Item @owner(system: "ERP") @cacheControl(maxAge: 3600) }
  type Item @key(fields: "sku") @owner(system: "ERP") {
    sku: ID!
    text: String @cacheControl(maxAge: 3600) @refreshedBy(events: ["item.changed"])
    margin: String @cacheControl(maxAge: 3600) @requiresScopes(scopes: [["margins"]])
  }
`;
const catalogue = `
asyncapi: 3.0.0
components: { messages: { ItemChanged: { name: item.changed, x-subject: 'item/{Item.sku}' } } }
`;

describe.skipIf(isRedisMissing)('over a real Redis', () => {
  const secret = createSecret();
  let trusted: TokenIssuer;
  /** By item; the rest is at 0. */
  let versions: Map<string, number>;
  /** Behind the version, to fill memory. */
  let filling: string;
  let redis: RedisServer;
  let subgraph: RunningSubgraph;
  const opened: { close(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    trusted = await createTokenIssuer();
  });
  beforeEach(async () => {
    versions = new Map();
    filling = '';
    const item = ({ sku }: { sku: string }) => ({
      sku,
      text: `${sku} v${versions.get(sku) ?? 0} ${filling}`,
      margin: `margin of ${sku}`,
    });
    subgraph = await startSubgraph({
      name: 'items',
      typeDefs,
      resolvers: {
        Query: { item: (_: unknown, wanted: { sku: string }) => item(wanted) },
        Item: { __resolveReference: item },
      },
    });
    opened.push(subgraph);
  });
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close();
  });

  async function openRedis(options: RedisServerOptions = {}): Promise<void> {
    redis = await startRedisServer(options);
    opened.push(redis);
  }

  interface Replica extends RunningGateway {
    readonly lines: readonly Record<string, unknown>[];
    read(sku: string): Promise<string>;
    /** The status of the answer. */
    announce(sku: string): Promise<number>;
  }

  async function open(
    redisConfig: Record<string, unknown> = { url: redis.url },
    config: Record<string, unknown> = {},
    /** Makes another one of its schema and of its event catalogue. */
    change = (text: string): string => text,
  ): Promise<Replica> {
    const directory = createTemporaryFolder();
    writeFileSync(path.join(directory, 'events.asyncapi.yml'), change(catalogue));
    writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
    const { log, lines } = createRecordedLog();
    const gateway = await startGateway(
      [subgraph],
      {
        governance: { events: 'events.asyncapi.yml' },
        events: { webhooks: [{ name: 'erp', secret }] },
        response_cache: { redis: { fetch_timeout: '500ms', ...redisConfig }, ...config },
        authentication: { router: { jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer] }] } } },
        demand_control: { enabled: true, strategy: { static_estimated: { list_size: 10, max: 100 } } },
      },
      { directory, log, sdl: composeSupergraph([{ ...subgraph, sdl: change(subgraph.sdl) }]) },
    );
    opened.push(gateway);
    return {
      ...gateway,
      lines,
      async read(sku) {
        const { data, errors } = await ask(gateway, `{ item(sku: "${sku}") { text } }`);
        expect(errors).toBeUndefined();
        const { item } = data as { item: { text: string } };
        return item.text.slice(0, `${sku} v0`.length);
      },
      async announce(sku) {
        const event = createEvent({ type: 'item.changed', subject: `item/${sku}` });
        return (await send(`${gateway.url}/events`, sign(writeStructured(event), { secret }))).status;
      },
    };
  }

  const hasLine = (text: string, { lines }: Replica) =>
    vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toContain(text), { timeout: 8000 });
  const isConnected = async (...replicas: Replica[]): Promise<void> => {
    for (const each of replicas) {
      await hasLine('Invalidations of the other replicas get here', each);
      await hasLine('The shared cache is available', each);
    }
    // Until each has seen that there are marks that it can read.
    await wait(400);
  };
  const untilShared = () =>
    vi.waitFor(async () => expect(await redis.command('KEYS commerce-graph:cell:*')).toHaveLength(2));

  const untilResponsesAreShared = (count: number) =>
    vi.waitFor(async () => expect(await redis.command('KEYS commerce-graph:response:*')).toHaveLength(count));
  /** What then comes without a subgraph has come from a whole response. */
  async function takeCellsAway(): Promise<void> {
    for (const key of (await redis.command('KEYS commerce-graph:cell:*')) as string[]) await redis.command('DEL', key);
  }

  test.each([
    ['{ item(sku: "1") { sku text } }', /^public, max-age=\d+$/, ''],
    ['{ item(sku: "1") { sku text margin } }', /^private, max-age=\d+$/, 'margins'],
  ])('the whole response of another to %s says the same of itself as at home', async (query, control, scope) => {
    await openRedis();
    const [a, b] = [await open(), await open()];
    await isConnected(a, b);
    const bearer = { authorization: `Bearer ${await trusted.sign({ scope })}` };
    const readHeaders = async (replica: Replica): Promise<readonly unknown[]> => {
      const { headers, text } = await ask(replica, query, { headers: bearer });
      const names = [
        'content-type',
        'cache-control',
        'age',
        'vary',
        'cache-status',
        'x-cost-estimated',
        'x-cost-actual',
      ];
      return [text, ...names.map((name) => headers.get(name))];
    };
    for (let turn = 0; turn < 3; turn += 1) await readHeaders(a);
    await untilResponsesAreShared(1);
    await takeCellsAway();
    // Loaded, and then from its own memory.
    for (let turn = 0; turn < 2; turn += 1) {
      // Both within one second of its age.
      const [atHome, elsewhere] = await vi.waitFor(async () => {
        const both = [await readHeaders(a), await readHeaders(b)];
        expect(both[0]?.[3]).toBe(both[1]?.[3]);
        return both;
      });
      expect(elsewhere).toEqual(atHome);
      expect(elsewhere?.[2]).toMatch(control);
      expect(elsewhere?.[5]).toMatch(/^commerce-graph; hit; ttl=\d+/);
      expect(elsewhere?.slice(6)).toEqual(['1', '0']);
    }
    expect(subgraph.requests).toHaveLength(1);
  });

  test('who may not have all of a whole response of another does not get it', async () => {
    await openRedis();
    const [a, b] = [await open(), await open()];
    await isConnected(a, b);
    const query = '{ item(sku: "1") { text margin } }';
    const tokens = { margins: await trusted.sign({ scope: 'margins' }), other: await trusted.sign({ scope: 'other' }) };
    const askWith = (replica: Replica, token?: string) =>
      ask(replica, query, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    for (let turn = 0; turn < 3; turn += 1) await askWith(a, tokens.margins);
    await untilResponsesAreShared(1);
    await takeCellsAway();
    subgraph.requests.length = 0;
    for (let turn = 0; turn < 3; turn += 1) {
      for (const token of [tokens.other, undefined]) {
        const { text, errors, headers } = await askWith(b, token);
        expect(text).not.toContain('margin of');
        expect(errors).toHaveLength(1);
        expect(headers.get('cache-control')).toBe('no-store');
      }
    }
    expect(subgraph.requests).toHaveLength(1);
    expect((await askWith(b, tokens.margins)).data).toEqual({
      item: { text: expect.stringContaining('1 v0') as string, margin: 'margin of 1' },
    });
    await untilResponsesAreShared(1);
  });

  test('what one was asked for, the other serves, until an event comes to either', async () => {
    await openRedis();
    const [a, b] = [await open(), await open()];
    await isConnected(a, b);
    expect(await a.read('1')).toBe('1 v0');
    await untilShared();
    expect(await b.read('1')).toBe('1 v0');
    expect(subgraph.requests).toHaveLength(1);

    versions.set('1', 1);
    expect(await a.announce('1')).toBe(202);
    expect(await a.read('1')).toBe('1 v1');
    await expect.poll(() => b.read('1')).toBe('1 v1');
    versions.set('1', 2);
    expect(await b.announce('1')).toBe(202);
    expect(await b.read('1')).toBe('1 v2');
    await expect.poll(() => a.read('1')).toBe('1 v2');
  });

  test('an event that one does not know yet, since a new schema is being rolled out, gets to those that know it', async () => {
    await openRedis();
    const former = await open(undefined, {}, (text) =>
      text.replace(' @refreshedBy(events: ["item.changed"])', '').replace('item.changed', 'other.changed'),
    );
    const later = await open();
    await isConnected(former, later);
    expect(await later.read('1')).toBe('1 v0');
    versions.set('1', 1);
    expect(await former.announce('1')).toBe(202);
    await expect.poll(() => later.read('1')).toBe('1 v1');
  });

  test('while Redis is away and when it is back, answers are right', async () => {
    await openRedis();
    const [a, b] = [await open(), await open()];
    await isConnected(a, b);
    await a.read('1');
    await untilShared();
    await redis.kill();
    versions.set('1', 1);
    // Its sender has to try again, and this replica has dropped what it is about.
    expect(await a.announce('1')).toBe(503);
    expect(await a.read('1')).toBe('1 v1');
    await expect.poll(() => b.read('1'), { timeout: 3000 }).toBe('1 v1');
    await redis.start();
    await expect.poll(() => a.announce('1'), { timeout: 5000 }).toBe(202);
    for (const replica of [a, b]) expect(await replica.read('1')).toBe('1 v1');
    // And they share again.
    await expect
      .poll(
        async () => {
          const sku = String(subgraph.requests.length);
          await a.read(sku);
          await wait(100);
          const asked = subgraph.requests.length;
          await b.read(sku);
          return subgraph.requests.length - asked;
        },
        { timeout: 5000 },
      )
      .toBe(0);
  });

  test.each(['allkeys-lru', 'allkeys-random', 'volatile-ttl'])(
    'a Redis that is full and evicts by %s brings nothing back that is wrong',
    async (policy) => {
      await openRedis({
        flags: ['--maxmemory', '2mb', '--maxmemory-policy', policy, '--notify-keyspace-events', 'Ee'],
      });
      const evicted = await watchEvictions();
      // Redis has room for a dozen such values, and a gateway for fewer.
      filling = randomBytes(30_000).toString('base64');
      const little = { in_memory: { limit: '256KiB' } };
      const replicas = [await open(undefined, little), await open(undefined, little)];
      await isConnected(...replicas);
      const skus = Array.from({ length: 20 }, (_, index) => String(10 + index));
      const truth = (sku: string) => `${sku} v${versions.get(sku) ?? 0}`;
      const marks = 'commerce-graph:invalidations:marks';
      let others = 100;
      for (let round = 1; round <= 3; round += 1) {
        evicted.clear();
        for (const sku of skus) for (const replica of replicas) expect(await replica.read(sku)).toBe(truth(sku));
        for (const [index, sku] of skus.entries()) {
          versions.set(sku, round);
          expect(await replicas[index % 2]?.announce(sku)).toBe(202);
        }
        // What was kept before that is still in Redis, in part. The marks that say so may go first.
        const isEnough = () => evicted.size > 5 && (policy !== 'allkeys-random' || evicted.has(marks));
        for (const end = others + 100; others < end && !isEnough(); others += 1) await replicas[0]?.read(`${others}`);
        expect(isEnough()).toBe(true);
        // Until the last of what was announced has got to the other.
        await wait(100);
        // One that spares keys without a time to live evicts no marks.
        if (policy === 'volatile-ttl') expect([...evicted].filter((key) => !key.includes(':cell:'))).toEqual([]);
        for (const sku of skus) for (const replica of replicas) expect(await replica.read(sku)).toBe(truth(sku));
      }
      const [, hits] = /keyspace_hits:(\d+)/.exec(String(await redis.command('INFO stats'))) ?? [];
      expect(Number(hits)).toBeGreaterThan(10);
    },
  );

  /** The keys that were evicted. */
  async function watchEvictions(): Promise<Set<string>> {
    const evicted = new Set<string>();
    const client = createClient({ url: redis.url });
    client.on('error', () => {});
    await client.connect();
    opened.push({ close: () => Promise.resolve(client.destroy()) });
    await client.subscribe('__keyevent@0__:evicted', (key) => void evicted.add(key));
    return evicted;
  }

  test('a user of its own needs what the documentation gives it', async () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/caching.md'), 'utf8');
    const [, rule = ''] = /^ *(ACL SETUSER .*)$/m.exec(page) ?? [];
    await openRedis();
    await redis.command(rule);
    const user = { url: redis.url, username: 'gateway', password: 'its-password' };
    const [a, b] = [await open(user), await open(user)];
    await isConnected(a, b);
    await a.read('1');
    await untilShared();
    expect(await b.read('1')).toBe('1 v0');
    expect(subgraph.requests).toHaveLength(1);
    versions.set('1', 1);
    expect(await a.announce('1')).toBe(202);
    await expect.poll(() => b.read('1')).toBe('1 v1');
    expect(await redis.command('ACL LOG')).toEqual([]);
  });

  test('with a wrong password, the log says so without it, and requests are answered', async () => {
    await openRedis({ password: 'right-password' });
    const replica = await open({ url: redis.url, password: 'wrong-password' });
    expect(await replica.read('1')).toBe('1 v0');
    const reason = expect.stringContaining('WRONGPASS');
    const unavailable = 'The shared cache is unavailable: the gateway does without until it is back';
    await vi.waitFor(() => {
      expect(replica.lines).toContainEqual(expect.objectContaining({ level: 'warn', msg: unavailable, reason }));
      const untold = 'Invalidations of the other replicas do not get here';
      expect(replica.lines).toContainEqual(expect.objectContaining({ level: 'warn', msg: untold, reason }));
    }, 5000);
    // An event is not lost, and takes effect here at once.
    versions.set('1', 1);
    expect(await replica.announce('1')).toBe(503);
    expect(await replica.read('1')).toBe('1 v1');
    expect(JSON.stringify(replica.lines)).not.toMatch(/(right|wrong)-password/);
  });
});
