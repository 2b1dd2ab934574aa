// Bearer tokens: fetched once however many wait, renewed in time, and once more when the system refuses one.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type SystemClient,
  SystemUnavailableError,
  type TokenSource,
  createClientCredentialsTokenSource,
  createPasswordTokenSource,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerCall, type ScriptedSystem, sendJson, startSystem } from './start-system.ts';

const opened: { close(): Promise<void> }[] = [];
const forever = new AbortController().signal;

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function openIssuer(answer: AnswerCall): Promise<ScriptedSystem> {
  const issuer = await startSystem(answer);
  opened.push(issuer);
  return issuer;
}

const identity = { system: 'ledger', clientId: 'graph', clientSecret: 's3cret/+', deadlineMs: 500 };
const sendNumberedToken: AnswerCall = (_request, response, number) =>
  sendJson(response, { access_token: `token-${number}`, token_type: 'bearer', expires_in: 3600 });

function openClient(url: string, tokenSource: TokenSource): SystemClient {
  const client = createSystemClient({ name: 'ledger', url, tokenSource, retry: { intervalMs: 5 } });
  opened.unshift(client);
  return client;
}

describe('client credentials', () => {
  it('ask the endpoint by form and HTTP Basic, and keep the token', async () => {
    const issuer = await openIssuer(sendNumberedToken);
    const source = createClientCredentialsTokenSource({ ...identity, url: issuer.url, scope: 'prices' });
    expect([await source.getToken(forever), await source.getToken(forever)]).toEqual(['token-1', 'token-1']);
    expect(issuer.calls).toHaveLength(1);
    expect(issuer.calls[0]).toMatchObject({
      method: 'POST',
      body: 'grant_type=client_credentials&scope=prices',
      authorization: `Basic ${Buffer.from('graph:s3cret%2F%2B').toString('base64')}`,
    });
  });

  it('are used once, however many wait; one who leaves does not end it for the others', async () => {
    const issuer = await openIssuer(async (request, response, number) => {
      await sleep(100);
      await sendNumberedToken(request, response, number);
    });
    const source = createClientCredentialsTokenSource({ ...identity, url: issuer.url });
    const impatient = source.getToken(AbortSignal.timeout(20));
    const patient = Array.from({ length: 20 }, () => source.getToken(new AbortController().signal));
    await expect(impatient).rejects.toThrow('aborted due to timeout');
    expect(new Set(await Promise.all(patient))).toEqual(new Set(['token-1']));
    expect(issuer.calls).toHaveLength(1);
  });

  it('are used again shortly before the token expires', async () => {
    let now = 0;
    const issuer = await openIssuer(sendNumberedToken);
    const source = createClientCredentialsTokenSource({ ...identity, url: issuer.url, now: () => now });
    expect(await source.getToken(forever)).toBe('token-1');
    now = 3_569_000;
    expect(await source.getToken(forever)).toBe('token-1');
    now = 3_571_000;
    expect(await source.getToken(forever)).toBe('token-2');
  });

  it('that are refused are no temporary failure; the next call tries again', async () => {
    const issuer = await openIssuer((request, response, number) =>
      number === 1
        ? sendJson(response, { error: 'invalid_client' }, 401)
        : sendNumberedToken(request, response, number),
    );
    const source = createClientCredentialsTokenSource({ ...identity, url: issuer.url });
    const error: unknown = await source.getToken(forever).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SystemUnavailableError);
    expect(error).toMatchObject({ reason: 'credentials', extensions: { system: 'ledger', retryable: false } });
    expect(JSON.stringify(error)).not.toContain('s3cret');
    expect(await source.getToken(forever)).toBe('token-2');
  });

  it('that get no answer or nonsense are a failure of the system', async () => {
    const hanging = await openIssuer(() => undefined);
    const nonsense = await openIssuer((_request, response) => sendJson(response, { token: 'x' }));
    const broken = await openIssuer((_request, response) => sendJson(response, {}, 503));
    const reasonOf = (url: string): Promise<unknown> =>
      createClientCredentialsTokenSource({ ...identity, deadlineMs: 100, url })
        .getToken(forever)
        .catch((error: SystemUnavailableError) => error.reason);
    expect(await reasonOf(hanging.url)).toBe('timeout');
    expect(await reasonOf(nonsense.url)).toBe('response');
    expect(await reasonOf(broken.url)).toBe('status');
    expect(await reasonOf('http://127.0.0.1:1')).toBe('connection');
  });
});

describe('a token that the system refuses', () => {
  it('is renewed once for all calls that carried it', async () => {
    const issuer = await openIssuer(sendNumberedToken);
    const system = await openIssuer(async (request, response) => {
      await sleep(20);
      const isGood = request.headers.authorization === 'Bearer token-2';
      sendJson(response, {}, isGood ? 200 : 401);
    });
    const client = openClient(system.url, createClientCredentialsTokenSource({ ...identity, url: issuer.url }));
    await Promise.all(Array.from({ length: 8 }, () => client.request({ method: 'GET', path: '/' }, () => true)));
    expect(issuer.calls).toHaveLength(2);
    expect(system.calls).toHaveLength(16);
  });

  it('is renewed for a call that writes, too: the system has not acted on it', async () => {
    const issuer = await openIssuer(sendNumberedToken);
    const system = await openIssuer((request, response) =>
      sendJson(response, {}, request.headers.authorization === 'Bearer token-2' ? 201 : 401),
    );
    const client = openClient(system.url, createClientCredentialsTokenSource({ ...identity, url: issuer.url }));
    const status = await client.request({ method: 'POST', path: '/', body: {} }, (_body, answer) => answer.status);
    expect(status).toBe(201);
  });

  it('and refuses again ends the call', async () => {
    const issuer = await openIssuer(sendNumberedToken);
    const system = await openIssuer((_request, response) => sendJson(response, {}, 401));
    const client = openClient(system.url, createClientCredentialsTokenSource({ ...identity, url: issuer.url }));
    const error: unknown = await client
      .request({ method: 'GET', path: '/' }, () => true)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ reason: 'credentials', isRetryable: false });
    expect([system.calls.length, issuer.calls.length]).toEqual([2, 2]);
  });
});

it('a token endpoint that is down for a moment is asked again by the retry of the call', async () => {
  const issuer = await openIssuer((request, response, number) =>
    number === 1 ? sendJson(response, {}, 503) : sendNumberedToken(request, response, number),
  );
  const system = await openIssuer((_request, response) => sendJson(response, {}));
  const client = openClient(system.url, createClientCredentialsTokenSource({ ...identity, url: issuer.url }));
  expect(await client.request({ method: 'GET', path: '/' }, () => 'served')).toBe('served');
});

describe('the password grant', () => {
  const account = { ...identity, username: 'connector', password: 'p&ss' };
  const grantsOf = (issuer: ScriptedSystem): (string | null)[] =>
    issuer.calls.map(({ body }) => new URLSearchParams(body).get('grant_type'));

  it('signs in by password and goes on by refresh token', async () => {
    let now = 0;
    const issuer = await openIssuer((_request, response, number) =>
      sendJson(response, { access_token: `token-${number}`, expires_in: 3600, refresh_token: `refresh-${number}` }),
    );
    const source = createPasswordTokenSource({ ...account, url: issuer.url, now: () => now });
    expect(await source.getToken(forever)).toBe('token-1');
    expect(Object.fromEntries(new URLSearchParams(issuer.calls[0]?.body))).toEqual({
      grant_type: 'password',
      username: 'connector',
      password: 'p&ss',
    });
    now = 3_600_000;
    expect(await source.getToken(forever)).toBe('token-2');
    now = 7_200_000;
    expect(await source.getToken(forever)).toBe('token-3');
    expect(grantsOf(issuer)).toEqual(['password', 'refresh_token', 'refresh_token']);
    expect(new URLSearchParams(issuer.calls[2]?.body).get('refresh_token')).toBe('refresh-2');
  });

  it('signs in by password again when the refresh token is refused, and not when the endpoint is down', async () => {
    let now = 0;
    const answers = [200, 503, 400, 200];
    const issuer = await openIssuer((_request, response, number) =>
      sendJson(
        response,
        { access_token: `token-${number}`, expires_in: 3600, refresh_token: 'used-up' },
        answers[number - 1],
      ),
    );
    const source = createPasswordTokenSource({ ...account, url: issuer.url, now: () => now });
    await source.getToken(forever);
    now = 3_600_000;
    await expect(source.getToken(forever)).rejects.toMatchObject({ reason: 'status' });
    expect(await source.getToken(forever)).toBe('token-4');
    expect(grantsOf(issuer)).toEqual(['password', 'refresh_token', 'refresh_token', 'password']);
  });
});
