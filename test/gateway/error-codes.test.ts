// Every code of the gateway leaves with the statuses, and is logged at the levels, that the registry says: no more, no fewer.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseConfig } from 'commerce-graph-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodeRegistry } from '../../gateway/src/error-codes/error-code-registry.ts';
import { createTokenRevoker } from '../../gateway/src/events/token-revoker.ts';
import { createHttpServer } from '../../gateway/src/http/http-server.ts';
import { createLifecycle, type LifecyclePhase } from '../../gateway/src/http/lifecycle.ts';
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
  const app = await createHttpServer({
    config: parseConfig({ supergraph: { source: { file: gateway.supergraphFile } }, ...config }),
    lifecycle,
    authenticate: () => Promise.reject(new Error('A fault.')),
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
  await post({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } });

  await post({ query: '{' });
  await post({ query: '{ nothing }' });
  await post({ query: 'query ($id: ID!) { tool(id: $id) { id } }' });
  await post({ query: 'query A { __typename }', operationName: 'B' });
  await post({ query: '{ __schema { queryType { name } } }' });
  await askWithoutLimits(mutationAtManyPlaces);
  await post({ query: '{ products { id name } tool(id: "1") { id name __typename } }' });
  await post({ query: '{ a: __typename b: products { c: name } }' });
  await post({ query: '{ __typename a: __typename products { name } }' });

  await askFailing((response) => response.destroy());
  await askFailing(answerWith('no JSON'));
  await askFailing(() => {});
  await askFailing(answerWith('{"data":null,"errors":[{"message":"secret"}]}'));
  await askFailing(answerWith('{"data":{"products":"a text"}}'));

  await askInPhase('starting');
  await askInPhase('ready');
  await askInPhase('draining');
  await askForInvalidation();

  expect(seen).toEqual(
    Object.fromEntries(Object.entries(errorCodeRegistry).map(([code, { statuses }]) => [code, statuses])),
  );
});
