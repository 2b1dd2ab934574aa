// The command `commerce-graph-gateway`, in a process of its own: arguments, messages, exit codes, signals, logs.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from './graphql-client.ts';
import { runCommand, startCommand } from './running-command.ts';
import { composeSupergraph, createTemporaryFolder } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { createTokenIssuer } from './token-issuer.ts';

// Each test starts processes that compile the sources first.
vi.setConfig({ testTimeout: 90_000 });

let products: RunningSubgraph;
let directory: string;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'supergraph.graphql'), composeSupergraph([products]));
});
afterAll(() => products.close());

test('--supergraph and --port are all it needs; SIGTERM ends it', async () => {
  const gateway = startCommand(['--supergraph', 'supergraph.graphql', '--port', '0'], { cwd: directory });
  const [, url = ''] = await gateway.waitFor(/served at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  expect((await ask({ url }, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
  gateway.process.kill('SIGTERM');
  expect((await gateway.exited).exitCode).toBe(0);
});

test('a gateway.yaml in the current folder is used, and flags win over it', async () => {
  writeFileSync(
    path.join(directory, 'gateway.yaml'),
    'supergraph:\n  listen: 127.0.0.1:1\n  path: /shop\n  source: { file: supergraph.graphql }\n',
  );
  const gateway = startCommand(['--port', '0'], { cwd: directory });
  await gateway.waitFor(/served at http:\/\/127\.0\.0\.1:\d+\/shop/);
  gateway.process.kill('SIGINT');
  expect((await gateway.exited).exitCode).toBe(0);
});

test('a gateway.yaml that lies there is not mixed into --supergraph', async () => {
  const other = createTemporaryFolder();
  writeFileSync(
    path.join(other, 'gateway.yaml'),
    'supergraph: { source: { file: nowhere.graphql } }\noverride_subgraph_url: { products: "http://127.0.0.1:1/graphql" }\n',
  );
  const gateway = startCommand(['--supergraph', path.join(directory, 'supergraph.graphql'), '--port', '0'], {
    cwd: other,
  });
  const [, url = ''] = await gateway.waitFor(/served at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  expect((await ask({ url }, '{ tool(id: "1") { name } }')).data).toEqual({ tool: { name: 'Hammer' } });
  gateway.process.kill('SIGTERM');
  expect((await gateway.exited).exitCode).toBe(0);
});

test('a gateway that cannot start says why and ends, whatever it has opened before', async () => {
  const folder = createTemporaryFolder();
  writeFileSync(path.join(folder, 'manifest.json'), 'no manifest');
  writeFileSync(
    path.join(folder, 'gateway.yaml'),
    `supergraph: { listen: '127.0.0.1:0', source: { file: '${path.join(directory, 'supergraph.graphql')}' } }
response_cache: { redis: { url: 'redis://127.0.0.1:1' } }
persisted_queries: { enabled: true, local_manifests: [manifest.json] }
`,
  );
  const { exitCode, stderr } = await runCommand([], { cwd: folder });
  expect(stderr).toContain('manifest.json');
  expect(exitCode).toBe(1);
});

test('the log has a line for each request, and in none a token, a variable or a value', async () => {
  const issuer = await createTokenIssuer();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [issuer.publicKey] }));
  writeFileSync(
    path.join(directory, 'logging.yaml'),
    `supergraph: { source: { file: supergraph.graphql } }
authentication: { router: { jwt: { jwks: [{ url: jwks.json }] } } }
telemetry: { logging: { level: trace } }
traffic_shaping: { subgraphs: { product: { timeout: 1s } } }
`,
  );
  const gateway = startCommand(['--config', 'logging.yaml', '--port', '0'], { cwd: directory });
  const [, url = ''] = await gateway.waitFor(/served at (http:\/\/127\.0\.0\.1:\d+)/);
  const token = await issuer.sign({ account: 'acme-secret-account' });
  const query = 'query FindTool($id: ID!) { tool(id: $id) { name price } }';
  const options = { variables: { id: '1', unused: 'secret-variable' } };
  await ask({ url }, query, { ...options, headers: { authorization: `Bearer ${token}` } });
  await ask({ url }, query, { ...options, headers: { authorization: `Bearer ${token.slice(0, -4)}AAAA` } });
  products.intercept = (response) => response.writeHead(500).end('secret-body');
  await ask({ url }, query, options);
  products.intercept = undefined;
  const search = new URLSearchParams({ query, variables: '{"id":"secret-variable"}' });
  await fetch(`${url}/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } });
  gateway.process.kill('SIGTERM');
  const { stdout, stderr } = await gateway.exited;

  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter((line) => line['msg'] === 'Request');
  expect(requests.map((line) => [line['method'], line['status'], line['operationName'], line['errorCodes']])).toEqual([
    ['POST', 200, 'FindTool', undefined],
    ['POST', 401, undefined, undefined],
    ['POST', 200, 'FindTool', ['SUBREQUEST_HTTP_ERROR']],
    ['GET', 200, 'FindTool', undefined],
  ]);
  expect(requests[0]).toMatchObject({
    level: 'info',
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    route: '/graphql',
    operationType: 'query',
    durationMs: expect.any(Number),
  });
  expect(requests[0]?.['durationMs']).toBeGreaterThan(0);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'warn', subgraph: 'products', code: 'SUBREQUEST_HTTP_ERROR', status: 500 }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: expect.stringMatching(/^traffic_shaping\.subgraphs\.product has no effect/) }),
  );
  expect(stdout + stderr).not.toMatch(/secret|Hammer|Bearer|eyJ/);
});

test('it can be stopped while it waits for a subgraph that is not there', async () => {
  writeFileSync(
    path.join(directory, 'waiting.yaml'),
    'supergraph: { source: { subgraphs: { nowhere: { url: "http://127.0.0.1:1/graphql" } } } }\n',
  );
  const gateway = startCommand(['--config', 'waiting.yaml', '--port', '0'], { cwd: directory });
  await gateway.waitFor(/Not all subgraphs give their schema yet/);
  gateway.process.kill('SIGTERM');
  expect((await gateway.exited).exitCode).toBe(0);
});

describe('mistakes are answered in a sentence, without a stack', () => {
  test.each([
    [['--prot', '4100'], 2, /Unknown option '--prot'/],
    [['--supergraph', 'supergraph.graphql', '--port', 'abc'], 2, /--port must be a number from 0 to 65535, not "abc"/],
    [['config', 'print'], 2, /The command is "config schema"/],
    [['--config', 'missing.yaml'], 1, /missing\.yaml has a problem:\n {2}cannot be read/],
    [['--supergraph', 'missing.graphql'], 1, /supergraph\.source\.file: there is no file .*missing\.graphql/],
    [['--supergraph', 'subgraph.graphql', '--port', '0'], 1, /no composed supergraph of federation 2/],
    [['--supergraph', 'supergraph.graphql', '--host', '127.0.0.1', '--port', 'TAKEN'], 1, /port is already in use/],
  ])('%j', async (args, exitCode, message) => {
    writeFileSync(path.join(directory, 'subgraph.graphql'), products.sdl);
    const taken = new URL(products.url).port;
    const result = await runCommand(
      args.map((each) => each.replace('TAKEN', taken)),
      { cwd: directory },
    );
    expect(result.stderr).toMatch(message);
    expect(result.stderr).not.toMatch(/\n\s+at /);
    expect(result.exitCode).toBe(exitCode);
  });

  test('nothing to serve', async () => {
    const result = await runCommand([], { cwd: createTemporaryFolder() });
    expect(result.stderr).toMatch(/nothing to serve: give --supergraph <file> or --config <file>/);
    expect(result.exitCode).toBe(2);
  });
});

test('--help, --version and config schema print and end', async () => {
  const [help, version, schema] = await Promise.all([
    runCommand(['--help']),
    runCommand(['--version']),
    runCommand(['config', 'schema']),
  ]);
  expect(help.stdout).toContain('--supergraph <file>');
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const checkedIn = readFileSync(new URL('../../gateway/gateway.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(schema.stdout)).toEqual(JSON.parse(checkedIn));
  expect([help, version, schema].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
});
