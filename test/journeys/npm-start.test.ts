// What a newcomer does: `npm start`, paste the printed request, print a token, stop with Ctrl-C, start over.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryGraph } from '../graph/graph-client.ts';
import { sampleOperations } from '../graph/sample-operations.ts';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '../..');
const portVariables = [
  'GATEWAY_PORT',
  'ERP_SUBGRAPH_PORT',
  'PIM_SUBGRAPH_PORT',
  'OMS_SUBGRAPH_PORT',
  'ERP_SYSTEM_PORT',
  'PIM_SYSTEM_PORT',
  'OMS_SYSTEM_PORT',
] as const;

let dataDir: string;
let env: NodeJS.ProcessEnv;
let npmStart: ChildProcess;
let output = '';

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('The probe has no address.');
  return address.port;
}

async function waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(output);
    if (match !== null) return match;
    if (npmStart.exitCode !== null) throw new Error(`npm start ended with ${npmStart.exitCode}:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-graph-'));
  env = { ...process.env, DATA_DIR: dataDir, NODE_ENV: 'development' };
  for (const variable of portVariables) env[variable] = String(await findFreePort());
  npmStart = spawn('npm', ['start'], { cwd: repository, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  npmStart.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  npmStart.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await waitForOutput(/Ctrl-C stops everything/);
}, 120_000);

afterAll(async () => {
  if (npmStart.pid !== undefined && npmStart.exitCode === null && npmStart.signalCode === null) {
    process.kill(-npmStart.pid, 'SIGKILL');
  }
  await rm(dataDir, { recursive: true, force: true });
});

const gateway = () => `http://127.0.0.1:${env['GATEWAY_PORT']}/graphql`;
const printToken = async (...args: string[]) =>
  (await run('npm', ['run', '--silent', 'token', '--', ...args], { cwd: repository, env })).stdout.trim();

describe('npm start', () => {
  test('prints a request that works when pasted, and three tokens', async () => {
    const [curl] = await waitForOutput(/^curl .*$/m);
    const { stdout } = await run('bash', ['-c', curl]);
    const answer = JSON.parse(stdout) as { data: { product: { price: unknown }; orders: { nodes: unknown[] } } };
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data.product.price).toMatchObject({ unitPrice: { currencyCode: 'USD' }, priceSource: 'CONTRACT' });
    expect(answer.data.orders.nodes.length).toBeGreaterThan(0);
    expect(output.match(/^ {2}eyJ[\w.-]+$/gm)?.length).toBe(3);
  });

  test('serves two accounts the same content and their own prices and orders', async () => {
    const [acme, borealis] = await Promise.all(
      ['acme', 'borealis'].map(async (account) => {
        const token = await printToken('--account', account);
        return queryGraph(gateway(), sampleOperations.ProductPage, { sku: 'BRG-6205-2RS', locale: 'en-US' }, token);
      }),
    );
    expect(acme?.errors).toEqual([]);
    expect(borealis?.errors).toEqual([]);
    expect(acme?.data?.product?.name).toBe(borealis?.data?.product?.name);
    expect(acme?.data?.product?.price).not.toEqual(borealis?.data?.product?.price);
    expect(acme?.data?.orders).not.toEqual(borealis?.data?.orders);
  });

  test('keeps the subgraphs to the gateway', async () => {
    const token = await printToken('--account', 'acme');
    for (const variable of ['ERP_SUBGRAPH_PORT', 'PIM_SUBGRAPH_PORT', 'OMS_SUBGRAPH_PORT'] as const) {
      for (const credentials of [undefined, token]) {
        const url = `http://127.0.0.1:${env[variable]}/graphql`;
        const answer = await queryGraph(url, '{ _service { sdl } __schema { types { name } } }', {}, credentials);
        expect(answer.status).toBe(401);
        expect(answer.data ?? null).toBeNull();
      }
    }
  });

  test('prints no development token in production mode', async () => {
    const refusal = run('npm', ['run', '--silent', 'token', '--', '--account', 'acme'], {
      cwd: repository,
      env: { ...env, NODE_ENV: 'production' },
    });
    await expect(refusal).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('production') });
  });

  test('keeps its databases from a reset while it runs, wherever the reset looks for the gateway', async () => {
    const elsewhere = { ...env, GATEWAY_PORT: String(await findFreePort()) };
    const reset = run('npm', ['run', '--silent', 'reset'], { cwd: repository, env: elsewhere });
    await expect(reset).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('is running') });
    expect(existsSync(path.join(dataDir, 'systems'))).toBe(true);
  });

  test('names a port that is taken', async () => {
    const second = run('npm', ['start'], { cwd: repository, env });
    await expect(second).rejects.toMatchObject({ stderr: expect.stringContaining(`port ${env['GATEWAY_PORT']}`) });
  });

  test('stops everything on Ctrl-C, and keeps the databases until reset', async () => {
    if (npmStart.pid === undefined) return expect.unreachable();
    // A terminal sends the interrupt to the whole group.
    process.kill(-npmStart.pid, 'SIGINT');
    if (npmStart.exitCode === null && npmStart.signalCode === null) await once(npmStart, 'exit');
    for (const variable of portVariables) {
      await expect(fetch(`http://127.0.0.1:${env[variable]}/`)).rejects.toThrow('fetch failed');
    }
    expect(existsSync(path.join(dataDir, 'systems'))).toBe(true);
    await run('npm', ['run', '--silent', 'reset'], { cwd: repository, env });
    expect(existsSync(path.join(dataDir, 'systems'))).toBe(false);
    return undefined;
  });
});

test('a start whose npm is ended alone leaves nothing behind', async () => {
  const orphaned = spawn('npm', ['start'], { cwd: repository, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  orphaned.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain('Ctrl-C stops everything');
    orphaned.kill('SIGTERM');
    await expect
      .poll(
        () =>
          fetch(gateway()).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 20_000, interval: 200 },
      )
      .toBe('gone');
  } finally {
    if (orphaned.pid !== undefined) {
      try {
        process.kill(-orphaned.pid, 'SIGKILL');
      } catch {
        // The group is gone, as it should be.
      }
    }
  }
}, 90_000);
