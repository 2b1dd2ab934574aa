// Both databases keep what the issuer keeps, in the same way: over a restart, for several replicas, and for nobody else.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from 'commerce-graph-issuer';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPostgresMissing, type PostgresServer, startPostgres } from './postgres-server.ts';
import {
  createBrowser,
  createProofKey,
  issuePartner,
  requestPartnerToken,
  startTestIssuer,
  type TestableIssuer,
} from './running-issuer.ts';

let postgres: PostgresServer | undefined;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'commerce-graph-issuer-'));
  if (!isPostgresMissing) postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres?.close();
  await rm(folder, { recursive: true, force: true });
});

const databases = [
  { name: 'SQLite', isMissing: false, locate: () => ({}) },
  { name: 'PostgreSQL', isMissing: isPostgresMissing, locate: () => ({ databaseUrl: postgres?.url ?? '' }) },
];

describe.each(databases)('on $name', ({ isMissing, locate }) => {
  describe.skipIf(isMissing)('the database', () => {
    const command = (id: string) => ({
      sql: 'INSERT INTO outbox (target, id, type, subject, time, data) VALUES (?, ?, ?, ?, ?, ?)',
      values: ['http://one.example', id, 't', 's', 'now', '{}'],
    });
    const count = 'SELECT count(*) AS total FROM outbox WHERE target = ?';

    test('runs several commands all or none, and counts what each has changed', async () => {
      const database = await openDatabase({ dataDir: path.join(folder, 'commands'), ...locate() });
      try {
        expect(await database.run(command('a'), command('b'))).toEqual([1, 1]);
        await expect(database.run(command('c'), command('a'))).rejects.toThrow(/unique|constraint/i);
        expect(await database.all(count, ['http://one.example'])).toEqual([{ total: 2 }]);
        const removal = { sql: 'DELETE FROM outbox WHERE target = ?', values: ['http://one.example'] };
        expect(await database.run(removal, removal)).toEqual([2, 0]);
      } finally {
        await database.close();
      }
    });

    test('is opened by several at once when it is new, and keeps times to the millisecond', async () => {
      const where = { dataDir: path.join(folder, 'several'), ...locate() };
      const opened = await Promise.all([openDatabase(where), openDatabase(where), openDatabase(where)]);
      const [first, second] = opened;
      const time = 1_795_470_852_123;
      await first?.run({
        sql: 'INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        values: ['u', 'n', null, '[]', '', '[]', 'h', time, 0, 0],
      });
      expect(await second?.all('SELECT account, created_at FROM people WHERE username = ?', ['u'])).toEqual([
        { account: null, created_at: time },
      ]);
      await Promise.all(opened.map((each) => each.close()));
    });
  });

  describe.skipIf(isMissing)('the issuer', () => {
    let issuer: TestableIssuer;
    beforeAll(async () => {
      issuer = await startTestIssuer(locate());
    });
    afterAll(() => issuer.close());

    test('gives a partner tokens of the same key before and after a restart', async () => {
      const partner = await issuePartner(issuer.admin);
      const before = await requestPartnerToken(issuer.issuer, partner);
      await issuer.restart();
      const after = await requestPartnerToken(issuer.issuer, partner);
      expect([before.status, after.status]).toEqual([200, 200]);
      const keyOf = (token = '') => decodeProtectedHeader(token).kid;
      expect(keyOf(after.body.access_token)).toBe(keyOf(before.body.access_token));
    });

    test('signs with a new key after a rotation, and publishes the old one still', async () => {
      const partner = await issuePartner(issuer.admin);
      const before = await requestPartnerToken(issuer.issuer, partner);
      await issuer.admin.call('POST', '/keys/rotation', { lead_seconds: 0 });
      const after = await requestPartnerToken(issuer.issuer, partner);
      const oldKey = decodeProtectedHeader(before.body.access_token ?? '').kid;
      const newKey = decodeProtectedHeader(after.body.access_token ?? '').kid;
      expect(newKey).not.toBe(oldKey);
      const { keys } = (await (await fetch(`${issuer.issuer}/jwks`)).json()) as { keys: { kid: string; d?: string }[] };
      expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining([oldKey, newKey]));
      expect(keys.every((key) => key.d === undefined)).toBe(true);
    });

    test('publishes a key that it does not sign with yet', async () => {
      const partner = await issuePartner(issuer.admin);
      const { keys } = await issuer.admin.call<{ keys: { kid: string; state: string }[] }>(
        'POST',
        '/keys/rotation',
        {},
      );
      const next = keys.find(({ state }) => state === 'next')?.kid;
      const published = (await (await fetch(`${issuer.issuer}/jwks`)).json()) as { keys: { kid: string }[] };
      expect(published.keys.map(({ kid }) => kid)).toContain(next);
      const { body } = await requestPartnerToken(issuer.issuer, partner);
      expect(decodeProtectedHeader(body.access_token ?? '').kid).not.toBe(next);
    });

    const findLock = async (username: string) => {
      const { people } = await issuer.admin.call<{ people: { username: string; locked_until: string | null }[] }>(
        'GET',
        '/people',
      );
      return people.find((each) => each.username === username)?.locked_until;
    };

    test('locks a person after wrong passwords, with the right one too', async () => {
      const password = 'a password of some length';
      const redirectUri = 'https://portal.example/signed-in';
      await issuer.admin.call('PUT', '/applications/portal', {
        name: 'Portal',
        redirect_uris: [redirectUri],
        scope: 'orders:read',
      });
      await issuer.admin.call('POST', '/people', { username: 'eve@acme', name: 'Eve', scope: '', password });
      const attempt = async (guess: string): Promise<number> => {
        const browser = createBrowser(issuer.issuer);
        const parameters = {
          client_id: 'portal',
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: 'openid',
          code_challenge: createProofKey().challenge,
          code_challenge_method: 'S256',
        };
        const page = await browser.open(`/authorize?${new URLSearchParams(parameters).toString()}`);
        const form = { username: 'eve@acme', password: guess, action: 'continue' };
        return (await browser.submit(page.at, form)).response.status;
      };
      for (let count = 0; count < 5; count += 1) {
        expect(await findLock('eve@acme')).toBeNull();
        expect(await attempt(`guess ${count}`)).toBe(401);
      }
      expect(await findLock('eve@acme')).not.toBeNull();
      expect(await attempt(password)).toBe(429);
    });

    test('has one person of a user name', async () => {
      const password = 'a password of some length';
      await issuer.admin.call('POST', '/people', { username: 'ed@acme', name: 'Ed', scope: '', password });
      expect(await findLock('ed@acme')).toBeNull();
      await expect(
        issuer.admin.call('POST', '/people', { username: 'ed@acme', name: 'Ed', scope: '', password }),
      ).rejects.toThrow('The user name ed@acme is taken.');
    });
  });
});

test('nothing secret is in the files of the database', async () => {
  const issuer = await startTestIssuer();
  try {
    const partner = await issuePartner(issuer.admin);
    const password = 'correct horse battery staple';
    await issuer.admin.call('POST', '/people', {
      username: 'anna@acme',
      name: 'Anna',
      account: 'acme',
      scope: '',
      password,
    });
    const { body } = await requestPartnerToken(issuer.issuer, partner);
    const files = (await readdir(issuer.options.dataDir)).filter((file) => file.startsWith('issuer.sqlite'));
    expect(files).toContain('issuer.sqlite');
    const written = Buffer.concat(
      await Promise.all(files.map((file) => readFile(path.join(issuer.options.dataDir, file)))),
    );
    const isWritten = (text: string) => written.indexOf(text) !== -1;
    expect(isWritten('anna@acme')).toBe(true);
    for (const secret of [partner.client_secret, password, body.access_token ?? 'none', issuer.adminKey, '"d":"']) {
      expect(isWritten(secret)).toBe(false);
    }
  } finally {
    await issuer.close();
  }
});
