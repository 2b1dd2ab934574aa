// Every code of the gateway leaves with the statuses, and is logged at the levels, that the registry says: no more, no fewer.
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { parseConfig } from 'commerce-graph-gateway';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openAdmission } from '../../gateway/src/admission/admission.ts';
import { errorCodeRegistry } from '../../gateway/src/error-codes/error-code-registry.ts';
import { createTokenRevoker } from '../../gateway/src/events/token-revoker.ts';
import { createHttpServer } from '../../gateway/src/http/http-server.ts';
import { createLifecycle, type LifecyclePhase } from '../../gateway/src/http/lifecycle.ts';
import { createOrder, createShop, createShopWorld } from '../account-scope/order-shop.ts';
import { startScopedGateway } from '../account-scope/scoped-gateway.ts';
import { createEvent, createSecret, sign } from '../events/event-sender.ts';
import { createRecordedLog } from './recorded-log.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';

/** What was seen: the statuses of each code, each with the level of what was logged. */
const seen: Record<string, Record<number, string>> = {};
const { log, lines } = createRecordedLog();

let products: RunningSubgraph;
let stock: RunningSubgraph;
let trusted: TokenIssuer;
let gateway: RunningGateway;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  stock = await startSubgraph({
    name: 'stock',
    typeDefs: 'type Tool @key(fields: "id") { id: ID! stockAt(place: ID): Int }',
    resolvers: {},
  });
  trusted = await createTokenIssuer();
  const directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  gateway = await startGateway(
    [products, stock],
    {
      limits: { http_max_request_bytes: '2KiB', max_depth: 2, max_height: 6, max_aliases: 2, max_root_fields: 2 },
      demand_control: { enabled: true, mode: 'enforce', strategy: { static_estimated: { list_size: 9, max: 12 } } },
      traffic_shaping: { subgraphs: { products: { timeout: '200ms' } } },
      telemetry: { logging: { requests: false } },
      authentication: {
        router: {
          jwt: {
            jwks: [
              { url: 'jwks.json', issuers: ['https://identity.example'] },
              { url: 'http://127.0.0.1:1/jwks.json', issuers: ['https://unreachable.example'] },
            ],
          },
        },
      },
    },
    { directory, log },
  );
});
afterAll(async () => {
  await gateway.close();
  await Promise.all([products.close(), stock.close()]);
});

function note(status: number, body: string): void {
  const levels = new Set(lines.splice(0).map(({ level }) => level));
  for (const { extensions } of (JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors) {
    const known = (seen[extensions.code] ??= {});
    known[status] = [...levels].join(' and ') || 'none';
  }
}

async function send(route: string, init: RequestInit, { url } = gateway): Promise<void> {
  lines.length = 0;
  const response = await fetch(`${url}${route}`, init);
  note(response.status, await response.text());
}

/** As a client that takes application/json, and as one that takes application/graphql-response+json. */
async function post(body: object | string, headers: Record<string, string> = {}, to = gateway): Promise<void> {
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    };
    await send('/graphql', init, to);
  }
}

async function askFailing(answer: RunningSubgraph['intercept']): Promise<void> {
  products.intercept = answer;
  await post({ query: '{ products { name } }' });
  products.intercept = undefined;
}

const answerWith = (body: string) => (response: Parameters<NonNullable<RunningSubgraph['intercept']>>[0]) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
};

async function askWithoutLimits(query: string): Promise<void> {
  const unlimited = await startGateway([products, stock], { telemetry: { logging: { requests: false } } }, { log });
  await post({ query }, {}, unlimited);
  await unlimited.close();
}

async function askForProtected(): Promise<void> {
  const typeDefs = 'type Query { closed: String @authenticated }';
  const subgraph = await startSubgraph({ name: 'closed', typeDefs, resolvers: {} });
  const protecting = await startGateway([subgraph], { telemetry: { logging: { requests: false } } }, { log });
  await post({ query: '{ closed }' }, {}, protecting);
  await protecting.close();
  await subgraph.close();
}

async function askWithNarrowLimits(): Promise<void> {
  const limits = {
    max_definitions: 1,
    max_directives: 0,
    max_field_comparisons: 4,
    max_introspection_lists: 1,
    max_list_argument_items: 1,
    max_variables_bytes: 5,
  };
  const limited = await startGateway([products], { limits, telemetry: { logging: { requests: false } } }, { log });
  for (const query of [
    'query A { __typename } query B { __typename }',
    '{ __typename @skip(if: false) }',
    '{ __typename __typename __typename }',
    '{ __schema { types { name } } }',
    '{ tools(ids: ["1", "2"]) { id } }',
  ]) {
    await post({ query }, {}, limited);
  }
  await post({ query: 'query ($id: ID!) { tool(id: $id) { id } }', variables: { id: '1' } }, {}, limited);
  await limited.close();
}

/** Operations by id, where texts are allowed, where only those of the manifest are, and where none is. */
async function askForPersistedQueries(): Promise<void> {
  const directory = createTemporaryFolder();
  const operations = [{ id: 'known', body: '{ __typename }', type: 'query' }];
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  const listed = { enabled: true, local_manifests: ['manifest.json'] };
  const unknown = { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } };
  const query = '{ products { name } }';
  await post(unknown);
  await post({ query, ...unknown });
  const cases: readonly [persistedQueries: object, ...requests: object[]][] = [
    [{}, unknown],
    [listed, unknown, { query, ...unknown }],
    [{ ...listed, safelist: { enabled: true } }, { query }],
    [{ ...listed, safelist: { enabled: true, require_id: true } }, { query }],
  ];
  for (const [persistedQueries, ...requests] of cases) {
    const config = { persisted_queries: persistedQueries, apq: { enabled: false } };
    const own = await startGateway(
      [products],
      { ...config, telemetry: { logging: { requests: false } } },
      { directory, log },
    );
    for (const request of requests) await post(request, {}, own);
    await own.close();
  }
}

/** Too many requests, too many at a time, and a token for pages of another origin. */
async function askTooMuch(): Promise<void> {
  const limits: readonly Record<string, unknown>[] = [
    { concurrency_limit: 1 },
    { rate_limits: [{ by: 'address', capacity: 1, interval: '1h' }] },
  ];
  for (const router of limits) {
    const own = await startGateway(
      [products],
      { traffic_shaping: { router }, telemetry: { logging: { requests: false } } },
      { log },
    );
    // The first takes what there is, for as long as it runs.
    const asked = products.requests.length;
    products.intercept = () => {};
    const stop = new AbortController();
    const first = fetch(`${own.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ products { name } }"}',
      signal: stop.signal,
    });
    first.catch(() => {});
    await vi.waitFor(() => expect(products.requests).toHaveLength(asked + 1));
    await post({ query: '{ __typename }' }, {}, own);
    stop.abort();
    products.intercept = undefined;
    await own.close();
  }
  const token = await trusted.sign({ restrictions: { origins: ['https://shop.example'] } });
  await post({ query: '{ __typename }' }, { authorization: `Bearer ${token}` });
}

/** What HTTP clients do not send. */
async function sendBrokenRequests(): Promise<void> {
  const own = await startGateway([products], { server: { http: { header_read_timeout: '100ms' } } }, { log });
  const { hostname, port } = new URL(own.url);
  for (const request of ['GET / HTTP/1.1\r\nhost:', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n`]) {
    lines.length = 0;
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(request));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.once('error', reject).once('close', () => resolve(text));
    });
    note(Number(answer.split(' ')[1]), answer.slice(answer.indexOf('{')));
  }
  await own.close();
}

interface ServerRequest {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

/** The HTTP server alone, where nothing can be invalidated or revoked. */
async function askServer(
  { phase, config = {} }: { readonly phase: LifecyclePhase; readonly config?: Record<string, unknown> },
  ...requests: readonly ServerRequest[]
): Promise<void> {
  const lifecycle = createLifecycle();
  lifecycle.enter(phase);
  const parsed = parseConfig({ supergraph: { source: { file: gateway.supergraphFile } }, ...config });
  const app = await createHttpServer({
    config: parsed,
    lifecycle,
    admission: await openAdmission({
      config: parsed,
      authenticate: () => Promise.reject(new Error('A fault.')),
      countLimited() {},
      countLocalDecision() {},
      log,
    }),
    chooseAccount: (caller) => caller,
    handleGraphql: () => Promise.reject(new Error('A fault.')),
    publicKeys: undefined,
    invalidator: { invalidate: () => Promise.reject(new Error('A fault.')) },
    revokeTokens: createTokenRevoker({
      issuers: undefined,
      clockToleranceMs: 0,
      longestLifetimeMs: 0,
      revocations: { check() {}, revoke: () => Promise.reject(new Error('A fault.')), close: async () => {} },
      log,
    }),
    catalogue: undefined,
    countEvent() {},
    onDone() {},
    log,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0, listenTextResolver: () => '' });
  for (const { path: route, headers = {}, body } of requests) {
    lines.length = 0;
    const response = await fetch(`${url}${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    if (!response.ok) note(response.status, text);
  }
  await app.close();
}

const askInPhase = (phase: LifecyclePhase) =>
  askServer({ phase }, { path: '/graphql', body: '{"query":"{__typename}"}' });

/** What systems of record and operators are told. */
async function askForInvalidation(): Promise<void> {
  const secret = createSecret();
  const identitySecret = createSecret();
  const signEvent = (
    body: string,
    { id = 'msg', type = 'application/cloudevents+json', by = secret } = {},
  ): ServerRequest => {
    const { headers } = sign({ headers: { 'content-type': type }, body }, { secret: by, id });
    return { path: '/events', headers, body };
  };
  const revocation = JSON.stringify(
    createEvent({ type: 'identity.token.revoked', data: { iss: 'https://identity.example', jti: '1' } }),
  );
  const once = { id: 'once', type: 'application/cloudevents-batch+json' };
  const authorization = 'operators-know-this-key';
  await askServer(
    {
      phase: 'ready',
      config: {
        authentication: { router: { jwt: { jwks: [{ url: 'https://identity.example/jwks.json' }] } } },
        events: {
          webhooks: [
            { name: 'erp', secret },
            { name: 'identity', secret: identitySecret, revokes_tokens: true },
          ],
          http_max_request_bytes: 1000,
        },
        response_cache: { subgraph: { all: { invalidation: { shared_key: authorization } } } },
      },
    },
    { path: '/events', body: '{}' },
    signEvent('{}'),
    signEvent(' '.repeat(2000)),
    signEvent('{}', { type: 'application/cloudevents+avro' }),
    signEvent(JSON.stringify(createEvent())),
    signEvent(revocation),
    signEvent(revocation, { by: identitySecret }),
    signEvent('[]', once),
    signEvent('[ ]', once),
    { path: '/invalidation', body: '[]' },
    { path: '/invalidation', body: '{}', headers: { authorization } },
    { path: '/invalidation', body: '[]', headers: { authorization } },
  );
}

/** Eleven fragments, each with the next one under two conditions: 2048 places at which the mutation is asked for. */
const mutationAtManyPlaces = `mutation (${Array.from({ length: 11 }, (_, level) => `$a${level}: Boolean = true`).join(' ')}) { ...F0 }
  ${Array.from({ length: 11 }, (_, level) => `fragment F${level} on Mutation { ...F${level + 1} @include(if: $a${level}) ...F${level + 1} }`).join(' ')}
  fragment F11 on Mutation { rename(id: "1", name: "x") { id } }`;

/** Of a subgraph that gives an order of another account, and for that account. */
async function askOfAccounts(): Promise<void> {
  const world = { ...createShopWorld(), order: createOrder('borealis') };
  const shop = await startScopedGateway(createShop(world, { isKept: false }));
  for (const query of ['{ order { id } }', '{ orders(accountId: "borealis") { id } }']) {
    const { status, text } = await shop.ask(query, { account: 'acme' });
    lines.splice(0, lines.length, ...shop.takeLines());
    note(status, text);
  }
  await shop.close();
}

test('the registry of codes is what leaves the gateway', async () => {
  const isNoSimpleRequest = { 'apollo-require-preflight': 'true' };
  const mutation = encodeURIComponent('mutation { rename(id: "1", name: "x") { id } }');
  const query = '{ __typename }';

  await post({ query }, { authorization: 'Bearer' });
  await post({ query }, { authorization: `Bearer ${await trusted.sign({ exp: 1 })}` });
  await post({ query }, { authorization: `Bearer ${await trusted.sign({ iss: 'https://unreachable.example' })}` });
  await post({ query }, { authorization: `Bearer ${await trusted.sign()}`, 'commerce-graph-account': 'borealis' });

  await post('{');
  await send(`/graphql?query=${mutation}`, { headers: isNoSimpleRequest });
  await post({ query }, { accept: 'text/html' });
  await post({ query: `{ tool(id: "${'1'.repeat(3000)}") { id } }` });
  await post({ query }, { 'content-type': 'text/plain' });
  await send('/nowhere', {});
  await askForPersistedQueries();
  await askTooMuch();
  await sendBrokenRequests();

  await post({ query: '{' });
  await post({ query: '{ nothing }' });
  await post({ query: 'query ($id: ID!) { tool(id: $id) { id } }' });
  await post({ query: 'query A { __typename }', operationName: 'B' });
  await post({ query: '{ __schema { queryType { name } } }' });
  await askWithoutLimits(mutationAtManyPlaces);
  await post({ query: '{ products { id name } tool(id: "1") { id name __typename } }' });
  await post({ query: '{ a: __typename b: products { c: name } }' });
  await post({ query: '{ __typename a: __typename products { name } }' });
  await post({ query: '{ products { id } more: products { id } }' });
  await askWithNarrowLimits();
  await post([{ query }]);

  await askForProtected();

  await askFailing((response) => response.destroy());
  await askFailing(answerWith('no JSON'));
  await askFailing(() => {});
  await askFailing(answerWith('{"data":null,"errors":[{"message":"secret"}]}'));
  await askFailing(answerWith('{"data":{"products":"a text"}}'));

  await askInPhase('starting');
  await askInPhase('ready');
  await askInPhase('draining');
  await askForInvalidation();
  await askOfAccounts();

  expect(seen).toEqual(
    Object.fromEntries(Object.entries(errorCodeRegistry).map(([code, { statuses }]) => [code, statuses])),
  );
});
