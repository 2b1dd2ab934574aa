// Tokens that are taken back before they expire, on one gateway: which are refused, from when on, and who may say so.
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, send, sign, writeBatch } from '../events/event-sender.ts';
import { createTemporaryFolder } from './running-gateway.ts';
import { createRevocationEvent, erpSecret, identitySecret, revoke, webhooks } from './revoking-sender.ts';
import { createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

const otherIssuer = 'https://other.example';
const now = () => Math.floor(Date.now() / 1000);
const inSeconds = (seconds: number) => new Date((now() + seconds) * 1000).toISOString();
let trusted: TokenIssuer;
let gateway: TrustingGateway;

beforeAll(async () => {
  trusted = await createTokenIssuer();
  gateway = await startTrustingGateway({
    keys: [trusted.publicKey],
    jwks: { issuers: [issuer, otherIssuer] },
    config: { events: { webhooks } },
  });
});
afterAll(() => gateway.close());

async function expectAccepted(...tokens: readonly string[]): Promise<void> {
  for (const token of tokens) expect((await gateway.ask(token)).data).toEqual({ live: expect.any(String) });
}

async function expectRefused(...tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    const { status, data, errors } = await gateway.ask(token);
    expect([status, data, errors]).toEqual([
      401,
      undefined,
      [{ message: 'The token was revoked.', extensions: { code: 'AUTH_ERROR' } }],
    ]);
  }
}

describe('from the answer on', () => {
  test.each([false, true])(
    'the one token that is named is refused, though it was verified a moment ago',
    async (isBinary) => {
      const jti = `one-${isBinary}`;
      const [token, sibling, elsewhere] = await Promise.all([
        trusted.sign({ jti }),
        trusted.sign({ jti: 'sibling' }),
        trusted.sign({ jti, iss: otherIssuer }),
      ]);
      await expectAccepted(token, sibling, elsewhere);
      const { status, body } = await revoke(gateway, { jti }, { isBinary });
      expect([status, body]).toEqual([202, { accepted: 1, ignored: [] }]);
      await expectRefused(token, token);
      await expectAccepted(sibling, elsewhere);
      // A new one of the same name would be a mistake of the issuer.
      await expectRefused(await trusted.sign({ jti, sub: 'somebody-else' }));
    },
  );

  test('every token of a subject is refused that was issued until then, and none that is issued later', async () => {
    const sub = 'left-the-company';
    const moment = now() - 10;
    const before = await trusted.sign({ sub, iat: moment - 90 });
    const sameSecond = await trusted.sign({ sub, iat: moment });
    const after = await trusted.sign({ sub, iat: moment + 1 });
    const undated = await trusted.sign({ sub, iat: undefined });
    const colleague = await trusted.sign({ iat: now() - 100 });
    await expectAccepted(before, sameSecond, after, colleague);
    expect((await revoke(gateway, { sub }, { time: new Date(moment * 1000).toISOString() })).status).toBe(202);
    await expectRefused(before, sameSecond, undated);
    await expectAccepted(after, colleague, await trusted.sign({ sub, iss: otherIssuer, iat: now() - 100 }));
    // An earlier one that comes late takes nothing back of that.
    expect((await revoke(gateway, { sub }, { time: inSeconds(-50) })).status).toBe(202);
    await expectRefused(sameSecond);
  });

  test('every token of a client is refused, by either claim that names it', async () => {
    const portal = await trusted.sign({ client_id: 'portal' });
    const page = await trusted.sign({ azp: 'portal' });
    const other = await trusted.sign({ client_id: 'another', azp: 'portal' });
    await expectAccepted(portal, page, other);
    expect((await revoke(gateway, { client_id: 'portal' })).status).toBe(202);
    await expectRefused(portal, page);
    await expectAccepted(other);
  });

  test('without a time, tokens of clocks that are ahead are meant as well', async () => {
    const sub = 'without-time';
    const ahead = await trusted.sign({ sub, iat: now() + 30 });
    await expectAccepted(ahead);
    const { time: _time, subject: _subject, ...event } = createRevocationEvent({ iss: issuer, sub });
    const written = { headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) };
    expect((await send(`${gateway.url}/events`, sign(written, { secret: identitySecret }))).status).toBe(202);
    await expectRefused(ahead);
  });

  test('who has no token is served as before', async () => {
    expect((await gateway.ask(undefined)).status).toBe(200);
  });
});

describe('nothing is taken of a request', () => {
  test('of a sender that may not revoke tokens, and the log says so', async () => {
    const token = await trusted.sign({ jti: 'not-permitted' });
    gateway.lines.length = 0;
    const revocation = { ...createRevocationEvent({ iss: issuer, jti: 'not-permitted' }), subject: null };
    const batch = writeBatch([createEvent(), revocation]);
    const { status, body } = await send(`${gateway.url}/events`, sign(batch, { secret: erpSecret }));
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([403, 'REVOCATION_NOT_PERMITTED']);
    expect(gateway.lines.filter(({ code }) => code === 'REVOCATION_NOT_PERMITTED')).toMatchObject([
      { level: 'warn', msg: expect.stringContaining('The webhook "erp" may send no events') },
    ]);
    expect(gateway.lines.filter(({ msg }) => msg === 'Change event')).toEqual([]);
    await expectAccepted(token);
  });

  test.each<[string, unknown, RegExp, string?]>([
    ['without data', undefined, /data is missing/],
    ['with a text for data', 'jti', /data is no object/],
    ['without an issuer', { jti: 'bad' }, /data\.iss is no text/],
    ['of an issuer that is not trusted', { iss: `${issuer}/`, jti: 'bad' }, /data\.iss is no issuer/],
    ['that names no token', { iss: issuer }, /one of jti, sub, client_id/],
    ['that names them in two ways', { iss: issuer, jti: 'bad', sub: 'bad' }, /one of jti, sub, client_id/],
    ['that names them by no text', { iss: issuer, sub: ['bad'] }, /data\.sub is no text/],
    ['that names them by an empty text', { iss: issuer, client_id: '' }, /data\.client_id is empty/],
    ['with an expiry that is no number', { iss: issuer, jti: 'bad', exp: 'soon' }, /data\.exp is no number/],
    ['that will happen', { iss: issuer, sub: 'bad' }, /time is in the future/, inSeconds(100)],
  ])('%s', async (_name, data, message, time) => {
    const { subject: _none, ...event } = createRevocationEvent(data, { time });
    const good = { ...createRevocationEvent({ iss: issuer, jti: 'beside-a-bad-one' }), subject: null };
    const answer = await send(`${gateway.url}/events`, sign(writeBatch([good, event]), { secret: identitySecret }));
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'MALFORMED_EVENT']);
    expect(answer.body.errors?.[0]?.message).toMatch(message);
    await expectAccepted(await trusted.sign({ jti: 'beside-a-bad-one' }));
  });
});

test('a token that is good for longer than revocations are kept is refused', async () => {
  const long = await trusted.sign({ iat: now() - 60, exp: now() + 25 * 3600 });
  expect((await gateway.ask(long)).errors?.[0]?.message).toBe('The token is good for longer than 86400 s.');
  expect((await gateway.ask(await trusted.sign({ iat: undefined, exp: now() + 25 * 3600 }))).status).toBe(401);
  await expectAccepted(await trusted.sign({ exp: now() + 24 * 3600 }));
});

test('more than are kept are refused with 503, and what is known stays', async () => {
  const small = await startTrustingGateway({
    keys: [trusted.publicKey],
    jwt: { revocation: { limit: 2 } },
    config: { events: { webhooks } },
  });
  try {
    for (const jti of ['1', '2', '2']) expect((await revoke(small, { jti })).status).toBe(202);
    const { status, headers, body } = await revoke(small, { jti: '3' });
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([503, 'REVOCATION_FAILED']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    const statuses = ['1', '2', '3'].map(async (jti) => (await small.ask(await trusted.sign({ jti }))).status);
    expect(await Promise.all(statuses)).toEqual([401, 401, 200]);
    // One that is over makes room.
    expect(
      small.lines
        .filter(({ level }) => level === 'error')
        .map(({ err }) => JSON.stringify(err))
        .join(),
    ).toContain('no more than 2 are kept');
  } finally {
    await small.close();
  }
});

describe('with a file', () => {
  const directory = createTemporaryFolder();
  const file = path.join(directory, 'revoked.jsonl');
  const start = () =>
    startTrustingGateway({
      keys: [trusted.publicKey],
      jwt: { revocation: { file: 'revoked.jsonl' } },
      config: { events: { webhooks } },
      directory,
    });

  test('a gateway that is started again still knows, and forgets what has expired', async () => {
    const first = await start();
    const [one, another] = await Promise.all([trusted.sign({ jti: 'kept' }), trusted.sign({ sub: 'kept' })]);
    expect((await revoke(first, { jti: 'kept' })).status).toBe(202);
    expect((await revoke(first, { sub: 'kept' })).status).toBe(202);
    expect((await revoke(first, { jti: 'over', exp: now() - 1000 })).status).toBe(202);
    await first.close();
    expect(statSync(file).mode % 0o1000).toBe(0o600);
    // What a crash leaves of a line that was being written.
    appendFileSync(file, '{"issuer":"https://ide');
    const second = await start();
    expect((await second.ask(one)).status).toBe(401);
    expect((await second.ask(another)).status).toBe(401);
    expect((await second.ask(await trusted.sign({ jti: 'new' }))).status).toBe(200);
    await second.close();
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('a gateway does not start when it cannot know what was revoked', async () => {
    writeFileSync(file, 'something else\n');
    await expect(start()).rejects.toThrow(/revoked\.jsonl, line 1: this is no revocation/);
  });
});
