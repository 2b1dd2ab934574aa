// Tokens of a real OpenID provider, over HTTP: whoever got one there gets in here, and while its keys rotate, too.
import { setTimeout as wait } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readClaims } from './account-shop.ts';
import { createSigningKey, type OpenIdProvider, resource, shopClient, startOpenIdProvider } from './openid-provider.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

let provider: OpenIdProvider;
let gateway: TrustingGateway;
const pollMs = 1000;
const verifiedMs = 500;

beforeAll(async () => {
  // It warns of a runtime that it does not call supported, and of what is for development only.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'info').mockImplementation(() => {});
  provider = await startOpenIdProvider([await createSigningKey('first')]);
  gateway = await startTrustingGateway({
    jwks: {
      url: provider.jwksUrl,
      issuers: [provider.issuer],
      audiences: ['commerce-graph', shopClient],
      require_at_jwt: false,
      poll_interval: `${pollMs}ms`,
      cooldown: '1s',
    },
    jwt: { verified_for: `${verifiedMs}ms` },
  });
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
  vi.restoreAllMocks();
});
beforeEach(() => {
  gateway.subgraph.requests.length = 0;
});

async function readPrincipal(token: string) {
  const { status, errors } = await gateway.ask(token);
  expect([status, errors]).toEqual([200, undefined]);
  const [request] = gateway.subgraph.requests;
  return request && readClaims(request);
}

describe('a caller is known by the token of', () => {
  test('a program with client credentials', async () => {
    const { access_token: token } = await provider.askAsPortal();
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256', kid: 'first' });
    expect(await readPrincipal(token)).toMatchObject({ sub: 'portal', account: 'acme', scope: 'orders:read' });
  });

  test('a person who signs in with a browser, by authorization code and PKCE', async () => {
    const { access_token: token } = await provider.signIn('jane');
    expect(await readPrincipal(token)).toMatchObject({
      sub: 'jane',
      account: 'borealis',
      roles: ['buyer'],
      scope: 'orders:read',
    });
  });
});

describe('no caller is known by', () => {
  test('an ID token, though issuer, key and audience are right', async () => {
    const { id_token: token } = await provider.signIn('jane');
    const { status, errors } = await gateway.ask(token);
    expect([status, errors?.[0]?.message]).toEqual([401, 'The token is no access token.']);
  });

  test('an access token that is none for this API', async () => {
    const { access_token: token } = await provider.askAsPortal({});
    const { status, errors } = await gateway.ask(token);
    expect([status, errors?.[0]?.message]).toEqual([401, 'The token cannot be read.']);
  });
});

test('while keys rotate no good token is refused, and those of the key that is gone are refused in the end', async () => {
  const [first, second] = await Promise.all([createSigningKey('rotated-1'), createSigningKey('rotated-2')]);
  provider.useKeys([first]);
  // The key that was there before is gone, and this one is not known yet.
  await expect
    .poll(async () => (await gateway.ask((await provider.askAsPortal()).access_token)).status, { timeout: 5000 })
    .toBe(200);

  const over = new AbortController();
  const statuses = new Map<string, Set<number>>();
  const keepAsking = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { access_token: token } = await provider.askAsPortal({ resource });
      const { kid = '' } = decodeProtectedHeader(token);
      for (let count = 0; count < 5; count += 1) {
        const { status } = await gateway.ask(token);
        statuses.set(kid, (statuses.get(kid) ?? new Set()).add(status));
      }
    }
  };
  const askers = [keepAsking(), keepAsking()];
  await wait(300);
  // Published before it signs, as providers do it; then it signs; then the old one goes.
  provider.useKeys([first, second]);
  await wait(pollMs + verifiedMs);
  const { access_token: old } = await provider.askAsPortal();
  provider.useKeys([second, first]);
  await wait(pollMs);
  expect((await gateway.ask(old)).status).toBe(200);
  over.abort();
  await Promise.all(askers);
  expect([...statuses]).toEqual([
    ['rotated-1', new Set([200])],
    ['rotated-2', new Set([200])],
  ]);

  provider.useKeys([second]);
  await wait(pollMs + verifiedMs);
  const { access_token: token } = await provider.askAsPortal();
  expect((await gateway.ask(token)).status).toBe(200);
  expect((await gateway.ask(old)).status).toBe(401);
});

test('a key that signs at once is found within the cooldown', async () => {
  provider.useKeys([await createSigningKey('sudden')]);
  await wait(pollMs);
  const { access_token: token } = await provider.askAsPortal();
  expect((await gateway.ask(token)).status).toBe(200);
});
