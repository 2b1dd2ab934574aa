// A person signs in to an application: by code and PKCE, with the pages as a browser without scripts sees them.
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecret } from '../events/event-sender.ts';
import { type RevocationReceiver, startRevocationReceiver } from './revocation-receiver.ts';
import {
  createBrowser,
  createProofKey,
  type ProofKey,
  requestToken,
  startTestIssuer,
  type TestableIssuer,
  type TokenAnswer,
} from './running-issuer.ts';

let issuer: TestableIssuer;
let receiver: RevocationReceiver;
let offsetMs = 0;
const redirectUri = 'https://portal.example/signed-in';
const password = 'correct horse battery staple';

beforeAll(async () => {
  const secret = createSecret();
  receiver = await startRevocationReceiver(secret);
  issuer = await startTestIssuer({ events: { urls: [receiver.url], secret } }, () => Date.now() + offsetMs);
  await issuer.admin.call('PUT', '/applications/portal', {
    name: 'Buyer <portal>',
    redirect_uris: [redirectUri],
    scope: 'orders:read orders:write accounts:act-on-behalf',
  });
  await addPerson('anna@acme');
});
afterAll(async () => {
  await issuer.close();
  await receiver.close();
});

const addPerson = (username: string, changes: object = {}) =>
  issuer.admin.call('POST', '/people', {
    username,
    name: 'Anna',
    account: 'acme',
    scope: 'orders:read orders:write',
    roles: ['buyer'],
    password,
    ...changes,
  });

function authorizeUrl({ challenge }: ProofKey, changes: Record<string, string> = {}): string {
  const parameters = {
    client_id: 'portal',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid offline_access orders:read',
    prompt: 'consent',
    state: 'xyz',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  return `/authorize?${new URLSearchParams(parameters).toString()}`;
}

/** Signs in and allows what is asked; answers where the browser is sent. */
async function signIn(key: ProofKey, username = 'anna@acme', changes: Record<string, string> = {}): Promise<URL> {
  const browser = createBrowser(issuer.issuer);
  const signInPage = await browser.open(authorizeUrl(key, changes));
  const consentPage = await browser.submit(signInPage.at, { username, password, action: 'continue' });
  expect(await consentPage.response.text()).toContain('act for you?');
  return new URL((await browser.submit(consentPage.at, { action: 'continue' })).at);
}

const exchange = (code: string | null, key: ProofKey, changes: Record<string, string> = {}): Promise<TokenAnswer> =>
  requestToken(issuer.issuer, {
    grant_type: 'authorization_code',
    client_id: 'portal',
    redirect_uri: redirectUri,
    code: code ?? '',
    code_verifier: key.verifier,
    ...changes,
  });

describe('signing in', () => {
  test('gives tokens of the person, for the accounts and scopes that the person has', async () => {
    const key = createProofKey();
    const returned = await signIn(key, 'anna@acme', {
      scope: 'openid offline_access orders:read accounts:act-on-behalf',
    });
    expect(`${returned.origin}${returned.pathname}`).toBe(redirectUri);
    expect(returned.searchParams.get('state')).toBe('xyz');
    expect(returned.searchParams.get('iss')).toBe(issuer.issuer);
    const { status, body } = await exchange(returned.searchParams.get('code'), key);
    expect(status).toBe(200);
    const claims = decodeJwt(body.access_token ?? '');
    expect(claims).toMatchObject({
      iss: issuer.issuer,
      sub: 'anna@acme',
      client_id: 'portal',
      aud: 'commerce-graph',
      account: 'acme',
      roles: ['buyer'],
      scope: 'orders:read',
    });
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({ sub: 'anna@acme', aud: 'portal' });
  });

  test('shows its pages whole, with what others wrote as text', async () => {
    const { response } = await createBrowser(issuer.issuer).open(
      authorizeUrl(createProofKey(), { login_hint: '"><b>' }),
    );
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\//);
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('Buyer <portal>');
  });

  test('has the cursor where something is left to type', async () => {
    const browser = createBrowser(issuer.issuer);
    const focused = async (page: { readonly response: Response }) =>
      /id="(\w+)"[^>]* autofocus/.exec(await page.response.text())?.[1];
    const page = await browser.open(authorizeUrl(createProofKey()));
    expect(await focused(page)).toBe('username');
    const again = await browser.submit(page.at, { username: 'nobody@acme', password: 'wrong', action: 'continue' });
    expect(await focused(again)).toBe('password');
  });

  test('begins in an application, and whoever comes to the issuer itself is told so', async () => {
    const response = await fetch(issuer.issuer);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('You sign in from an application');
  });

  test('is refused for a wrong password, an unknown person, and in another browser', async () => {
    const browser = createBrowser(issuer.issuer);
    const page = await browser.open(authorizeUrl(createProofKey()));
    const attempts = ['anna@acme', 'nobody@acme'].map((username) =>
      browser.submit(page.at, { username, password: 'wrong', action: 'continue' }),
    );
    const [known, unknown] = await Promise.all(
      (await Promise.all(attempts)).map(async ({ response }) => [response.status, await response.text()] as const),
    );
    expect(known?.[0]).toBe(401);
    expect(unknown?.[1]?.replace('nobody@', 'anna@')).toBe(known?.[1]);
    const elsewhere = await createBrowser(issuer.issuer).submit(page.at, {
      username: 'anna@acme',
      password,
      action: 'continue',
    });
    expect(elsewhere.response.status).toBe(400);
  });

  test('tells the application when the person cancels', async () => {
    const browser = createBrowser(issuer.issuer);
    const page = await browser.open(authorizeUrl(createProofKey()));
    const { at } = await browser.submit(page.at, { action: 'cancel' });
    expect(new URL(at).searchParams.get('error')).toBe('access_denied');
  });

  test('is locked after five wrong passwords, for a while', async () => {
    await addPerson('guessed@acme');
    const attempt = async (guess: string) => {
      const browser = createBrowser(issuer.issuer);
      const page = await browser.open(authorizeUrl(createProofKey()));
      return (await browser.submit(page.at, { username: 'guessed@acme', password: guess, action: 'continue' })).response
        .status;
    };
    for (let count = 0; count < 5; count += 1) expect(await attempt(`guess ${count}`)).toBe(401);
    expect(await attempt(password)).toBe(429);
    offsetMs += 61_000;
    expect(await attempt(password)).toBe(200);
  });

  test('is locked as soon when the passwords are guessed at once', async () => {
    await addPerson('stormed@acme');
    const guesses = await Promise.all(
      Array.from({ length: 20 }, async (_, count) => {
        const browser = createBrowser(issuer.issuer);
        const page = await browser.open(authorizeUrl(createProofKey()));
        return () =>
          browser.submit(page.at, { username: 'stormed@acme', password: `guess ${count}`, action: 'continue' });
      }),
    );
    const answers = await Promise.all(guesses.map((guess) => guess()));
    const statuses = answers.map(({ response }) => response.status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([...Array.from({ length: 5 }, () => 401), ...Array.from({ length: 15 }, () => 429)]);
  });
});

describe('a code', () => {
  test('is of no use without its verifier', async () => {
    const key = createProofKey();
    const code = (await signIn(key)).searchParams.get('code');
    const stolen = await exchange(code, createProofKey());
    expect([stolen.status, stolen.body.error, stolen.body.access_token]).toEqual([400, 'invalid_grant', undefined]);
  });

  test('is good once, and a second use ends what the first has brought', async () => {
    const key = createProofKey();
    const code = (await signIn(key)).searchParams.get('code');
    const first = await exchange(code, key);
    expect(first.status).toBe(200);
    expect((await exchange(code, key)).body.error).toBe('invalid_grant');
    const form = { grant_type: 'refresh_token', client_id: 'portal', refresh_token: first.body.refresh_token ?? '' };
    expect((await requestToken(issuer.issuer, form)).body.error).toBe('invalid_grant');
  });

  test('is good once, too, when it comes twice at the same moment', async () => {
    const key = createProofKey();
    const code = (await signIn(key)).searchParams.get('code');
    const answers = await Promise.all([exchange(code, key), exchange(code, key), exchange(code, key)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  test('is not sent to where the application was not registered, and not given without PKCE', async () => {
    const browser = createBrowser(issuer.issuer);
    for (const uri of ['https://evil.example/signed-in', `${redirectUri}/more`, 'http://portal.example/signed-in']) {
      const { response } = await browser.open(authorizeUrl(createProofKey(), { redirect_uri: uri }));
      expect([uri, response.status, response.headers.get('location')]).toEqual([uri, 400, null]);
    }
    const { at } = await browser.open(authorizeUrl({ challenge: '', verifier: '' }));
    expect(new URL(at, issuer.issuer).searchParams.get('error')).toBe('invalid_request');
    const key = createProofKey();
    const code = (await signIn(key)).searchParams.get('code');
    expect((await exchange(code, key, { redirect_uri: 'https://evil.example/' })).body.error).toBe('invalid_grant');
  });
});

describe('a refresh token', () => {
  const refresh = (token = '') =>
    requestToken(issuer.issuer, { grant_type: 'refresh_token', client_id: 'portal', refresh_token: token });
  const obtain = async (username: string) => {
    const key = createProofKey();
    return (await exchange((await signIn(key, username)).searchParams.get('code'), key)).body;
  };

  test('is exchanged at each use; an old one that comes again ends them all', async () => {
    const first = await obtain('anna@acme');
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(second.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('is over when it was revoked by the standard endpoint', async () => {
    const { refresh_token: token = '' } = await obtain('anna@acme');
    const revoked = await requestToken(issuer.issuer, { client_id: 'portal', token }, {}, '/token/revocation');
    expect(revoked.status).toBe(200);
    expect((await refresh(token)).body.error).toBe('invalid_grant');
  });

  test('is over when the person is removed, and the gateways are told', async () => {
    await addPerson('leaver@acme');
    const { refresh_token: token } = await obtain('leaver@acme');
    await issuer.admin.call('DELETE', '/people/leaver%40acme');
    expect((await refresh(token)).body.error).toBe('invalid_grant');
    expect((await receiver.waitFor('sub/leaver%40acme'))[0]?.data).toMatchObject({ sub: 'leaver@acme' });
  });
});
