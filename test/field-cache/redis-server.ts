// A real Redis on a free port, with nothing on disk, that a test can stop, kill, freeze and start again.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { findFreePort } from '../graph/free-port.ts';

const executable = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
const isInstalled = canRun(executable);

/** For `describe.skipIf`: without a Redis the tests are skipped on a developer's machine, and fail with `CI=true`. */
export const isRedisMissing = !isInstalled && process.env['CI'] !== 'true';
if (isRedisMissing) {
  process.stderr.write(`SKIPPED: the tests on Redis. There is no ${executable}; REDIS_SERVER_PATH names another.\n`);
}

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Runs a command on a connection of its own; its words are split at blanks. Other arguments stay as they are. */
  command(line: string, ...others: readonly string[]): Promise<unknown>;
  /** As a crash does: what it knew is lost, up to what `SAVE` wrote with `keepsFile`. */
  kill(options?: { readonly keepsFile?: boolean }): Promise<void>;
  /** On the same port, empty unless a file was kept. */
  start(): Promise<void>;
  /** It accepts connections and answers nothing. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export interface RedisServerOptions {
  readonly password?: string;
  /** More options of its command line. */
  readonly flags?: readonly string[];
  /** Whether it runs from the start. Default true. */
  readonly isStarted?: boolean;
}

export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const { password, flags = [], isStarted = true } = options;
  const port = await findFreePort();
  // Of its own: a server that becomes a copy of another writes what it was given to a file, whatever it is told.
  const directory = mkdtempSync(path.join(tmpdir(), 'redis-'));
  const url = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`;
  let child: ChildProcess | undefined;

  async function runCommand(line: string, ...others: readonly string[]): Promise<unknown> {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => {});
    await client.connect();
    try {
      return await client.sendCommand([...line.split(' '), ...others]);
    } finally {
      client.destroy();
    }
  }

  const server: RedisServer = {
    port,
    url,
    command: runCommand,
    async kill({ keepsFile = false } = {}) {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      if (!keepsFile) rmSync(path.join(directory, 'dump.rdb'), { force: true });
    },
    async start() {
      const requirepass = password === undefined ? [] : ['--requirepass', password];
      const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', directory];
      child = spawn(
        executable,
        ['--port', String(port), '--bind', '127.0.0.1', ...memoryOnly, ...requirepass, ...flags],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const failed = once(child, 'exit').then(() => {
        throw new Error(`${executable} ended at once on port ${port}`);
      });
      failed.catch(() => {});
      await Promise.race([failed, waitUntilAnswering(() => runCommand('PING'))]);
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  if (isStarted) await server.start();
  return server;
}

async function waitUntilAnswering(ping: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await ping();
      return;
    } catch (error) {
      if (attempt > 200) throw error;
      await wait(25);
    }
  }
}

function canRun(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
