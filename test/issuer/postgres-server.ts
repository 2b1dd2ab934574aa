// A real PostgreSQL on a free port and a temporary folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../graph/free-port.ts';

const folder = findFolder();

/** For `describe.skipIf`: without a PostgreSQL the tests are skipped on a developer's machine, and fail with `CI=true`. */
export const isPostgresMissing = folder === undefined && process.env['CI'] !== 'true';
if (isPostgresMissing) {
  process.stderr.write('SKIPPED: the tests on PostgreSQL. There is no initdb; POSTGRES_BIN_PATH names its folder.\n');
}

export interface PostgresServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<PostgresServer> {
  if (folder === undefined) throw new Error('There is no PostgreSQL here: install it, or set POSTGRES_BIN_PATH.');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'commerce-graph-postgres-'));
  const identity = findIdentity();
  if (identity !== undefined) chownSync(dataDir, identity.uid, identity.gid);
  const database = path.join(dataDir, 'database');
  execFileSync(
    path.join(folder, 'initdb'),
    ['--pgdata', database, '--username', 'issuer', '--auth', 'trust', '--no-sync', '--no-locale', '--encoding', 'UTF8'],
    { ...identity, cwd: dataDir, stdio: 'pipe' },
  );
  const port = await findFreePort();
  const options = ['-D', database, '-p', String(port), '-h', '127.0.0.1', '-k', dataDir, '-F'];
  const server = spawn(path.join(folder, 'postgres'), options, {
    ...identity,
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await waitUntilReady(server);
  return {
    url: `postgres://issuer@127.0.0.1:${port}/postgres`,
    async close() {
      // Fast: sessions are ended, nothing is waited for.
      server.kill('SIGINT');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)));
  });
}

/** PostgreSQL refuses to run as root, and its packages make a user for it. */
function findIdentity(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const read = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: read('-u'), gid: read('-g') };
}

function findFolder(): string | undefined {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).toSorted((a, b) => Number(b) - Number(a)) : [];
  const candidates = [
    process.env['POSTGRES_BIN_PATH'],
    ...(process.env['PATH'] ?? '').split(path.delimiter),
    ...versions.map((version) => path.join(packaged, version, 'bin')),
  ];
  return candidates.find((each) => each !== undefined && each !== '' && existsSync(path.join(each, 'initdb')));
}
