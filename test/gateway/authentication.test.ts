// Which tokens are accepted, from outside, and what subgraphs are told of the caller.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';
import { audience, createTokenIssuer, issuer, startKeyServer, type TokenIssuer } from './token-issuer.ts';

const now = () => Math.floor(Date.now() / 1000);
let trusted: TokenIssuer;
let subgraphs: RunningSubgraph[];
let gateway: RunningGateway;

beforeAll(async () => {
  trusted = await createTokenIssuer();
  subgraphs = await Promise.all([productsSubgraph, reviewsSubgraph, stockSubgraph].map((each) => startSubgraph(each)));
  gateway = await startTrustingGateway({ keys: [trusted.publicKey] });
});
beforeEach(() => {
  for (const subgraph of subgraphs) subgraph.requests.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
});

async function startTrustingGateway(jwks: object, jwksConfig: object = {}): Promise<RunningGateway> {
  const directory = createTemporaryFolder();
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(path.join(directory, 'assertion.jwk.json'), JSON.stringify(await exportJWK(privateKey)));
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify(jwks));
  return startGateway(
    subgraphs,
    {
      authentication: {
        router: { jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience], ...jwksConfig }] } },
        subgraph_assertion: { key_file: 'assertion.jwk.json' },
      },
    },
    { directory },
  );
}

const askWith = (authorization: string | undefined, at: { url: string } = gateway) =>
  ask(at, '{ tool(id: "1") { name } }', authorization === undefined ? {} : { headers: { authorization } });

async function expectRefused(authorization: string, status: number, message: RegExp): Promise<void> {
  const answer = await askWith(authorization);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toEqual([{ message: expect.stringMatching(message), extensions: { code: 'AUTH_ERROR' } }]);
  expect(answer.text).not.toContain(authorization.split(' ').at(-1));
  expect(subgraphs.flatMap((subgraph) => subgraph.requests)).toHaveLength(0);
}

describe('a request is refused', () => {
  test('with an expired token', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ exp: now() - 70 })}`, 401, /has expired/);
  });
  test('with a token that was accepted before it expired', async () => {
    const authorization = `Bearer ${await trusted.sign({ exp: now() - 58 })}`;
    expect((await askWith(authorization)).status).toBe(200);
    expect((await askWith(authorization)).status).toBe(200);
    await wait(2100);
    for (const subgraph of subgraphs) subgraph.requests.length = 0;
    await expectRefused(authorization, 401, /has expired/);
  });
  test('with a token that is not valid yet', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ nbf: now() + 70 })}`, 401, /not valid yet/);
  });
  test('with a token that never expires', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ exp: undefined })}`, 401, /no claim "exp"/);
  });
  test('with a token that another key has signed under the same key id', async () => {
    const forger = await createTokenIssuer();
    await expectRefused(`Bearer ${await forger.sign()}`, 401, /signature cannot be verified/);
  });
  test('with a token whose claims were changed', async () => {
    const [header, , signature] = (await trusted.sign()).split('.');
    const claims = Buffer.from(JSON.stringify({ iss: issuer, aud: audience, sub: 'x', exp: now() + 60 }));
    await expectRefused(`Bearer ${header}.${claims.toString('base64url')}.${signature}`, 401, /signature/);
  });
  test('with a token of an unknown key', async () => {
    const other = await createTokenIssuer('ES256', 'other');
    await expectRefused(`Bearer ${await other.sign()}`, 401, /signature cannot be verified/);
  });
  test('with a token for another audience', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ aud: 'other-api' })}`, 401, /"aud" is not accepted/);
  });
  test('with a token for no audience', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ aud: undefined })}`, 401, /no claim "aud"/);
  });
  test('with a token of another issuer', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ iss: 'https://evil.example' })}`, 401, /issuer is not accepted/);
  });
  test('with a token of no issuer', async () => {
    await expectRefused(`Bearer ${await trusted.sign({ iss: undefined })}`, 401, /issuer is not accepted/);
  });
  test('with an unsigned token (alg none)', async () => {
    const token = new UnsecuredJWT({ sub: 'x', account: 'acme' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .encode();
    await expectRefused(`Bearer ${token}`, 401, /algorithm is not accepted/);
  });
  test('with a token signed by HS256 with the public key as the secret', async () => {
    const secrets = [trusted.publicPem, JSON.stringify(trusted.publicKey), trusted.publicKey.x ?? ''];
    for (const secret of secrets) {
      const token = await new SignJWT({ sub: 'x', iss: issuer, aud: audience, exp: now() + 60 })
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .sign(new TextEncoder().encode(secret));
      await expectRefused(`Bearer ${token}`, 401, /algorithm is not accepted/);
    }
  });
  test('with a token whose claims have the wrong shape', async () => {
    await expectRefused(
      `Bearer ${await trusted.sign({ account: ['acme'] })}`,
      401,
      /"account" must be a non-empty string/,
    );
    await expectRefused(`Bearer ${await trusted.sign({ scope: 7 })}`, 401, /"scope" must be a list/);
    await expectRefused(`Bearer ${await trusted.sign({ sub: undefined })}`, 401, /no claim "sub"/);
  });
  test('with something that is no token', async () => {
    await expectRefused('Bearer garbage', 401, /cannot be read/);
  });
  test('with a malformed header', async () => {
    const token = await trusted.sign();
    await expectRefused(token, 400, /malformed: expected "Bearer <token>"/);
    await expectRefused(`Basic ${token}`, 400, /malformed/);
    await expectRefused(`Bearer ${token} ${token}`, 400, /malformed/);
    const empty = await askWith('Bearer ');
    expect([empty.status, empty.errors?.[0]?.extensions?.['code']]).toEqual([400, 'AUTH_ERROR']);
  });
  test('before its body is read', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer garbage', 'content-type': 'application/json' },
      body: '{ no json',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });
});

describe('a request is accepted', () => {
  test('without a token, as anonymous', async () => {
    const answer = await askWith(undefined);
    expect(answer.data).toEqual({ tool: { name: 'Hammer' } });
    expect(await readAssertion()).toMatchObject({ sub: 'anonymous', scope: '' });
  });
  test('with a valid token', async () => {
    expect((await askWith(`Bearer ${await trusted.sign()}`)).data).toEqual({ tool: { name: 'Hammer' } });
  });
  test('with the scheme in any letter case', async () => {
    expect((await askWith(`bearer ${await trusted.sign()}`)).status).toBe(200);
  });
  test('with a clock that differs by less than the tolerance', async () => {
    expect((await askWith(`Bearer ${await trusted.sign({ exp: now() - 30, nbf: now() + 30 })}`)).status).toBe(200);
  });
  test('with any of several trusted issuers', async () => {
    const second = await createTokenIssuer('EdDSA', 'second');
    const directory = createTemporaryFolder();
    writeFileSync(path.join(directory, 'first.json'), JSON.stringify({ keys: [trusted.publicKey] }));
    writeFileSync(path.join(directory, 'second.json'), JSON.stringify({ keys: [second.publicKey] }));
    const both = await startGateway(
      subgraphs,
      {
        authentication: {
          router: {
            jwt: {
              jwks: [
                { url: 'first.json', issuers: [issuer] },
                { url: 'second.json', issuers: ['https://second.example'], algorithms: ['EdDSA'] },
              ],
            },
          },
        },
      },
      { directory },
    );
    try {
      expect((await askWith(`Bearer ${await trusted.sign()}`, both)).status).toBe(200);
      expect((await askWith(`Bearer ${await second.sign({ iss: 'https://second.example' })}`, both)).status).toBe(200);
      // A key speaks for its own issuer only.
      expect((await askWith(`Bearer ${await second.sign({ iss: issuer })}`, both)).status).toBe(401);
    } finally {
      await both.close();
    }
  });
});

async function readAssertion() {
  const authorization = subgraphs[0]?.requests.at(-1)?.headers.authorization ?? '';
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', gateway.url));
  const { payload, protectedHeader } = await jwtVerify(authorization.replace('Bearer ', ''), keys, {
    audience: 'products',
    issuer: 'commerce-graph-gateway',
  });
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'gateway-assertion+jwt', kid: expect.any(String) });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(30);
  return payload;
}

describe('subgraphs are told who asks', () => {
  test('by an assertion that the published keys verify, with every part of the identity', async () => {
    await askWith(
      `Bearer ${await trusted.sign({
        accounts: ['acme-dayton', 'acme-houston'],
        scope: 'orders:read prices:read',
        roles: ['buyer'],
        price_group: 'gold',
        catalog: 'north',
      })}`,
    );
    expect(await readAssertion()).toMatchObject({
      sub: 'user-1',
      account: 'acme',
      accounts: ['acme-dayton', 'acme-houston'],
      scope: 'orders:read prices:read',
      roles: ['buyer'],
      priceGroup: 'gold',
      catalog: 'north',
    });
  });
  test('with one assertion for each subgraph and each identity', async () => {
    const askStock = async (claims: object) =>
      ask(gateway, '{ tool(id: "1") { inStock } }', {
        headers: { authorization: `Bearer ${await trusted.sign({ ...claims })}` },
      });
    for (const account of ['acme', 'acme', 'borealis']) await askStock({ account });
    const sent = (index: number) => subgraphs[index]?.requests.map(({ headers }) => headers.authorization) ?? [];
    const [products, stock] = [sent(0), sent(2)];
    expect(new Set(products).size).toBe(2);
    expect(products[0]).toBe(products[1]);
    expect(products[0]).not.toBe(products[2]);
    expect(products).not.toContain(stock[0]);
  });
  test('and never by the private part of the key', async () => {
    const response = await fetch(`${gateway.url}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
  });
});

describe('keys can change', () => {
  test('in a file, without a restart; a broken file changes nothing', async () => {
    const second = await createTokenIssuer('ES256', 'second');
    const changing = await startTrustingGateway({ keys: [trusted.publicKey] });
    try {
      const file = path.join(changing.directory, 'jwks.json');
      expect((await askWith(`Bearer ${await second.sign()}`, changing)).status).toBe(401);
      writeFileSync(file, '{ "keys": ');
      await wait(1100);
      expect((await askWith(`Bearer ${await trusted.sign()}`, changing)).status).toBe(200);
      writeFileSync(file, JSON.stringify({ keys: [second.publicKey] }));
      await wait(1100);
      expect((await askWith(`Bearer ${await second.sign()}`, changing)).status).toBe(200);
      expect((await askWith(`Bearer ${await trusted.sign()}`, changing)).status).toBe(401);
    } finally {
      await changing.close();
    }
  });

  test('also for a token that was accepted a moment ago', async () => {
    const second = await createTokenIssuer('ES256', 'second');
    const directory = createTemporaryFolder();
    const file = path.join(directory, 'jwks.json');
    writeFileSync(file, JSON.stringify({ keys: [trusted.publicKey] }));
    const jwt = { jwks: [{ url: 'jwks.json' }], verified_for: '2s' };
    const changing = await startGateway(subgraphs, { authentication: { router: { jwt } } }, { directory });
    try {
      const authorization = `Bearer ${await trusted.sign()}`;
      expect((await askWith(authorization, changing)).status).toBe(200);
      writeFileSync(file, JSON.stringify({ keys: [second.publicKey] }));
      expect((await askWith(authorization, changing)).status).toBe(200);
      await wait(2100);
      expect((await askWith(authorization, changing)).status).toBe(401);
    } finally {
      await changing.close();
    }
  });

  test('at a URL; unknown keys cause no flood, and an outage does not lock everybody out', async () => {
    const second = await createTokenIssuer('ES256', 'second');
    const server = await startKeyServer([trusted.publicKey]);
    const remote = await startTrustingGateway({}, { url: server.url, poll_interval: '1s', cooldown: '1s' });
    try {
      server.isFailing = true;
      const unchecked = await askWith(`Bearer ${await trusted.sign()}`, remote);
      expect([unchecked.status, unchecked.errors?.[0]?.extensions?.['code']]).toEqual([503, 'AUTH_ERROR']);
      server.isFailing = false;
      // Without any keys it asks again, once a second.
      await expect
        .poll(async () => (await askWith(`Bearer ${await trusted.sign()}`, remote)).status, { timeout: 5000 })
        .toBe(200);

      const fetchesBefore = server.fetches;
      for (let attempt = 0; attempt < 10; attempt += 1) {
        expect((await askWith(`Bearer ${await second.sign()}`, remote)).status).toBe(401);
      }
      expect(server.fetches - fetchesBefore).toBeLessThanOrEqual(1);

      server.isFailing = true;
      await wait(1100);
      expect((await askWith(`Bearer ${await trusted.sign()}`, remote)).status).toBe(200);
      server.isFailing = false;
      server.keys = [second.publicKey];
      await wait(1100);
      expect((await askWith(`Bearer ${await second.sign()}`, remote)).status).toBe(200);
      expect((await askWith(`Bearer ${await trusted.sign()}`, remote)).status).toBe(401);
    } finally {
      await remote.close();
      await server.close();
    }
  });
});

test('without a key of its own the gateway tells subgraphs nothing, and publishes no keys', async () => {
  const plain = await startGateway(subgraphs);
  try {
    expect((await askWith('Bearer anything', plain)).data).toEqual({ tool: { name: 'Hammer' } });
    expect(subgraphs[0]?.requests.at(-1)?.headers.authorization).toBeUndefined();
    expect((await fetch(`${plain.url}/.well-known/jwks.json`)).status).toBe(404);
  } finally {
    await plain.close();
  }
});
