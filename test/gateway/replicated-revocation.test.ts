// Tokens that are taken back on one replica of the gateway are refused on all, whatever becomes of the Redis between them.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRedisMissing, type RedisServer, startRedisServer } from '../field-cache/redis-server.ts';
import { startTcpProxy, type TcpProxy } from '../field-cache/tcp-proxy.ts';
import { createSecret } from '../events/event-sender.ts';
import { findFreePort } from '../graph/free-port.ts';
import { issuePartner, requestPartnerToken, startTestIssuer } from '../issuer/running-issuer.ts';
import { revoke, webhooks } from './revoking-sender.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

let trusted: TokenIssuer;
let redis: RedisServer;
let proxy: TcpProxy;
const running: TrustingGateway[] = [];

async function startReplica(revocation: Record<string, unknown> = {}, port = redis.port): Promise<TrustingGateway> {
  const replica = await startTrustingGateway({
    keys: [trusted.publicKey],
    jwt: { revocation: { redis: { url: `redis://127.0.0.1:${port}` }, ...revocation } },
    config: { events: { webhooks } },
  });
  running.push(replica);
  return replica;
}

const statusOf = async (replica: TrustingGateway, claims: object) =>
  (await replica.ask(await trusted.sign({ ...claims }))).status;

describe.skipIf(isRedisMissing)('replicas with one Redis', () => {
  beforeAll(async () => {
    trusted = await createTokenIssuer();
  });
  beforeEach(async () => {
    redis = await startRedisServer();
    proxy = await startTcpProxy(redis.port);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((replica) => replica.close()));
    await proxy.close();
    await redis.close();
  });

  test('refuse within a second what any of them was told, also from a cache of verified tokens', async () => {
    const [one, two] = await Promise.all([startReplica(), startReplica()]);
    const token = await trusted.sign({ jti: 'everywhere' });
    expect([(await one.ask(token)).status, (await two.ask(token)).status]).toEqual([200, 200]);
    expect((await revoke(one, { jti: 'everywhere' })).status).toBe(202);
    expect((await one.ask(token)).status).toBe(401);
    await expect.poll(async () => (await two.ask(token)).status, { timeout: 1000, interval: 20 }).toBe(401);
  });

  test.each([
    ['of its own', true],
    ['that was configured for kept values alone', false],
  ])('refuse what the issuer tells one of them, over a Redis %s', async (_name, isOwn) => {
    const secret = createSecret();
    const port = await findFreePort();
    const issuer = await startTestIssuer({ events: { urls: [`http://127.0.0.1:${port}/events`], secret } });
    try {
      const shared = { redis: { url: `redis://127.0.0.1:${redis.port}` } };
      const startTold = async (listen: string) => {
        const replica = await startTrustingGateway({
          jwks: { url: `${issuer.issuer}/jwks`, issuers: [issuer.issuer] },
          ...(isOwn && { jwt: { revocation: shared } }),
          config: {
            supergraph: { listen },
            events: { webhooks: [{ name: 'issuer', secret, revokes_tokens: true }] },
            ...(!isOwn && { response_cache: shared }),
          },
        });
        running.push(replica);
        return replica;
      };
      const [told, other] = await Promise.all([startTold(`127.0.0.1:${port}`), startTold('127.0.0.1:0')]);
      const [revoked, kept] = [await issuePartner(issuer.admin), await issuePartner(issuer.admin)];
      const tokenOf = async (partner: typeof kept) =>
        (await requestPartnerToken(issuer.issuer, partner)).body.access_token;
      const [token, unharmed] = [await tokenOf(revoked), await tokenOf(kept)];
      const ask = (each: string | undefined) =>
        Promise.all([told, other].map(async (replica) => (await replica.ask(each)).status));
      expect(await ask(token)).toEqual([200, 200]);
      await issuer.admin.call('DELETE', `/partners/${revoked.client_id}`);
      await expect.poll(() => ask(token), { timeout: 10_000 }).toEqual([401, 401]);
      expect(await ask(unharmed)).toEqual([200, 200]);
    } finally {
      await issuer.close();
    }
  });

  test('know from their start what was revoked before', async () => {
    const one = await startReplica();
    for (let index = 0; index < 30; index += 1) await revoke(one, { jti: `early-${index}` });
    const late = await startReplica();
    for (const jti of ['early-0', 'early-29']) expect(await statusOf(late, { jti })).toBe(401);
    expect(await statusOf(late, { jti: 'early-30' })).toBe(200);
  });

  test('accept no token while they cannot know, and learn what they have missed', async () => {
    const [one, cutOff] = await Promise.all([startReplica(), startReplica({}, proxy.port)]);
    expect(await statusOf(cutOff, {})).toBe(200);
    proxy.cut();
    await expect.poll(() => statusOf(cutOff, {}), { timeout: 5000 }).toBe(503);
    const { status, errors } = await cutOff.ask(await trusted.sign());
    expect([status, errors?.[0]?.message]).toEqual([503, 'The token cannot be checked now: it may have been revoked.']);
    expect((await cutOff.ask(undefined)).status).toBe(200);
    expect(cutOff.lines.map(({ msg }) => msg)).toContain('Revocations of tokens do not get here');
    const token = await trusted.sign({ sub: 'while-away' });
    expect((await revoke(one, { sub: 'while-away' })).status).toBe(202);
    proxy.mend();
    await expect.poll(() => statusOf(cutOff, {}), { timeout: 10_000 }).toBe(200);
    expect((await cutOff.ask(token)).status).toBe(401);
  });

  test('refuse nobody for being cut off where availability was chosen', async () => {
    const [one, cutOff] = await Promise.all([startReplica(), startReplica({ when_unreachable: 'accept' }, proxy.port)]);
    expect((await revoke(one, { jti: 'before' })).status).toBe(202);
    await expect.poll(() => statusOf(cutOff, { jti: 'before' })).toBe(401);
    proxy.cut();
    await expect
      .poll(() => cutOff.lines.map(({ msg }) => msg), { timeout: 5000 })
      .toContain('Revocations of tokens do not get here');
    expect((await revoke(one, { jti: 'meanwhile' })).status).toBe(202);
    expect(await statusOf(cutOff, { jti: 'before' })).toBe(401);
    expect(await statusOf(cutOff, { jti: 'meanwhile' })).toBe(200);
    proxy.mend();
    await expect.poll(() => statusOf(cutOff, { jti: 'meanwhile' }), { timeout: 10_000 }).toBe(401);
  });

  test('say that they could not tell the others, refuse all the same, and tell when they can', async () => {
    const [one, cutOff] = await Promise.all([startReplica(), startReplica({}, proxy.port)]);
    proxy.cut();
    await wait(50);
    const { status, body } = await revoke(cutOff, { jti: 'untold' });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([503, 'REVOCATION_FAILED']);
    expect(await statusOf(cutOff, { jti: 'untold' })).toBe(401);
    expect(await statusOf(one, { jti: 'untold' })).toBe(200);
    proxy.mend();
    await expect.poll(() => statusOf(one, { jti: 'untold' }), { timeout: 10_000 }).toBe(401);
  });

  test.each<[string, () => Promise<void>]>([
    [
      'has crashed and lost everything',
      async () => {
        await redis.kill();
        await redis.start();
      },
    ],
    ['was flushed', async () => void (await redis.command('FLUSHALL'))],
    ['has evicted it', async () => void (await redis.command('DEL commerce-graph:revoked-tokens'))],
  ])('give back to a Redis what it lost when it %s', async (_name, lose) => {
    const one = await startReplica();
    expect((await revoke(one, { jti: 'remembered' })).status).toBe(202);
    await lose();
    await expect.poll(() => redis.command('XLEN commerce-graph:revoked-tokens'), { timeout: 10_000 }).toBe(1);
    const late = await startReplica();
    await expect.poll(() => statusOf(late, {}), { timeout: 5000 }).toBe(200);
    expect(await statusOf(late, { jti: 'remembered' })).toBe(401);
  });

  test('accept no token when they start while Redis is not reachable', async () => {
    proxy.cut();
    const late = await startReplica({}, proxy.port);
    expect(await statusOf(late, {})).toBe(503);
    proxy.mend();
    await expect.poll(() => statusOf(late, {}), { timeout: 10_000 }).toBe(200);
  }, 20_000);

  test('notice a Redis that is silent', async () => {
    const one = await startReplica();
    expect(await statusOf(one, {})).toBe(200);
    redis.freeze();
    await expect.poll(() => statusOf(one, {}), { timeout: 5000 }).toBe(503);
    redis.thaw();
    await expect.poll(() => statusOf(one, {}), { timeout: 10_000 }).toBe(200);
  }, 20_000);
});
