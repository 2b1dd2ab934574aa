// What a partner can get, and what it cannot: by the standard endpoints, with the clock of the issuer in the test's hands.
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecret } from '../events/event-sender.ts';
import { type RevocationReceiver, startRevocationReceiver } from './revocation-receiver.ts';
import {
  issuePartner,
  requestPartnerToken,
  requestToken,
  startTestIssuer,
  type TestableIssuer,
} from './running-issuer.ts';

let issuer: TestableIssuer;
let receiver: RevocationReceiver;
let offsetMs = 0;
const now = () => Date.now() + offsetMs;

beforeAll(async () => {
  const secret = createSecret();
  receiver = await startRevocationReceiver(secret);
  issuer = await startTestIssuer({ events: { urls: [receiver.url], secret } }, now);
});
afterAll(async () => {
  await issuer.close();
  await receiver.close();
});

describe("a partner's token", () => {
  test('is an access token of RFC 9068 for the graph, with its accounts and limits', async () => {
    const restrictions = {
      origins: ['https://portal.acme.example'],
      operations: 'acme-portal',
      rate: { capacity: 100, interval_seconds: 1 },
      cost: { capacity: 50_000, interval_seconds: 60 },
    };
    const partner = await issuePartner(issuer.admin, { restrictions });
    const { status, body } = await requestPartnerToken(issuer.issuer, partner);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'orders:read prices:read' });
    const keys = createRemoteJWKSet(new URL(`${issuer.issuer}/jwks`));
    const { payload, protectedHeader } = await jwtVerify(body.access_token ?? '', keys, {
      issuer: issuer.issuer,
      audience: 'commerce-graph',
      typ: 'at+jwt',
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toEqual({
      iss: issuer.issuer,
      sub: partner.client_id,
      client_id: partner.client_id,
      aud: 'commerce-graph',
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 600,
      jti: expect.any(String),
      scope: 'orders:read prices:read',
      account: 'acme',
      accounts: ['acme', 'acme-dayton'],
      restrictions,
    });
  });

  test('may be asked for with the secret in the form, too', async () => {
    const partner = await issuePartner(issuer.admin);
    const form = { grant_type: 'client_credentials', ...partner };
    expect((await requestToken(issuer.issuer, form)).status).toBe(200);
  });

  test('has fewer scopes when fewer are asked for, and never more', async () => {
    const partner = await issuePartner(issuer.admin);
    const narrowed = await requestPartnerToken(issuer.issuer, partner, { scope: 'orders:read' });
    expect(decodeJwt(narrowed.body.access_token ?? '')['scope']).toBe('orders:read');
    for (const scope of [
      'orders:write',
      'orders:read orders:write',
      'accounts:act-on-behalf',
      'openid',
      'offline_access',
    ]) {
      const refused = await requestPartnerToken(issuer.issuer, partner, { scope });
      expect([scope, refused.status, refused.body.error, refused.body.access_token]).toEqual([
        scope,
        400,
        'invalid_scope',
        undefined,
      ]);
    }
  });

  test('is for the graph alone', async () => {
    const partner = await issuePartner(issuer.admin);
    const { body } = await requestPartnerToken(issuer.issuer, partner, { resource: 'https://other.example' });
    expect(body).toMatchObject({ error: 'invalid_target' });
  });

  test('is not given for a wrong secret, a wrong client or a flow of people', async () => {
    const partner = await issuePartner(issuer.admin);
    const other = await issuePartner(issuer.admin);
    const wrong = [
      { ...partner, client_secret: other.client_secret },
      { ...partner, client_secret: 'kept as a hash' },
      { ...partner, client_secret: `${partner.client_secret}x` },
      { ...partner, client_id: 'nobody' },
    ];
    const faces = await Promise.all(wrong.map((each) => requestPartnerToken(issuer.issuer, each)));
    // An unknown client cannot be told from a wrong secret.
    expect(faces).toEqual(
      wrong.map(() => ({
        status: 401,
        body: { error: 'invalid_client', error_description: 'client authentication failed' },
      })),
    );
    const flow = await requestToken(
      issuer.issuer,
      {
        grant_type: 'authorization_code',
        code: 'x',
        code_verifier: 'x'.repeat(43),
        redirect_uri: 'https://portal.example/',
      },
      partner,
    );
    expect(flow.body.error_description).toBe('requested grant type is not allowed for this client');
    const bare = await requestToken(issuer.issuer, { grant_type: 'client_credentials', client_id: partner.client_id });
    expect(bare.status).toBe(401);
  });
});

describe('a partner that expires', () => {
  test('has no token that outlives it, and none after it', async () => {
    const expiresAt = new Date(now() + 300_000).toISOString();
    const partner = await issuePartner(issuer.admin, { expires_at: expiresAt });
    const { body } = await requestPartnerToken(issuer.issuer, partner);
    const { exp = Infinity } = decodeJwt(body.access_token ?? '');
    expect(exp * 1000).toBeLessThanOrEqual(Date.parse(expiresAt));
    expect(exp * 1000).toBeGreaterThan(now() + 200_000);
    offsetMs += 300_000;
    expect((await requestPartnerToken(issuer.issuer, partner)).status).toBe(401);
    const { partners } = await issuer.admin.call<{ partners: { client_id: string; state: string }[] }>(
      'GET',
      '/partners',
    );
    expect(partners.find((each) => each.client_id === partner.client_id)?.state).toBe('expired');
  });

  test('cannot be issued', async () => {
    await expect(issuePartner(issuer.admin, { expires_at: '2020-01-01T00:00:00Z' })).rejects.toThrow('is in the past');
  });
});

describe('a rotation', () => {
  const rotate = (clientId: string, body: object) =>
    issuer.admin.call<{ client_secret: string }>('POST', `/partners/${clientId}/secrets`, body);
  const works = async (clientId: string, secret: string) =>
    (await requestPartnerToken(issuer.issuer, { client_id: clientId, client_secret: secret })).status === 200;

  test('ends the old secret at once', async () => {
    const { client_id: id, client_secret: old } = await issuePartner(issuer.admin);
    const { client_secret: renewed } = await rotate(id, {});
    expect([await works(id, old), await works(id, renewed)]).toEqual([false, true]);
  });

  test('keeps the old one for an overlap, which another rotation does not extend', async () => {
    const { client_id: id, client_secret: first } = await issuePartner(issuer.admin);
    const { client_secret: second } = await rotate(id, { overlap_seconds: 3600 });
    const { client_secret: third } = await rotate(id, { overlap_seconds: 7200 });
    expect(await Promise.all([first, second, third].map((secret) => works(id, secret)))).toEqual([true, true, true]);
    offsetMs += 3_600_000;
    expect(await Promise.all([first, second, third].map((secret) => works(id, secret)))).toEqual([false, true, true]);
    offsetMs += 3_600_000;
    expect(await Promise.all([first, second, third].map((secret) => works(id, secret)))).toEqual([false, false, true]);
  });

  test('says nothing to the gateways unless it is to end the tokens', async () => {
    const { client_id: id } = await issuePartner(issuer.admin);
    await rotate(id, {});
    await rotate(id, { end_tokens: true });
    const [event] = await receiver.waitFor(`client_id/${id}`);
    expect(event?.data).toMatchObject({ iss: issuer.issuer, client_id: id });
    expect(receiver.events.filter(({ subject }) => subject === `client_id/${id}`)).toHaveLength(1);
  });
});

describe('a revocation', () => {
  test('ends the secret for good, and tells the gateways which tokens to refuse, until when', async () => {
    const partner = await issuePartner(issuer.admin);
    const { body } = await requestPartnerToken(issuer.issuer, partner);
    await issuer.admin.call('DELETE', `/partners/${partner.client_id}`);
    expect((await requestPartnerToken(issuer.issuer, partner)).status).toBe(401);
    const [event] = await receiver.waitFor(`client_id/${partner.client_id}`);
    expect(event).toMatchObject({ specversion: '1.0', type: 'identity.token.revoked', source: issuer.issuer });
    const { iat = 0, exp = Infinity } = decodeJwt(body.access_token ?? '');
    expect(event?.data).toEqual({ iss: issuer.issuer, client_id: partner.client_id, exp: expect.any(Number) });
    expect(Number(event?.data['exp'])).toBeGreaterThanOrEqual(exp);
    expect(Date.parse(event?.time ?? '') / 1000).toBeGreaterThanOrEqual(iat);
    await expect(issuer.admin.call('POST', `/partners/${partner.client_id}/secrets`, {})).rejects.toThrow('is revoked');
  });

  test('arrives when a receiver that was away is back, also after a restart', async () => {
    const partner = await issuePartner(issuer.admin);
    receiver.status = 503;
    await issuer.admin.call('DELETE', `/partners/${partner.client_id}`);
    await receiver.waitFor(`client_id/${partner.client_id}`, 503);
    await issuer.restart();
    receiver.status = 202;
    // What was taken by the one that went away is free again after its lease.
    offsetMs += 60_000;
    const attempts = await receiver.waitFor(`client_id/${partner.client_id}`, 202);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(1);
  }, 30_000);

  test('of one token, or of a person, is told in the same way', async () => {
    await issuer.admin.call('POST', '/revocations', { jti: 'one-token' });
    await issuer.admin.call('POST', '/revocations', { sub: 'anna@acme' });
    expect((await receiver.waitFor('jti/one-token'))[0]?.data).toMatchObject({ jti: 'one-token' });
    expect((await receiver.waitFor('sub/anna%40acme'))[0]?.data).toMatchObject({ sub: 'anna@acme' });
    await expect(issuer.admin.call('POST', '/revocations', { sub: 'a', jti: 'b' })).rejects.toThrow('exactly one');
  });
});

test('metadata, keys and health are there for everybody, and every answer has its security headers', async () => {
  for (const place of [
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
    '/jwks',
    '/health/live',
    '/health/ready',
  ]) {
    const response = await fetch(`${issuer.issuer}${place}`);
    expect([place, response.status]).toEqual([place, 200]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  }
  const metadata = (await (await fetch(`${issuer.issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    unknown
  >;
  expect(metadata).toMatchObject({
    issuer: issuer.issuer,
    code_challenge_methods_supported: ['S256'],
    response_types_supported: ['code'],
  });
});
