// No secret is ever written down: the real processes at their most talkative, asked well and badly, and all that they
// print, answer and show in the list of processes searched for every secret that there is.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portVariableNames } from '../../scripts/local-graph.ts';
import { createEvent, createSecret, send, sign, writeBinary, writeStructured } from '../events/event-sender.ts';
import { type RunningCommand, startCommand } from '../gateway/running-command.ts';
import { createTokenMaker } from './callers.ts';
import { askIssuerBadly, drawIssuerSecrets } from './issuer-secrets.ts';
import { findSecrets, findTokens, readSecrets, type Secret } from './search-secrets.ts';
import { findFreePort } from '../graph/free-port.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const fromSources = [process.execPath, '--conditions=source', '--import', 'tsx'];
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-graph-secrets-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** All that came back, headers included. */
async function ask(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
}

/** The command lines of a process and of all that it started. */
function listCommandLines(pid: number): string[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended.
    }
  }
  const isBelow = (each: number | undefined): boolean =>
    each !== undefined && (each === pid || isBelow(parents.get(each)));
  return [...parents.keys()].filter(isBelow).map((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8'));
}

function expectNoSecrets(texts: readonly string[], secrets: readonly Secret[]): void {
  for (const text of texts) {
    expect(findSecrets(text, secrets)).toEqual([]);
    expect(findTokens(text)).toEqual([]);
  }
}

async function stop({ process: child, exited }: RunningCommand): Promise<void> {
  child.kill('SIGTERM');
  await exited;
}

const page = '{ product(sku: "PX-200") { name price { __typename } } orders(first: 2) { nodes { id lines { sku } } } }';

describe('the graph as npm start runs it', () => {
  let graph: RunningCommand;
  let origin: string;
  /** Good ones, as they are printed for people, and such as are refused. */
  let tokens: readonly string[];
  let ports: Record<string, number>;
  /** What was printed for people, demo tokens included, ends here. */
  let greetingLength: number;
  const answers: string[] = [];
  const sent: Secret[] = [];

  beforeAll(async () => {
    ports = Object.fromEntries(
      await Promise.all(portVariableNames.map(async (variable) => [variable, await findFreePort()] as const)),
    );
    const env = Object.fromEntries(portVariableNames.map((variable) => [variable, String(ports[variable])]));
    graph = startCommand([], {
      cwd: repository,
      command: [...fromSources, 'scripts/start.ts'],
      env: { ...env, DATA_DIR: dataDir, LOG_LEVEL: 'trace', NODE_ENV: 'development' },
    });
    await graph.waitFor(/Ctrl-C stops everything/);
    greetingLength = graph.output().stdout.length;
    origin = `http://127.0.0.1:${ports['GATEWAY_PORT']}`;
    const printed = [...new Set(graph.output().stdout.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g))];
    if (printed.length === 0) throw new Error('No demo token was printed.');
    const strangers = await createTokenMaker();
    const refused = (await strangers.listCallers()).map(({ headers }) => headers['authorization']?.slice(7) ?? '');
    strangers.close();
    const [first = ''] = printed;
    const isToken = (text: string): boolean => text.startsWith('eyJ');
    tokens = [...printed, `${first.slice(0, -8)}AAAAAAAA`, ...refused.filter(isToken)];
  }, 120_000);
  afterAll(() => stop(graph));

  test('keeps the files with its secrets from others', () => {
    const secrets = readSecrets(dataDir);
    expect(secrets.length).toBeGreaterThan(5);
    for (const name of readdirSync(dataDir, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(dataDir, name);
      if (!statSync(file).isFile() || findSecrets(readFileSync(file, 'latin1'), secrets).length === 0) continue;
      expect(statSync(file).mode & 0o077, name).toBe(0);
    }
  });

  test('says none of them, whoever asks and however', async () => {
    const graphql = `${origin}/graphql`;
    answers.push(await ask(graphql, { query: page }));
    for (const [index, token] of tokens.entries()) {
      const headers = { authorization: `Bearer ${token}` };
      sent.push({ name: `token ${index}`, value: token });
      answers.push(await ask(graphql, { query: page }, headers));
      answers.push(await ask(graphql, { query: 'query ($a: Int!) { product(sku: $a) { nme } }' }, headers));
      // Where tokens get to by mistake.
      answers.push(await ask(`${graphql}?access_token=${token}`, { query: page }));
      answers.push(await ask(graphql, { query: page }, { authorization: `Basic ${token}` }));
      answers.push(await ask(graphql, { query: page }, { authorization: `Bearer ${token} ${token}` }));
      answers.push(await ask(graphql, { query: page }, { 'x-api-key': token, cookie: `token=${token}` }));
      answers.push(await ask(`${graphql}/${token}`, { query: page }));
      answers.push(await ask(graphql, { query: page, extensions: { token } }));
      answers.push(await ask(graphql, `{"query":"${token}`));
    }
    const [secret = ''] = readSecrets(dataDir).flatMap(({ name, value }) =>
      name.endsWith('events.secret') ? [value] : [],
    );
    const [ours, another] = [`whsec_${secret}`, createSecret()];
    sent.push({ name: 'a secret of others', value: another.slice('whsec_'.length) });
    const event = writeStructured(createEvent());
    const misplaced = sign(event, { secret: ours });
    for (const attempt of [
      sign(event, { secret: another }),
      sign(event, { secret: ours, timestampOffset: -4000 }),
      sign(event, { secret: ours, content: 'something else' }),
      sign(writeBinary(createEvent({ subject: 'nothing of the kind' })), { secret: ours }),
      { ...misplaced, headers: { ...misplaced.headers, 'webhook-signature': `v1,${another}` } },
      { ...misplaced, headers: { ...misplaced.headers, authorization: `Bearer ${another}` } },
      { ...misplaced, body: '{' },
    ]) {
      answers.push(JSON.stringify(await send(`${origin}/events`, attempt)));
    }
    // Past the gateway, with credentials that are good elsewhere.
    const [token = ''] = tokens;
    for (const variable of portVariableNames.slice(1)) {
      const direct = `http://127.0.0.1:${ports[variable]}`;
      for (const headers of [{}, { authorization: `Bearer ${token}` }, { authorization: `Basic ${btoa('a:b')}` }]) {
        for (const where of ['/graphql', '/oauth/token', '/token', '/']) {
          // A door that is not there says nothing.
          answers.push(await ask(direct + where, { query: '{ __typename }' }, headers).catch(() => ''));
        }
      }
    }
    const { stdout, stderr } = graph.output();
    const secrets = [...readSecrets(dataDir), ...sent];
    expectNoSecrets([...answers, stdout.slice(greetingLength), stderr], secrets);
    // It was talkative indeed: of what was refused, something was said.
    expect(stdout.slice(greetingLength)).toContain('"level":"');
    expect(answers.filter((answer) => answer.startsWith('200 ')).length).toBeGreaterThan(5);
    expect(answers.filter((answer) => answer.startsWith('401 ')).length).toBeGreaterThan(10);
  }, 120_000);

  test('says none of those that the issuer gives, and writes none of them into its database', async () => {
    const issuerDir = path.join(dataDir, 'issuer');
    const issuer = {
      url: `http://127.0.0.1:${ports['ISSUER_PORT']}`,
      adminUrl: `http://127.0.0.1:${ports['ISSUER_ADMIN_PORT']}`,
      dataDir: issuerDir,
      sandboxUrl: `${origin}/`,
    };
    const given = await drawIssuerSecrets(issuer);
    sent.push(...given);
    const refusals = await askIssuerBadly(issuer, given);
    for (const { value } of given) {
      answers.push(await ask(`${origin}/graphql`, { query: page }, { authorization: `Bearer ${value}` }));
    }
    const secrets = [...readSecrets(dataDir), ...sent];
    const names = secrets.map(({ name }) => name).join();
    for (const name of ['admin.key', 'encryption.key', 'demo-password', 'signing-', 'cookie-']) {
      expect(names).toContain(name);
    }
    const { stdout, stderr } = graph.output();
    expectNoSecrets([...refusals, ...answers, stdout.slice(greetingLength), stderr], secrets);
    expect(new Set(refusals.map((answer) => answer.slice(0, 3)))).toEqual(new Set(['400', '401']));
    const files = readdirSync(issuerDir).filter((name) => name.startsWith('issuer.sqlite'));
    const written = files.map((name) => readFileSync(path.join(issuerDir, name), 'latin1')).join('\n');
    expect(written).toContain('secret-keeper@acme');
    expect(findSecrets(written, secrets)).toEqual([]);
  }, 120_000);

  test('shows none of them in the list of processes', () => {
    const commandLines = listCommandLines(graph.process.pid ?? 0);
    expect(commandLines.length).toBeGreaterThanOrEqual(6);
    expectNoSecrets(commandLines, [...readSecrets(dataDir), ...sent]);
  });
});

describe('parts that cannot reach each other', () => {
  const createPassword = (name: string): Secret => ({ name, value: `s3cret/${randomBytes(12).toString('base64url')}` });
  const passwords = {
    redis: createPassword('the password of Redis'),
    subgraph: createPassword('the password of a subgraph'),
    jwks: createPassword('the password of an identity provider'),
    invalidation: createPassword('the key for invalidations'),
    client: createPassword("the secret of the ERP's client"),
  };
  const secrets = () => [...Object.values(passwords), ...readSecrets(dataDir)];
  const withPassword = (scheme: string, { value }: Secret, port: number, where = ''): string =>
    `${scheme}://user:${encodeURIComponent(value)}@127.0.0.1:${port}/${where}`;

  test('do not tell their credentials to the log, to clients or to the audit log', async () => {
    const closed = await findFreePort();
    const [port, erpPort] = [await findFreePort(), await findFreePort()];
    const auditFile = path.join(dataDir, 'audit.log');
    const config = path.join(dataDir, 'gateway.yaml');
    writeFileSync(
      config,
      JSON.stringify({
        supergraph: {
          listen: `127.0.0.1:${port}`,
          source: { file: path.join(repository, 'schema/supergraph.graphql') },
        },
        override_subgraph_url: {
          erp: `http://127.0.0.1:${erpPort}/graphql`,
          pim: `http://127.0.0.1:${closed}/graphql`,
          oms: `http://127.0.0.1:${closed}/graphql`,
        },
        authentication: {
          router: { jwt: { jwks: [{ url: `http://127.0.0.1:${closed}/jwks.json` }] } },
          subgraph_assertion: { key_file: path.join(dataDir, 'keys/gateway-assertion.private.jwk.json') },
        },
        response_cache: {
          redis: { url: withPassword('redis', passwords.redis, closed) },
          subgraph: { all: { invalidation: { shared_key: passwords.invalidation.value } } },
        },
        telemetry: {
          logging: { level: 'trace' },
          audit: { enabled: true, operations: 'all', file: auditFile },
        },
      }),
    );
    const erp = startCommand([], {
      cwd: repository,
      command: [...fromSources, 'subgraphs/erp/src/cli.ts'],
      env: {
        PORT: String(erpPort),
        HOST: '127.0.0.1',
        LOG_LEVEL: 'trace',
        ASSERTION_JWKS: path.join(dataDir, 'keys/gateway-assertion.jwks.json'),
        ERP_URL: `http://127.0.0.1:${closed}`,
        ERP_CLIENT_ID: 'commerce-graph',
        ERP_CLIENT_SECRET: passwords.client.value,
      },
    });
    const gateway = startCommand(['--config', config]);
    try {
      await Promise.all([erp.waitFor(/ready at/), gateway.waitFor(/served at/)]);
      const url = `http://127.0.0.1:${port}`;
      const strangers = await createTokenMaker();
      const token = await strangers.sign();
      strangers.close();
      const answers = [
        await ask(`${url}/graphql`, {
          query: '{ product(sku: "PX-200") { name } warehouses { code } order(id: "1") { id } }',
        }),
        await ask(`${url}/graphql`, { query: page }, { authorization: `Bearer ${token}` }),
        await ask(`${url}/invalidation`, [{ kind: 'subgraph', subgraph: 'erp' }], { authorization: 'a-wrong-key' }),
        await ask(`${url}/invalidation`, [{ kind: 'subgraph', subgraph: 'erp' }], {
          authorization: `Bearer ${passwords.invalidation.value}`,
        }),
        await ask(`${url}/invalidation`, [{ kind: 'nothing' }], { authorization: passwords.invalidation.value }),
      ];
      await stop(gateway);
      await stop(erp);
      const printed = [gateway, erp].flatMap((each) => Object.values(each.output()));
      expectNoSecrets(
        [...answers, ...printed, readFileSync(auditFile, 'utf8')],
        [...secrets(), { name: 'a good token', value: token }],
      );
      expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['200', '503', '401', '401', '400']);
      expect(printed.join('')).toContain('ECONNREFUSED');
      expect(readFileSync(auditFile, 'utf8').split('\n').length).toBeGreaterThan(4);
    } finally {
      await Promise.all([stop(gateway), stop(erp)]);
    }
  }, 60_000);

  test('do not repeat a secret that is no good one when they refuse to start', async () => {
    const config = path.join(dataDir, 'mistaken.yaml');
    writeFileSync(
      config,
      JSON.stringify({
        supergraph: { source: { file: path.join(repository, 'schema/supergraph.graphql') } },
        override_subgraph_url: { erp: withPassword('http', passwords.subgraph, 1, 'graphql') },
        events: { webhooks: [{ name: 'erp', secret: passwords.client.value }] },
        authentication: {
          router: { jwt: { jwks: [{ url: withPassword('http', passwords.jwks, 1, 'jwks.json') }] } },
          subgraph_assertion: { key: passwords.subgraph.value, key_file: '/nowhere' },
        },
        response_cache: {
          redis: { url: `mongodb://user:${passwords.redis.value}@127.0.0.1` },
          subgraph: { all: { invalidation: { shared_key: [passwords.invalidation.value] } } },
        },
      }),
    );
    const { exitCode, stdout, stderr } = await startCommand(['--config', config]).exited;
    expect(exitCode).toBe(1);
    for (const key of [
      'events.webhooks',
      'override_subgraph_url',
      'jwks',
      'redis',
      'shared_key',
      'subgraph_assertion',
    ]) {
      expect(stderr).toContain(key);
    }
    expectNoSecrets([stdout, stderr], Object.values(passwords));
  });
});
