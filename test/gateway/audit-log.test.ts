// The audit log tells who asked for what and what came of it, survives its disk, and holds nothing that was asked or answered.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createRecordedLog } from './recorded-log.ts';
import { startCommand } from './running-command.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';
import { audience, createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

interface AuditLine {
  readonly type: string;
  readonly time: string;
  readonly route: string;
  readonly caller?: Record<string, unknown>;
  readonly operation?: { readonly document: string; readonly inputDigest?: string } & Record<string, unknown>;
  readonly outcome: Record<string, unknown>;
}

let subgraphs: RunningSubgraph[];
let identity: TokenIssuer;
let jwksFile: string;
let gateway: RunningGateway | undefined;

beforeAll(async () => {
  subgraphs = await Promise.all([productsSubgraph, reviewsSubgraph, stockSubgraph].map((each) => startSubgraph(each)));
  identity = await createTokenIssuer();
  jwksFile = path.join(createTemporaryFolder(), 'jwks.json');
  writeFileSync(jwksFile, JSON.stringify({ keys: [identity.publicKey] }));
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});
afterAll(() => Promise.all(subgraphs.map((subgraph) => subgraph.close())));

interface AuditOptions {
  readonly audit?: Record<string, unknown>;
  readonly file?: string;
  readonly telemetry?: Record<string, unknown>;
}

async function start(options: AuditOptions = {}, recorded = createRecordedLog()) {
  const { file = path.join(createTemporaryFolder(), 'audit.log'), audit = {}, telemetry = {} } = options;
  gateway = await startGateway(
    subgraphs,
    {
      authentication: { router: { jwt: { jwks: [{ url: jwksFile, issuers: [issuer], audiences: [audience] }] } } },
      response_cache: { subgraph: { all: { invalidation: { shared_key: 'invalidation-key' } } } },
      telemetry: { logging: { requests: false }, audit: { enabled: true, file, ...audit }, ...telemetry },
    },
    { log: recorded.log },
  );
  return { gateway, file, lines: recorded.lines };
}

const readText = (file: string): string => readFileSync(file, 'utf8');
const readLines = (file: string): AuditLine[] =>
  readText(file)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AuditLine);

/** A gateway that is closed has written everything. */
async function closeAndRead(file: string): Promise<AuditLine[]> {
  await gateway?.close();
  return readLines(file);
}

async function signIn(claims: Record<string, unknown> = {}): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await identity.sign(claims)}` };
}

const rename = 'mutation Rename($id: ID!, $name: String!) { rename(id: $id, name: $name) { id name price } }';

describe('a line', () => {
  test('names who asked, for what, and what came of it, and holds no value', async () => {
    const { gateway: running, file } = await start();
    const headers = await signIn({ jti: 'token-7', client_id: 'portal', email: 'ann@acme.example' });
    const variables = { id: '1', name: 'Sledge hammer 4711' };
    const answer = await ask(running, rename, { variables, headers: { ...headers, 'x-note': 'hidden-note' } });
    expect(answer.data).toMatchObject({ rename: { price: 12 } });
    const [line, ...others] = await closeAndRead(file);
    expect(others).toEqual([]);
    expect(line).toEqual({
      type: 'audit',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestId: answer.headers.get('x-request-id'),
      remoteAddress: '127.0.0.1',
      route: '/graphql',
      caller: { issuer, subject: 'user-1', account: 'acme', clientId: 'portal', tokenId: 'token-7' },
      operation: {
        type: 'mutation',
        name: 'Rename',
        document: createHash('sha256').update(rename).digest('hex'),
        fields: ['Mutation.rename'],
        inputDigest: expect.stringMatching(/^[\da-f]{64}$/),
      },
      outcome: { result: 'ok', status: 200, durationMs: expect.any(Number) },
    });
    expect(line?.outcome.durationMs).toBeGreaterThan(0);
    for (const hidden of [headers.authorization.slice(7), '4711', 'ann@', 'hidden-note', '"12"', ':12,'])
      expect(readText(file)).not.toContain(hidden);
  });

  test('of an operation with literal values is the same whatever they are', async () => {
    const { gateway: running, file } = await start();
    const write = (name: string, id = '"1"') =>
      `mutation Rename { again: rename(id: ${id}, name: "${name}") { ...Named } } fragment Named on Tool { id name }`;
    for (const text of [write('Mallet'), write('Maul'), write('Maul', '1')]) await ask(running, text);
    const [mallet, maul, maulById] = await closeAndRead(file);
    expect(mallet?.operation?.fields).toEqual(['Mutation.rename']);
    expect(maul?.operation?.document).toBe(mallet?.operation?.document);
    expect(maul?.operation?.inputDigest).not.toBe(mallet?.operation?.inputDigest);
    expect(maulById?.operation?.document).not.toBe(maul?.operation?.document);
    const plain = [write('Mallet'), write('Maul')].map((text) => createHash('sha256').update(text).digest('hex'));
    for (const hash of plain) expect(readText(file)).not.toContain(hash);
  });

  test('tells equal inputs by their digest, under one key only', async () => {
    const keyFile = path.join(createTemporaryFolder(), 'digest.key');
    writeFileSync(keyFile, randomBytes(32));
    const digestsOf = async (audit: Record<string, unknown>) => {
      const { gateway: running, file } = await start({ audit });
      for (const variables of [
        { id: '1', name: 'Maul' },
        { name: 'Maul', id: '1' },
        { id: '1', name: 'Mallet' },
      ]) {
        await ask(running, rename, { variables });
      }
      return (await closeAndRead(file)).map(({ operation }) => operation?.inputDigest);
    };
    const [first, reordered, other] = await digestsOf({ digest_key_file: keyFile });
    expect(reordered).toBe(first);
    expect(other).not.toBe(first);
    expect(await digestsOf({ digest_key_file: keyFile })).toEqual([first, first, other]);
    expect(await digestsOf({})).not.toContain(first);
  });
});

describe('which operations', () => {
  test('by default, mutations and what is refused', async () => {
    const { gateway: running, file } = await start();
    const headers = await signIn();
    await ask(running, '{ products { name } }', { headers });
    await ask(running, '{ products { name } }', { headers: { authorization: 'Bearer not.a.token' } });
    await ask(running, '{ products { nme } }', { headers });
    await ask(running, '{ products { name }', { headers });
    await fetch(`${running.url}/graphql`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' });
    await fetch(`${running.url}/invalidation`, { method: 'POST', headers: { authorization: 'a-guess' } });
    await fetch(`${running.url}/health/ready`);
    await ask(running, rename, { variables: { id: '1' }, headers });
    const lines = await closeAndRead(file);
    expect(
      lines.map(({ route, outcome: { result, status, errorCodes } }) => [route, result, status, errorCodes]),
    ).toEqual([
      ['/graphql', 'refused', 401, ['AUTH_ERROR']],
      ['/graphql', 'refused', 200, ['GRAPHQL_VALIDATION_FAILED']],
      ['/graphql', 'refused', 200, ['GRAPHQL_PARSE_FAILED']],
      ['/graphql', 'refused', 415, ['BAD_REQUEST']],
      ['/invalidation', 'refused', 401, ['INVALIDATION_KEY_REFUSED']],
      ['/graphql', 'refused', 200, ['BAD_USER_INPUT']],
    ]);
    // Nobody is named on the word of a token that was refused.
    expect(lines.map(({ caller }) => caller?.['subject'])).toEqual([
      undefined,
      'user-1',
      'user-1',
      'anonymous',
      undefined,
      'user-1',
    ]);
    expect(readText(file)).not.toContain('a-guess');
  });

  test('all, when told so: also those that are answered from what is known, and by GET', async () => {
    const { gateway: running, file } = await start({ audit: { operations: 'all' } });
    const query = 'query Names { products { name } mainCategory { title } }';
    for (let count = 0; count < 3; count += 1) await ask(running, query);
    await fetch(`${running.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    await ask(running, '{ products { ... on Tool { rating } } }');
    await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    });
    const lines = await closeAndRead(file);
    const operation = {
      type: 'query',
      name: 'Names',
      document: createHash('sha256').update(query).digest('hex'),
      fields: ['Query.products', 'Query.mainCategory'],
    };
    expect(lines.slice(0, 4).map((line) => line.operation)).toEqual([operation, operation, operation, operation]);
    expect(lines[4]?.outcome).toMatchObject({
      result: 'partial',
      status: 200,
      errorCodes: ['DOWNSTREAM_SERVICE_ERROR'],
      errors: 1,
    });
    expect(lines[5]?.outcome).toMatchObject({
      result: 'failed',
      status: 200,
      errorCodes: ['PERSISTED_QUERY_NOT_FOUND'],
    });
  });

  test('none, unless it is enabled', async () => {
    const { gateway: running, file } = await start({ audit: { enabled: false } });
    await ask(running, rename, { variables: { id: '1', name: 'Maul' } });
    expect(running.reopenAuditLog).toBeUndefined();
    await running.close();
    expect(() => readText(file)).toThrow('ENOENT');
  });
});

describe('the file', () => {
  const renameOnce = (running: RunningGateway) => ask(running, rename, { variables: { id: '1', name: 'Maul' } });

  test('is gone on with after a rotation, and loses no line to it', async () => {
    const { gateway: running, file } = await start();
    for (let count = 0; count < 3; count += 1) {
      await Promise.all(Array.from({ length: 10 }, () => renameOnce(running)));
      renameSync(file, `${file}.${count}`);
      running.reopenAuditLog?.();
    }
    await renameOnce(running);
    const last = await closeAndRead(file);
    const rotated = [0, 1, 2].flatMap((count) => readLines(`${file}.${count}`));
    expect(last.length).toBeGreaterThan(0);
    expect(rotated.length + last.length).toBe(31);
  });

  test('is reopened by the command on SIGHUP', async () => {
    const directory = createTemporaryFolder();
    const earlier = await startGateway(subgraphs, {}, { directory });
    await earlier.close();
    const file = path.join(directory, 'audit.log');
    const config = path.join(directory, 'gateway.yaml');
    writeFileSync(config, `telemetry: { logging: { level: silent }, audit: { enabled: true, file: audit.log } }\n`);
    const command = startCommand(['--config', config, '--supergraph', earlier.supergraphFile, '--port', '0']);
    const [, url = ''] = await command.waitFor(/served at (\S+)\/graphql/);
    await ask({ url }, rename, { variables: { id: '1', name: 'Maul' } });
    await expect.poll(() => readLines(file).length).toBe(1);
    renameSync(file, `${file}.1`);
    command.process.kill('SIGHUP');
    await expect.poll(() => readFileSync(file, 'utf8')).toBe('');
    await ask({ url }, rename, { variables: { id: '1', name: 'Maul' } });
    await expect.poll(() => readLines(file).length).toBe(1);
    command.process.kill('SIGTERM');
    await command.exited;
    expect(readLines(`${file}.1`).length).toBe(1);
  });

  test('on a full disk costs lines and no request, says so once, and is written again when there is room', async () => {
    const file = path.join(createTemporaryFolder(), 'audit.log');
    symlinkSync('/dev/full', file);
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const prometheus = { enabled: true, listen: `127.0.0.1:${port}` };
    const { gateway: running, lines } = await start({
      file,
      audit: { buffer_limit: '4KiB' },
      telemetry: { exporters: { metrics: { prometheus } } },
    });
    for (let count = 0; count < 20; count += 1) expect((await renameOnce(running)).status).toBe(200);
    await expect
      .poll(() => lines.map(({ msg }) => msg))
      .toEqual([
        'The audit log cannot be written; its lines wait in memory as long as they fit',
        'Lines of the audit log are lost: too many wait for the disk',
      ]);
    rmSync(file);
    running.reopenAuditLog?.();
    await expect.poll(() => lines.at(-1)?.['msg'], { timeout: 10_000 }).toBe('The audit log is written again');
    const { lostLines } = lines.at(-1) as { lostLines: number };
    expect(lostLines).toBeGreaterThan(0);
    const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(figures).toContain(`commerce_graph_audit_lines_total{result="lost"} ${lostLines}\n`);
    expect(figures).toContain(`commerce_graph_audit_lines_total{result="written"} ${20 - lostLines}\n`);
    await renameOnce(running);
    const written = await closeAndRead(file);
    expect(written.length).toBe(21 - lostLines);
  });

  test('that cannot be opened keeps the gateway from starting', async () => {
    await expect(start({ file: '/nowhere/audit.log' })).rejects.toThrow('/nowhere/audit.log');
  });
});

test('variables too deep to write down leave the gateway running', async () => {
  const { gateway: running, file } = await start();
  const depth = 200_000;
  const body = `{"query":${JSON.stringify(rename)},"variables":{"id":"1","name":"Maul","x":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  const send = () =>
    fetch(`${running.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect((await send()).status).toBeLessThan(600);
  expect((await ask(running, rename, { variables: { id: '1', name: 'Maul' } })).data).toMatchObject({
    rename: { id: '1' },
  });
  const lines = await closeAndRead(file);
  expect(lines.at(-1)?.outcome).toMatchObject({ result: 'ok' });
});
