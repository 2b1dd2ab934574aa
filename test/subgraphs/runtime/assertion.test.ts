// Only a request with a valid gateway assertion is served: everything else is 401 before GraphQL is looked at.
import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, type CryptoKey, type JWTPayload, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import type { RunningSubgraph } from '@commerce-graph/subgraph-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GraphqlAnswer, askSubgraph, startProbeSubgraph } from './start-probe-subgraph.ts';
import { type ScriptedSystem, sendJson, startSystem } from './start-system.ts';

const header = { alg: 'EdDSA', kid: 'k1', typ: 'gateway-assertion+jwt' };
const now = (): number => Math.floor(Date.now() / 1000);
const claims = (): JWTPayload => ({
  iss: 'commerce-graph-gateway',
  aud: 'probe',
  sub: 'buyer-1',
  account: 'acme',
  scope: 'orders:read prices:read',
  iat: now(),
  exp: now() + 60,
});

function claimsWithout(name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims()).filter(([each]) => each !== name));
}

let keys: { publicKey: CryptoKey; privateKey: CryptoKey };
let stranger: { publicKey: CryptoKey; privateKey: CryptoKey };
let folder: string;
let jwks: string;
let subgraph: RunningSubgraph;

const sign = (
  payload: JWTPayload,
  protectedHeader: Record<string, unknown> = header,
  key = keys.privateKey,
): Promise<string> => new SignJWT(payload).setProtectedHeader(protectedHeader as { alg: string }).sign(key);
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const publicJwk = async (key: CryptoKey, kid: string) => ({ ...(await exportJWK(key)), kid, alg: 'EdDSA', use: 'sig' });

beforeAll(async () => {
  keys = await generateKeyPair('EdDSA', { extractable: true });
  stranger = await generateKeyPair('EdDSA', { extractable: true });
  folder = await mkdtemp(join(tmpdir(), 'assertion-'));
  jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify({ keys: [await publicJwk(keys.publicKey, 'k1')] }));
  subgraph = await startProbeSubgraph({ jwks });
});

afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true });
});

const ask = (token: string | undefined, query = '{ subject }'): Promise<GraphqlAnswer> =>
  askSubgraph(subgraph.url, query, token === undefined ? {} : { authorization: `Bearer ${token}` });

/** What a caller sees of a refusal, all of it. */
const refusal = {
  status: 401,
  challenge: 'Bearer',
  body: {
    errors: [
      {
        message: 'This subgraph answers the gateway only: the request carries no valid gateway assertion.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  },
};

function show({ status, headers, body }: GraphqlAnswer): unknown {
  return { status, challenge: headers.get('www-authenticate'), body };
}

describe('an accepted assertion', () => {
  it('makes the principal', async () => {
    const token = await sign({ ...claims(), accounts: ['acme-dayton'] });
    const { status, body } = await ask(
      token,
      '{ subject own: permits(account: "acme") child: permits(account: "acme-dayton") other: permits(account: "kyoto") }',
    );
    expect(status).toBe(200);
    expect(body).toEqual({ data: { subject: 'buyer-1', own: true, child: true, other: false } });
  });

  it('may be anonymous, and then permits no account', async () => {
    const { account: _none, ...rest } = claims();
    const { body } = await ask(
      await sign({ ...rest, sub: 'anonymous', scope: '' }),
      '{ subject permits(account: "acme") }',
    );
    expect(body.data).toEqual({ subject: 'anonymous', permits: false });
  });

  it('is still good a few seconds after it expired, for clocks that differ', async () => {
    expect((await ask(await sign({ ...claims(), iat: now() - 62, exp: now() - 2 }))).status).toBe(200);
  });
});

describe('refused with 401', () => {
  const forgeries: Record<string, () => Promise<string> | string> = {
    'an expired assertion': () => sign({ ...claims(), iat: now() - 120, exp: now() - 60 }),
    'an assertion without expiry': () => sign(claimsWithout('exp')),
    'an assertion without issue time': () => sign(claimsWithout('iat')),
    'an assertion that claims to last for hours': () => sign({ ...claims(), iat: now() - 600, exp: now() + 3600 }),
    'an assertion from the future': () => sign({ ...claims(), iat: now() + 600, exp: now() + 660 }),
    'an assertion that is not good yet': () => sign({ ...claims(), nbf: now() + 60 }),
    'an assertion that acts for another account than it names': () => sign({ ...claims(), onBehalfOf: 'kyoto' }),
    'an assertion for another subgraph': () => sign({ ...claims(), aud: 'oms' }),
    'an assertion for several subgraphs': () => sign({ ...claims(), aud: ['probe', 'oms'] }),
    'an assertion of another issuer': () => sign({ ...claims(), iss: 'https://commerce-graph.example/development' }),
    'a client token signed by the same key': () => sign(claims(), { ...header, typ: 'at+jwt' }),
    'a token without type': () => sign(claims(), { alg: 'EdDSA', kid: 'k1' }),
    'an assertion without subject': () => sign(claimsWithout('sub')),
    'an anonymous assertion with an account': () => sign({ ...claims(), sub: 'anonymous' }),
    'an assertion whose account is not a string': () => sign({ ...claims(), account: { $ne: '' } }),
    'an unsigned assertion (alg none)': () => `${encode({ ...header, alg: 'none' })}.${encode(claims())}.`,
    'an assertion signed by HMAC with the public key as secret': async () => {
      const unsigned = `${encode({ ...header, alg: 'HS256' })}.${encode(claims())}`;
      const signature = createHmac('sha256', await exportSPKI(keys.publicKey))
        .update(unsigned)
        .digest('base64url');
      return `${unsigned}.${signature}`;
    },
    'an assertion signed by HMAC with the raw public key as secret': async () => {
      const unsigned = `${encode({ ...header, alg: 'HS256' })}.${encode(claims())}`;
      const { x = '' } = createPublicKey(await exportSPKI(keys.publicKey)).export({ format: 'jwk' });
      return `${unsigned}.${createHmac('sha256', Buffer.from(x, 'base64url')).update(unsigned).digest('base64url')}`;
    },
    'an assertion of an unknown key id': () => sign(claims(), { ...header, kid: 'k2' }, stranger.privateKey),
    "a stranger's assertion under the gateway's key id": () => sign(claims(), header, stranger.privateKey),
    'an assertion that brings its own key': async () =>
      sign(claims(), { ...header, jwk: await publicJwk(stranger.publicKey, 'k1') }, stranger.privateKey),
    'an assertion whose claims were changed': async () => {
      const [head, , signature] = (await sign(claims())).split('.');
      return `${head}.${encode({ ...claims(), account: 'kyoto' })}.${signature}`;
    },
    'something that is no token': () => 'let-me-in',
  };

  it.each(Object.entries(forgeries))('%s', async (_name, forge) => {
    expect(show(await ask(await forge()))).toEqual(refusal);
  });

  it('a request without assertion', async () => {
    expect(show(await ask(undefined))).toEqual(refusal);
  });

  it.each([
    '{ __schema { types { name } } }',
    '{ __typename }',
    '{ _service { sdl } }',
    '{ _entities(representations: []) { __typename } }',
    '{',
  ])('%s without assertion, and with one for another subgraph', async (query) => {
    expect(show(await ask(undefined, query))).toEqual(refusal);
    expect(show(await ask(await sign({ ...claims(), aud: 'oms' }), query))).toEqual(refusal);
  });

  it('an assertion that was read on its way, when its little time is over', async () => {
    const assertion = await sign({ ...claims(), iat: now() - 3, exp: now() - 3 });
    expect((await ask(assertion)).status).toBe(200);
    await expect.poll(async () => show(await ask(assertion)), { timeout: 5000 }).toEqual(refusal);
  });

  it('basic credentials', async () => {
    expect(show(await askSubgraph(subgraph.url, '{ subject }', { authorization: 'Basic YTpi' }))).toEqual(refusal);
  });

  it('a body that is not even GraphQL, before it is parsed', async () => {
    const response = await fetch(subgraph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{{{',
    });
    expect(response.status).toBe(401);
  });

  it('reading by GET, and paths that do not exist', async () => {
    expect((await fetch(`${subgraph.url}?query=%7Bsubject%7D`)).status).toBe(401);
    expect((await fetch(new URL('/metrics', subgraph.url))).status).toBe(401);
  });
});

it('answers health checks without assertion', async () => {
  for (const path of ['/health/live', '/health/ready']) {
    const response = await fetch(new URL(path, subgraph.url));
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  }
});

it('lets the gateway introspect and read the SDL', async () => {
  const { body } = await ask(await sign(claims()), '{ __type(name: "Query") { name } _service { sdl } }');
  expect(body.data?.['__type']).toEqual({ name: 'Query' });
});

describe('keys', () => {
  it('are read from a file that appears only after the start, and again when it rotates', async () => {
    const late = join(folder, 'late.json');
    const probe = await startProbeSubgraph({ jwks: late });
    const request = async (key: CryptoKey, kid: string): Promise<number> => {
      const token = await sign(claims(), { ...header, kid }, key);
      return (await askSubgraph(probe.url, '{ subject }', { authorization: `Bearer ${token}` })).status;
    };
    try {
      expect(await request(keys.privateKey, 'k1')).toBe(401);
      await writeFile(late, JSON.stringify({ keys: [await publicJwk(keys.publicKey, 'k1')] }));
      // All at once: whoever reads the file, the others must profit from it.
      const first = await Promise.all(Array.from({ length: 20 }, () => request(keys.privateKey, 'k1')));
      expect(new Set(first)).toEqual(new Set([200]));
      expect(await request(stranger.privateKey, 'k2')).toBe(401);
      // Rotated as operators do it: written beside, then moved over.
      await writeFile(`${late}.new`, JSON.stringify({ keys: [await publicJwk(stranger.publicKey, 'k2')] }));
      await rename(`${late}.new`, late);
      expect(await request(stranger.privateKey, 'k2')).toBe(200);
      expect(await request(keys.privateKey, 'k1')).toBe(401);
    } finally {
      await probe.close();
    }
  });

  it('are read from a URL, again when a key id is unknown, and not once per forged key id', async () => {
    let published = await publicJwk(keys.publicKey, 'k1');
    const gateway: ScriptedSystem = await startSystem((_request, response) =>
      sendJson(response, { keys: [published] }),
    );
    const probe = await startProbeSubgraph({ jwks: `${gateway.url}/.well-known/jwks.json` });
    const request = async (key: CryptoKey, kid: string): Promise<number> => {
      const token = await sign(claims(), { ...header, kid }, key);
      return (await askSubgraph(probe.url, '{ subject }', { authorization: `Bearer ${token}` })).status;
    };
    try {
      expect(await request(keys.privateKey, 'k1')).toBe(200);
      expect(await request(keys.privateKey, 'k1')).toBe(200);
      expect(gateway.calls).toHaveLength(1);
      for (let index = 0; index < 5; index++) expect(await request(stranger.privateKey, `forged-${index}`)).toBe(401);
      expect(gateway.calls.length).toBeLessThanOrEqual(2);
      published = await publicJwk(stranger.publicKey, 'k2');
      await expect.poll(() => request(stranger.privateKey, 'k2'), { timeout: 5_000, interval: 250 }).toBe(200);
    } finally {
      await probe.close();
      await gateway.close();
    }
  });

  it('that cannot be fetched refuse the request', async () => {
    const probe = await startProbeSubgraph({ jwks: 'http://127.0.0.1:1/jwks.json' });
    try {
      expect(
        show(await askSubgraph(probe.url, '{ subject }', { authorization: `Bearer ${await sign(claims())}` })),
      ).toEqual(refusal);
    } finally {
      await probe.close();
    }
  });
});
