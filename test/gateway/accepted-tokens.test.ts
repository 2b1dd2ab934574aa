// What a token must be and must not be, beyond a good signature; and how its claims are found.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { request } from 'node:http';
import { exportJWK, FlattenedSign, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readClaims } from './account-shop.ts';
import { audience, createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

const now = () => Math.floor(Date.now() / 1000);
const claims = () => ({ iss: issuer, aud: audience, sub: 'user-1', account: 'acme', iat: now(), exp: now() + 60 });
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
let trusted: TokenIssuer;
let gateway: TrustingGateway;

beforeAll(async () => {
  trusted = await createTokenIssuer();
  gateway = await startTrustingGateway({ keys: [trusted.publicKey] });
});
afterAll(() => gateway.close());

async function refusalOf(token: string, at = gateway): Promise<string | undefined> {
  at.subgraph.requests.length = 0;
  const { status, errors, data } = await at.ask(token);
  if (status === 200) return undefined;
  expect([status, data, errors?.[0]?.extensions?.['code']]).toEqual([401, undefined, 'AUTH_ERROR']);
  expect(at.subgraph.requests).toEqual([]);
  return errors?.[0]?.message;
}

describe('the kind of a token', () => {
  test.each<[string, object, object]>([
    ['of RFC 9068', {}, { typ: 'at+jwt' }],
    ['of RFC 9068, as a media type', {}, { typ: 'application/AT+JWT' }],
    ['that only says that it is a JWT', {}, { typ: 'JWT' }],
    ['that says nothing', {}, {}],
    ['of Keycloak, with the nonce that it puts there', { typ: 'Bearer', nonce: 'n' }, { typ: 'JWT' }],
    ['of Cognito', { token_use: 'access' }, {}],
  ])('an access token %s is accepted', async (_name, payload, header) => {
    expect(await refusalOf(await trusted.sign({ ...payload }, { ...header }))).toBeUndefined();
  });

  test.each<[string, object, object]>([
    ['a logout token', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, {}],
    ['a logout token, by its type', {}, { typ: 'logout+jwt' }],
    ['a security event', {}, { typ: 'secevent+jwt' }],
    ['an ID token, by its nonce', { nonce: 'n-0S6_WzA2Mj' }, { typ: 'JWT' }],
    ['an ID token, by the hash of an access token', { at_hash: 'x' }, {}],
    ['an ID token of Keycloak', { typ: 'ID' }, { typ: 'JWT' }],
    ['a refresh token of Keycloak', { typ: 'Refresh' }, { typ: 'JWT' }],
    ['an ID token of Cognito', { token_use: 'id' }, {}],
    ['an assertion for a subgraph', {}, { typ: 'gateway-assertion+jwt' }],
    ['something of a type that nobody knows', {}, { typ: 'my+jwt' }],
  ])('%s is refused, though its issuer signed it', async (_name, payload, header) => {
    expect(await refusalOf(await trusted.sign({ ...payload }, { ...header }))).toBe('The token is no access token.');
  });

  test('the type of RFC 9068 can be required', async () => {
    const strict = await startTrustingGateway({ keys: [trusted.publicKey], jwks: { require_at_jwt: true } });
    try {
      expect(await refusalOf(await trusted.sign({}, { typ: 'at+jwt' }), strict)).toBeUndefined();
      for (const header of [{}, { typ: 'JWT' }]) {
        expect(await refusalOf(await trusted.sign({}, header), strict)).toMatch(/not of the type "at\+jwt"/);
      }
    } finally {
      await strict.close();
    }
  });
});

describe('a token is refused', () => {
  test('that was issued in the future, or at no time', async () => {
    expect(await refusalOf(await trusted.sign({ iat: now() + 70 }))).toMatch(/issued in the future/);
    expect(await refusalOf(await trusted.sign({ iat: now() + 50 }))).toBeUndefined();
    expect(await refusalOf(await trusted.sign({ iat: 'yesterday' }))).toMatch(/"iat" is no number|not accepted/);
  });

  test('whose issuer is no text, or whose id is none', async () => {
    expect(await refusalOf(await trusted.sign({ iss: [issuer] }))).toMatch(/"iss" is no text/);
    expect(await refusalOf(await trusted.sign({ jti: 7 }))).toMatch(/"jti" must be a non-empty string/);
  });

  test('that is good for a hundred years, never for that', async () => {
    expect(await refusalOf(await trusted.sign({ exp: now() + 100 * 365 * 86_400 }))).toBeUndefined();
  });

  test('with critical extensions that nobody here knows', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const sign = async (header: object) => {
      const jws = await new FlattenedSign(new TextEncoder().encode(JSON.stringify(claims())))
        .setProtectedHeader({ alg: 'ES256', kid: 'crit', ...header })
        .sign(privateKey, { crit: { 'urn:example:policy': true } });
      return `${jws.protected}.${encode(claims())}.${jws.signature}`;
    };
    const jwk = { ...(await exportJWK(publicKey)), kid: 'crit' };
    const strict = await startTrustingGateway({ keys: [jwk] });
    try {
      expect(await refusalOf(await sign({}), strict)).toBeUndefined();
      expect(
        await refusalOf(await sign({ crit: ['urn:example:policy'], 'urn:example:policy': 1 }), strict),
      ).toBeDefined();
      expect(await refusalOf(await sign({ crit: ['b64'], b64: true }), strict)).toBeUndefined();
      expect(await refusalOf(await sign({ crit: ['b64'], b64: false }), strict)).toBeDefined();
    } finally {
      await strict.close();
    }
  });

  test('that brings its own key, and nobody fetches one for it', async () => {
    let fetches = 0;
    const attacker = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(attacker.publicKey);
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => {
      fetches += 1;
      response.end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/jwks.json`;
    try {
      for (const header of [{ jwk }, { jku: url }, { x5u: url, kid: 'first' }, { jwk, kid: 'first' }, { kid: url }]) {
        const token = await new SignJWT(claims())
          .setProtectedHeader({ alg: 'ES256', ...header })
          .sign(attacker.privateKey);
        expect(await refusalOf(token)).toMatch(/signature cannot be verified/);
      }
      expect(fetches).toBe(0);
    } finally {
      server.close();
    }
  });

  test('of an algorithm that its issuer is not to use, or that is not that of the key', async () => {
    const limited = await startTrustingGateway({ keys: [trusted.publicKey], jwks: { algorithms: ['RS256', 'PS256'] } });
    try {
      expect(await refusalOf(await trusted.sign(), limited)).toMatch(/algorithm is not accepted/);
    } finally {
      await limited.close();
    }
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'rsa', alg: 'PS256' };
    const bound = await startTrustingGateway({ keys: [jwk] });
    try {
      const sign = (alg: string) => new SignJWT(claims()).setProtectedHeader({ alg, kid: 'rsa' }).sign(privateKey);
      expect(await refusalOf(await sign('PS256'), bound)).toBeUndefined();
      expect(await refusalOf(await sign('RS256'), bound)).toMatch(/signature cannot be verified/);
    } finally {
      await bound.close();
    }
  });

  test('by a key that may not check signatures, or that everybody who reads it could sign with', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const secret = Buffer.from('a secret that is published').toString('base64url');
    const keys = [
      { ...jwk, kid: 'enc', use: 'enc' },
      { ...jwk, kid: 'ops', key_ops: ['encrypt'] },
      { ...(await exportJWK(pair.privateKey)), kid: 'private' },
      { kty: 'oct', k: secret, kid: 'oct', alg: 'HS256' },
    ];
    const odd = await startTrustingGateway({ keys: [...keys, trusted.publicKey] });
    try {
      for (const kid of ['enc', 'ops', 'private']) {
        const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid }).sign(pair.privateKey);
        expect([kid, await refusalOf(token, odd)]).toEqual([kid, "The token's signature cannot be verified."]);
      }
      const unsigned = `${encode({ alg: 'HS256', kid: 'oct' })}.${encode(claims())}`;
      const hmac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(unsigned).digest('base64url');
      expect(await refusalOf(`${unsigned}.${hmac}`, odd)).toMatch(/algorithm is not accepted/);
      expect(await refusalOf(await trusted.sign(), odd)).toBeUndefined();
      expect(odd.lines).toContainEqual(expect.objectContaining({ level: 'error', exposed: 2 }));
    } finally {
      await odd.close();
    }
  });

  test('that is very long, before anybody looks into it', async () => {
    expect(await refusalOf('x'.repeat(12_289))).toMatch(/longer than 12288 characters/);
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${'x'.repeat(40_000)}` };
      request(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(431);
  });
});

describe('claims', () => {
  async function readPrincipal(names: Record<string, string>, payload: Record<string, unknown>) {
    const named = await startTrustingGateway({ keys: [trusted.publicKey], authentication: { claims: names } });
    try {
      const { status, errors } = await named.ask(await trusted.sign(payload));
      const [sent] = named.subgraph.requests;
      return sent === undefined ? [status, errors?.[0]?.message] : readClaims(sent);
    } finally {
      await named.close();
    }
  }

  test('may have URLs for names, be nested, and be items of a list', async () => {
    const names = {
      account: 'https://acme.example/account',
      accounts: 'https://acme.example/claims.accounts',
      scopes: 'permissions',
      roles: 'resource_access.commerce-graph.roles',
      price_group: 'groups.0.name',
      catalog: 'a.b',
    };
    expect(
      await readPrincipal(names, {
        account: 'not-this-one',
        'https://acme.example/account': 'acme',
        'https://acme.example/claims': { accounts: ['acme-dayton'] },
        permissions: ['orders:read', 'prices:read'],
        resource_access: { 'commerce-graph': { roles: ['buyer'] }, other: { roles: ['admin'] } },
        groups: [{ name: 'gold' }, { name: 'silver' }],
        'a.b': 'exactly',
        a: { b: 'nested' },
      }),
    ).toMatchObject({
      account: 'acme',
      accounts: ['acme-dayton'],
      scope: 'orders:read prices:read',
      roles: ['buyer'],
      priceGroup: 'gold',
      catalog: 'exactly',
    });
  });

  test('that are not there give nothing, and none is looked for in what all objects have', async () => {
    const found = await readPrincipal(
      { account: 'missing.account', accounts: 'accounts.constructor.name', roles: '__proto__.roles' },
      { accounts: ['a'] },
    );
    expect(found).not.toHaveProperty('account');
    expect(found).not.toHaveProperty('accounts');
    expect(found).not.toHaveProperty('roles');
  });

  test('of the wrong kind refuse the token, wherever they are', async () => {
    expect(await readPrincipal({ account: 'org.account' }, { org: { account: { id: 'acme' } } })).toEqual([
      401,
      'The token\'s claim "org.account" must be a non-empty string.',
    ]);
  });
});
