// What a newcomer does: `npm start`, paste the printed request, print a token, stop with Ctrl-C, start over.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portVariableNames } from '../../scripts/local-graph.ts';
import { queryGraph } from '../graph/graph-client.ts';
import { sampleOperations } from '../graph/sample-operations.ts';
import { findFreePort } from '../graph/free-port.ts';
import { createBrowser, createProofKey, requestPartnerToken, requestToken } from '../issuer/running-issuer.ts';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '../..');
let dataDir: string;
let env: NodeJS.ProcessEnv;
let npmStart: ChildProcess;
let output = '';

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
  for (const variable of portVariableNames) env[variable] = String(await findFreePort());
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

  test('issues a partner, whose token the gateway takes', async () => {
    const args = ['--name', 'Acme portal', '--accounts', 'acme', '--scope', 'orders:read', '--json'];
    const issue = ['run', '--silent', 'partners', '--', 'issue', ...args];
    const { stdout } = await run('npm', issue, { cwd: repository, env });
    const partner = JSON.parse(stdout) as { client_id: string; client_secret: string };
    const { body } = await requestPartnerToken(`http://127.0.0.1:${env['ISSUER_PORT']}`, partner);
    const answer = await queryGraph(gateway(), sampleOperations.OrderHistory, { first: 1 }, body.access_token);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.orders?.nodes.map((order) => order.account?.id)).toEqual(['acme']);
  });

  test('has demo people who sign in to the sandbox, with the password that it prints', async () => {
    const [, password = ''] = await waitForOutput(/with the password (\S+)/);
    const issuer = `http://127.0.0.1:${env['ISSUER_PORT']}`;
    const redirectUri = `http://127.0.0.1:${env['GATEWAY_PORT']}/`;
    const key = createProofKey();
    const browser = createBrowser(issuer);
    const parameters = {
      client_id: 'sandbox',
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'orders:read',
      code_challenge: key.challenge,
      code_challenge_method: 'S256',
    };
    const page = await browser.open(`/authorize?${new URLSearchParams(parameters).toString()}`);
    const consent = await browser.submit(page.at, { username: 'anna@acme', password, action: 'continue' });
    const { at } = await browser.submit(consent.at, { action: 'continue' });
    const { body } = await requestToken(issuer, {
      grant_type: 'authorization_code',
      client_id: 'sandbox',
      redirect_uri: redirectUri,
      code: new URL(at).searchParams.get('code') ?? '',
      code_verifier: key.verifier,
    });
    const answer = await queryGraph(gateway(), sampleOperations.OrderHistory, { first: 1 }, body.access_token);
    expect(answer.errors).toEqual([]);
    expect(answer.data?.orders?.nodes.map((order) => order.account?.id)).toEqual(['acme']);
  });

  test('does what the guide for partner tokens says, command by command', async () => {
    const guide = readFileSync(path.join(repository, 'docs/partner-tokens.md'), 'utf8');
    const commands = new Map(
      [...guide.matchAll(/<!-- run: (\w+) -->\n\n```sh\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, text]),
    );
    const known: NodeJS.ProcessEnv = {};
    const runCommand = async (name: string): Promise<string> => {
      const text = (commands.get(name) ?? `false ${name} is not in the guide`)
        .replaceAll(':4004/', `:${env['ISSUER_PORT']}/`)
        .replaceAll(':4000/', `:${env['GATEWAY_PORT']}/`);
      return (await run('bash', ['-ec', text], { cwd: repository, env: { ...env, ...known } })).stdout;
    };
    const issued = await runCommand('issue');
    known['CLIENT_ID'] = /client id +(\S+)/.exec(issued)?.[1];
    known['CLIENT_SECRET'] = /client secret +(\S+)/.exec(issued)?.[1];
    const token = JSON.parse(await runCommand('token')) as { access_token: string; scope: string };
    expect(token.scope).toBe('orders:read credit:read');
    expect(JSON.parse(await runCommand('narrowed'))).toMatchObject({ scope: 'orders:read' });
    known['TOKEN'] = token.access_token;
    const { data } = JSON.parse(await runCommand('query')) as {
      data: { orders: { nodes: { account: { id: string } }[] } };
    };
    expect(new Set(data.orders.nodes.map((order) => order.account.id))).toEqual(new Set(['acme']));
    expect(await runCommand('list')).toContain(known['CLIENT_ID']);
    expect(await runCommand('rotate')).toContain('client secret');
    expect(JSON.parse(await runCommand('token'))).toHaveProperty('access_token');
    expect(await runCommand('revoke')).toContain('is revoked');
    expect(JSON.parse(await runCommand('token'))).toMatchObject({ error: 'invalid_client' });
    expect([...commands.keys()]).toEqual(['issue', 'token', 'narrowed', 'query', 'list', 'rotate', 'revoke']);
  }, 60_000);

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
    for (const variable of portVariableNames) {
      await expect(fetch(`http://127.0.0.1:${env[variable]}/`)).rejects.toThrow('fetch failed');
    }
    expect(existsSync(path.join(dataDir, 'systems'))).toBe(true);
    await run('npm', ['run', '--silent', 'reset'], { cwd: repository, env });
    expect(readdirSync(dataDir)).toEqual([]);
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
