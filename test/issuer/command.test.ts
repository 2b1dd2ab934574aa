// The command as an operator runs it, against an issuer that is a process of its own: what it says, and what it never shows.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSecret } from '../events/event-sender.ts';
import { findFreePort } from '../graph/free-port.ts';
import { requestPartnerToken } from './running-issuer.ts';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '../..');
const entry = ['--conditions=source', '--import', 'tsx', path.join(repository, 'issuer/src/cli.ts')];

let dataDir: string;
let env: NodeJS.ProcessEnv;
let issuer: ChildProcess;
let said = '';

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-graph-issuer-'));
  const secretFile = path.join(dataDir, 'events.secret');
  const eventsSecret = createSecret();
  await writeFile(secretFile, eventsSecret, { mode: 0o600 });
  env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    ISSUER_PORT: String(await findFreePort()),
    ISSUER_ADMIN_PORT: String(await findFreePort()),
    ISSUER_DATA_DIR: dataDir,
    LOG_LEVEL: 'trace',
    // Nobody listens there: what is logged of that must have no secret either.
    EVENTS_URL: `http://127.0.0.1:${await findFreePort()}/events`,
    ISSUER_EVENTS_SECRET_FILE: secretFile,
  };
  env['ISSUER_URL'] = `http://127.0.0.1:${env['ISSUER_PORT']}`;
  issuer = spawn(process.execPath, entry, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [issuer.stdout, issuer.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await vi.waitUntil(() => said.includes('the issuer is ready'), { timeout: 30_000 });
});
afterAll(async () => {
  if (issuer.exitCode === null && issuer.signalCode === null) {
    issuer.kill('SIGTERM');
    await once(issuer, 'exit');
  }
  await rm(dataDir, { recursive: true, force: true });
});

const command = async (...args: string[]) =>
  (await run(process.execPath, [...entry, ...args], { cwd: repository, env })).stdout;
const refusal = async (...args: string[]) => {
  const failed = await run(process.execPath, [...entry, ...args], { cwd: repository, env }).then(
    () => undefined,
    (error: unknown) => error as { code: number; stderr: string; stdout: string },
  );
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  return failed?.stderr ?? '';
};

describe('npm run partners', () => {
  test('issues, lists, rotates and revokes, and shows a secret once', async () => {
    const who = ['--name', 'Acme portal', '--accounts', 'acme,acme-dayton', '--scope', 'orders:read'];
    const what = ['--origins', 'https://a.example,https://b.example', '--operations', 'acme-portal'];
    const limits = ['--rate', '100/1s', '--cost', '50000/1m', '--expires', '90d'];
    const issued = await command('partners', 'issue', ...who, ...what, ...limits, '--json');
    const { client_id: id, client_secret: secret, partner } = JSON.parse(issued) as Record<string, string>;
    expect(partner).toMatchObject({
      accounts: ['acme', 'acme-dayton'],
      restrictions: {
        origins: ['https://a.example', 'https://b.example'],
        operations: 'acme-portal',
        rate: { capacity: 100, interval_seconds: 1 },
        cost: { capacity: 50_000, interval_seconds: 60 },
      },
    });
    const credentials = { client_id: id ?? '', client_secret: secret ?? '' };
    expect((await requestPartnerToken(env['ISSUER_URL'] ?? '', credentials)).status).toBe(200);

    const listed = await command('partners', 'list');
    expect(listed).toMatch(/^CLIENT ID.*\n.*Acme portal .*active .*acme,acme-dayton/);
    expect(`${listed}${await command('partners', 'list', '--json')}`).not.toContain('cgps_');

    const rotated = await command('partners', 'rotate', id ?? '', '--overlap', '1h');
    expect(rotated).toMatch(/client secret {2}cgps_[\w-]{43}\n/);
    expect((await requestPartnerToken(env['ISSUER_URL'] ?? '', credentials)).status).toBe(200);

    expect(await command('partners', 'revoke', id ?? '')).toContain('is revoked');
    expect((await requestPartnerToken(env['ISSUER_URL'] ?? '', credentials)).status).toBe(401);
    // What was logged of all this, at the finest level, and of a gateway that was not there.
    await expect.poll(() => said).toContain('a revocation has not arrived');
    const adminKey = (await readFile(path.join(dataDir, 'admin.key'), 'utf8')).trim();
    const eventsSecret = (await readFile(path.join(dataDir, 'events.secret'), 'utf8')).trim();
    for (const hidden of [secret ?? '', 'cgps_', 'eyJ', adminKey, eventsSecret]) expect(said).not.toContain(hidden);
  }, 60_000);

  test.each([
    [['partners'], 'give issue, list, rotate or revoke'],
    [['partners', 'isue'], '"isue" is none of its commands; give issue'],
    [['partners', 'issue', '--accounts', 'acme'], 'needs --name: for example --name "Acme portal"'],
    [['partners', 'issue', '--name', 'x', '--accounts', 'a,,b'], '--accounts is "a,,b"; give'],
    [['partners', 'issue', '--name', 'x', '--accounts', 'a', '--rate', '100'], '--rate is "100"; give'],
    [
      ['partners', 'issue', '--name', 'x', '--accounts', 'a', '--expires', '2020-01-01'],
      'in the past; give a later one',
    ],
    [['partners', 'issue', '--nmae', 'x'], "Unknown option '--nmae'. Its flags are --name,"],
    [['partners', 'issue', 'acme', '--name', 'x'], 'takes no argument, but was given "acme"'],
    [['partners', 'revoke'], 'takes one argument, <client id>, but was given 0'],
    [['partners', 'revoke', 'nobody'], 'There is no partner "nobody".'],
    [['partners', 'rotate', 'x', '--overlap', '1'], '--overlap is "1"; give a number with its unit'],
    [['people', 'add', 'a b', '--name', 'x'], 'a user name is 1 to 100 characters without blanks'],
    [['applications', 'put', 'x', '--name', 'x', '--redirect', 'http://shop.example/'], 'give an https URL'],
    [['keys', 'turn'], '"turn" is none of its commands; give list or rotate'],
    [['partner'], 'There is no command "partner".'],
  ])('%j says what is wrong and what to give', async (args, reason) => {
    expect(await refusal(...args)).toContain(reason);
  });

  test('shows neither the key nor a password to those who list the processes', async () => {
    const args = [...entry, 'people', 'add', 'carl@acme', '--name', 'Carl', '--account', 'acme', '--password-stdin'];
    const adding = spawn(process.execPath, args, { cwd: repository, env, stdio: ['pipe', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [adding.stdout, adding.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const password = 'a password that is typed';
    const adminKey = (await readFile(path.join(dataDir, 'admin.key'), 'utf8')).trim();
    const shown = await Promise.all(
      [adding.pid, issuer.pid].flatMap((pid) =>
        ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
      ),
    );
    expect(shown.join(' ')).toContain('carl@acme');
    for (const hidden of [adminKey, password]) expect(shown.join(' ')).not.toContain(hidden);
    adding.stdin.end(`${password}\n`);
    await once(adding, 'exit');
    expect(printed).toBe('The password is set.\n');
    expect(await command('people', 'list')).toContain('carl@acme');
  });

  test('says so when no issuer runs, when there is no key, and when it is another one', async () => {
    const elsewhere = async (changes: NodeJS.ProcessEnv) => {
      const { env: before } = { env };
      env = { ...env, ...changes };
      try {
        return await refusal('partners', 'list');
      } finally {
        env = before;
      }
    };
    const adminUrl = `http://127.0.0.1:${await findFreePort()}`;
    expect(await elsewhere({ ISSUER_ADMIN_URL: adminUrl })).toContain(
      `The issuer does not answer at ${adminUrl}. Start it`,
    );
    expect(await elsewhere({ ISSUER_ADMIN_KEY_FILE: '/nowhere/admin.key' })).toContain(
      'cannot be read from /nowhere/admin.key',
    );
    const otherKey = path.join(dataDir, 'other.key');
    await writeFile(otherKey, 'another key, of another issuer, of some length');
    const refused = await elsewhere({ ISSUER_ADMIN_KEY_FILE: otherKey });
    expect(refused).toContain('has another admin key');
    expect(refused).not.toContain('another key, of');
    expect(await elsewhere({ ISSUER_ADMIN_URL: 'http://issuer.example:4005' })).toContain('has to be https');
  });

  test('prints nothing of the library, and keeps its keys to the owner', async () => {
    expect(said).not.toMatch(/oidc-provider|WARNING|NOTICE/);
    for (const file of ['admin.key', 'encryption.key', 'issuer.sqlite']) {
      expect([file, ((await stat(path.join(dataDir, file))).mode & 0o777).toString(8)]).toEqual([file, '600']);
    }
  });
});

describe('in production', () => {
  const start = async (changes: NodeJS.ProcessEnv) => {
    const ports = { ISSUER_PORT: String(await findFreePort()), ISSUER_ADMIN_PORT: String(await findFreePort()) };
    const where = { ISSUER_DATA_DIR: path.join(dataDir, 'another'), ...ports, EVENTS_URL: '' };
    return run(process.execPath, entry, {
      cwd: repository,
      env: { ...env, ...where, ...changes },
      timeout: 20_000,
    }).then(
      () => 'It ended well.',
      (error: unknown) => (error as { stderr: string }).stderr,
    );
  };

  test.each([
    [{ ISSUER_URL: undefined }, 'ISSUER_URL is missing'],
    [{ ISSUER_URL: 'http://id.example' }, 'has to be https'],
    [{ ISSUER_URL: 'https://id.example/' }, 'without a slash at the end'],
    [{ ISSUER_DEVELOPMENT_SANDBOX_URL: 'http://127.0.0.1:4000/' }, 'refused in production'],
    [{ ISSUER_DATABASE_URL: 'mysql://root:hidden@db' }, 'is no PostgreSQL URL'],
    [
      { EVENTS_URL: 'https://gateway.example/events', ISSUER_EVENTS_SECRET_FILE: '' },
      'ISSUER_EVENTS_SECRET_FILE is missing',
    ],
    [{ ISSUER_TOKEN_SECONDS: '86400' }, 'ISSUER_TOKEN_SECONDS is "86400"; give a whole number from 60 to 3600'],
  ])('does not start with %j', async (changes, reason) => {
    const text = await start(changes);
    expect(text).toContain(reason);
    expect(text).not.toContain('hidden');
  });

  test('has no demo people and no development tokens', async () => {
    expect(await command('people', 'list', '--json')).not.toMatch(/rep@northline|bo@borealis/);
    const key = (await readFile(path.join(dataDir, 'admin.key'), 'utf8')).trim();
    const response = await fetch(`http://127.0.0.1:${env['ISSUER_ADMIN_PORT']}/development/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: '{"account":"acme"}',
    });
    expect(response.status).toBe(404);
  });

  test('does not start with a key file that others can read, or another encryption key', async () => {
    const folder = path.join(dataDir, 'loose');
    await run('cp', ['-r', '--', dataDir, `${dataDir}-copy`]);
    await run('mv', ['--', `${dataDir}-copy`, folder]);
    await chmod(path.join(folder, 'admin.key'), 0o644);
    expect(await start({ ISSUER_DATA_DIR: folder })).toContain('may be read by others (mode 644): run "chmod 600');
    await chmod(path.join(folder, 'admin.key'), 0o600);
    await rm(path.join(folder, 'encryption.key'));
    expect(await start({ ISSUER_DATA_DIR: folder })).toContain('sealed with another encryption key');
  });
});
