// Getting in: tokens by password and by refresh, and what happens without one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basicAuthorization, credentials, type RunningPim, startPim } from './start-pim.ts';

const { username, password } = credentials;

describe('the token endpoint', () => {
  let pim: RunningPim;
  let now = new Date('2026-01-01T00:00:00Z');
  beforeAll(async () => {
    pim = await startPim({ clock: () => now });
  });
  afterAll(() => pim.close());

  const read = (token: unknown) =>
    pim.request('/api/rest/v1/channels', { headers: { authorization: `Bearer ${String(token)}` } });

  // Documented: the answer holds the access token, 3600 seconds, "bearer", no scope and a refresh token.
  it('grants tokens for the password of the API user', async () => {
    const { status, body } = await pim.token({ grant_type: 'password', username, password });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.any(String),
      expires_in: 3600,
      token_type: 'bearer',
      scope: null,
      refresh_token: expect.any(String),
    });
    expect((await read(body['access_token'])).status).toBe(200);
  });

  // Documented: a form is taken as well as JSON.
  it('takes a form too', async () => {
    const { status } = await pim.request('/api/oauth/v1/token', {
      method: 'POST',
      headers: { authorization: basicAuthorization },
      body: new URLSearchParams({ grant_type: 'password', username, password }),
    });
    expect(status).toBe(200);
  });

  // Documented: an access token lasts an hour, and its refresh token gives a new pair after that.
  it('lets a token expire after an hour, and refreshes it', async () => {
    const first = await pim.token({ grant_type: 'password', username, password });
    now = new Date(now.getTime() + 3_599_000);
    expect((await read(first.body['access_token'])).status).toBe(200);
    now = new Date(now.getTime() + 1000);
    const expired = await read(first.body['access_token']);
    expect(expired.status).toBe(401);
    expect(expired.body).toEqual({ code: 401, message: expect.stringContaining('expired') });

    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) };
    const second = await pim.token(refresh);
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first.body['refresh_token']);
    expect((await read(second.body['access_token'])).status).toBe(200);
    // A refresh token is used once.
    expect((await pim.token(refresh)).status).toBe(422);
  });

  // Documented: a refresh token lasts 1209600 seconds.
  it('lets a refresh token expire after 14 days', async () => {
    const { body } = await pim.token({ grant_type: 'password', username, password });
    now = new Date(now.getTime() + 1_209_600_000);
    const refreshed = await pim.token({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
    expect(refreshed.status).toBe(422);
  });

  it('does not take a refresh token for an access token', async () => {
    const { body } = await pim.token({ grant_type: 'password', username, password });
    expect((await read(body['refresh_token'])).status).toBe(401);
  });

  // Documented: an unknown client or a wrong secret is a 422, not a 401.
  it.each([
    ['a wrong secret', { grant_type: 'password', username, password }, `Basic ${btoa('connector:wrong')}`],
    ['no client', { grant_type: 'password', username, password }, 'Bearer x'],
    ['a wrong password', { grant_type: 'password', username, password: 'wrong' }, basicAuthorization],
    ['a wrong user', { grant_type: 'password', username: 'writer', password }, basicAuthorization],
    ['no password', { grant_type: 'password', username }, basicAuthorization],
    ['another grant', { grant_type: 'client_credentials' }, basicAuthorization],
    ['no refresh token', { grant_type: 'refresh_token' }, basicAuthorization],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, basicAuthorization],
  ])('refuses %s with 422', async (_, body, authorization) => {
    const answer = await pim.token(body, authorization);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ code: 422, message: expect.any(String) });
  });

  // Documented: a missing or wrong token is a 401 with code and message.
  it.each([undefined, basicAuthorization, 'Bearer nonsense'])('answers 401 to the authorization %s', async (value) => {
    const answer = await pim.request('/api/rest/v1/channels', {
      headers: value === undefined ? {} : { authorization: value },
    });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ code: 401, message: expect.any(String) });
  });

  // Documented: system information needs no token.
  it('tells what it is without a token', async () => {
    const { status, body } = await pim.request('/api/rest/v1/system-information');
    expect(status).toBe(200);
    expect(body).toEqual({ version: expect.any(String), edition: 'Serenity' });
  });
});
