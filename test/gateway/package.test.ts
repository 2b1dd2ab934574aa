// The published package: packed, installed in an empty folder, and run by its command and as a library.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from './graphql-client.ts';
import { startCommand } from './running-command.ts';
import { composeSupergraph, createTemporaryFolder } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

vi.setConfig({ testTimeout: 90_000 });

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));
let products: RunningSubgraph;
let directory: string;
let packed: { filename: string; files: { path: string }[] };

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  directory = createTemporaryFolder();
  const { stdout } = await run('npm', ['pack', '--workspace', 'gateway', '--json', '--pack-destination', directory], {
    cwd: repository,
  });
  [packed = { filename: '', files: [] }] = JSON.parse(stdout) as (typeof packed)[];
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed.filename}`], {
    cwd: directory,
  });
  writeFileSync(path.join(directory, 'supergraph.graphql'), composeSupergraph([products]));
}, 300_000);
afterAll(() => products.close());

test('it contains what runs and describes, and neither sources nor tests', () => {
  const files = packed.files.map((file) => file.path);
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'gateway.schema.json']),
  );
  expect(files.filter((file) => /^src\/|\.test\.|tsbuildinfo|\.map$/.test(file))).toEqual([]);
});

test('its command serves a supergraph', async () => {
  const gateway = startCommand(['--supergraph', 'supergraph.graphql', '--port', '0'], {
    cwd: directory,
    command: [path.join(directory, 'node_modules/.bin/commerce-graph-gateway')],
  });
  const [, url = ''] = await gateway.waitFor(/served at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  expect((await ask({ url }, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
  expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('GraphiQL');
  gateway.process.kill('SIGTERM');
  expect((await gateway.exited).exitCode).toBe(0);
});

test('it is a library', async () => {
  const script = `
    import { createGateway, parseConfig } from 'commerce-graph-gateway';
    const gateway = await createGateway(parseConfig({
      supergraph: { listen: '127.0.0.1:0', source: { file: 'supergraph.graphql' } },
      telemetry: { logging: { level: 'silent' } },
    }));
    const response = await fetch(gateway.url + '/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ tool(id: "1") { name } }' }),
    });
    console.log(await response.text());
    await gateway.close();
  `;
  writeFileSync(path.join(directory, 'use.mjs'), script);
  const { stdout } = await run(process.execPath, ['use.mjs'], { cwd: directory });
  expect(JSON.parse(stdout)).toEqual({ data: { tool: { name: 'Hammer' } } });
});

test('its version is the one it says', async () => {
  const { version } = JSON.parse(readFileSync(path.join(repository, 'gateway/package.json'), 'utf8')) as {
    version: string;
  };
  const { stdout } = await run(path.join(directory, 'node_modules/.bin/commerce-graph-gateway'), ['--version']);
  expect(stdout.trim()).toBe(version);
});
