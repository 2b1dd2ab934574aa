// What the gateway answers besides GraphQL, and what it refuses before GraphQL.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

let products: RunningSubgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  gateway = await startGateway([products], {
    limits: { http_max_request_bytes: '2KiB', parser_max_tokens: 100 },
    cors: { origins: ['https://shop.example'] },
  });
});
afterAll(async () => {
  await gateway.close();
  await products.close();
});

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });

const takesGraphqlResponse = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json',
};

async function expectGraphqlError(response: Response, status: number, code: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
  expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
}

describe('a request is refused before GraphQL', () => {
  test('when its body is too large', async () => {
    await expectGraphqlError(
      await post(JSON.stringify({ query: `{ tool(id: "${'1'.repeat(3000)}") { id } }` })),
      413,
      'BAD_REQUEST',
    );
  });
  test('when its body is no JSON', async () => {
    await expectGraphqlError(await post('{'), 400, 'BAD_REQUEST');
  });
  test('when its body is JSON that would change prototypes', async () => {
    await expectGraphqlError(await post('{"query":"{__typename}","__proto__":{"a":1}}'), 400, 'BAD_REQUEST');
  });
  test('when its body is not declared as JSON, which a page of another origin could send', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    await expectGraphqlError(await post(body, { 'content-type': 'text/plain' }), 415, 'BAD_REQUEST');
    await expectGraphqlError(
      await post(body, { 'content-type': 'multipart/form-data; boundary=x' }),
      415,
      'BAD_REQUEST',
    );
  });
  test('when it is a GET without a header that only scripts of the own origin can set', async () => {
    const url = `${gateway.url}/graphql?query=${encodeURIComponent('{ tool(id: "1") { name } }')}`;
    await expectGraphqlError(await fetch(url), 400, 'BAD_REQUEST');
    const asked = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await asked.json()).toEqual({ data: { tool: { name: 'Hammer' } } });
  });
  test('when its document is too long', async () => {
    const { errors } = await ask(gateway, `{ ${'tool(id: "1") { id } '.repeat(20)} }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('more that 100 tokens'),
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  });
  test('when the operation it names is not in the document', async () => {
    const query = 'query A { __typename } query B { __typename }';
    const unknown = await post(JSON.stringify({ query, operationName: 'C' }), takesGraphqlResponse);
    await expectGraphqlError(unknown, 400, 'OPERATION_RESOLUTION_FAILURE');
    await expectGraphqlError(await post(JSON.stringify({ query })), 200, 'OPERATION_RESOLUTION_FAILURE');
  });
  test('when it is a subscription', async () => {
    const subscription = JSON.stringify({ query: 'subscription { renamed }' });
    await expectGraphqlError(await post(subscription, takesGraphqlResponse), 400, 'OPERATION_RESOLUTION_FAILURE');
  });
  test('when the schema has no operation of its kind', async () => {
    const plain = await startSubgraph({ name: 'plain', typeDefs: 'type Query { id: ID }', resolvers: {} });
    const readOnly = await startGateway([plain]);
    try {
      const mutation = await ask(readOnly, 'mutation { id }', { headers: takesGraphqlResponse });
      expect([mutation.status, mutation.errors?.[0]?.extensions]).toEqual([400, { code: 'GRAPHQL_VALIDATION_FAILED' }]);
    } finally {
      await readOnly.close();
      await plain.close();
    }
  });
  test('when the hash of its persisted query is wrong', async () => {
    const persistedQuery = { version: 1, sha256Hash: '0'.repeat(64) };
    const query = '{ __typename }';
    const mismatch = await post(JSON.stringify({ query, extensions: { persistedQuery } }));
    await expectGraphqlError(mismatch, 400, 'PERSISTED_QUERY_HASH_MISMATCH');
    const version = { ...persistedQuery, version: 2 };
    const unknown = await post(JSON.stringify({ query, extensions: { persistedQuery: version } }));
    await expectGraphqlError(unknown, 400, 'BAD_REQUEST');
  });
  test('when its URL cannot be read', async () => {
    await expectGraphqlError(await fetch(`${gateway.url}/graphql/%zz`), 400, 'BAD_REQUEST');
  });
  test('when nothing is at its path', async () => {
    await expectGraphqlError(await fetch(`${gateway.url}/nowhere`), 404, 'NOT_FOUND');
  });
  test('when its Host header is no host', async () => {
    const answer = await sendRaw(
      'POST /graphql HTTP/1.1\r\nHost: %%%\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/node_modules|stack/);
  });
});

/** Sends bytes that `fetch` would not, and returns what comes back first. */
function sendRaw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(gateway.url);
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      resolve(chunk.toString());
      socket.destroy();
    });
  });
}

test('a client that takes application/graphql-response+json gets it, also for refusals', async () => {
  const response = await post('{', takesGraphqlResponse);
  expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
});

test('a response may not be kept by caches on the way and carries the id of its log line', async () => {
  const { headers } = await ask(gateway, '{ __typename }');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('vary')).toMatch(/Authorization/);
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
});

test('pages of the configured origins may call it, others may not', async () => {
  const preflight = (origin: string) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const allowed = await preflight('https://shop.example');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
  expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
  const denied = await preflight('https://evil.example');
  expect(denied.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
});

test('by default no page of another origin may call it', async () => {
  const closed = await startGateway([products]);
  try {
    const response = await fetch(`${closed.url}/graphql`, {
      method: 'POST',
      headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  } finally {
    await closed.close();
  }
});

test('health says that it lives and is ready', async () => {
  expect(await (await fetch(`${gateway.url}/health/live`)).json()).toEqual({ status: 'UP' });
  expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toEqual({ status: 'UP', phase: 'ready' });
});

test('programs that ask for / are told where things are', async () => {
  expect(await (await fetch(`${gateway.url}/`)).json()).toEqual({
    name: 'commerce-graph-gateway',
    graphql: '/graphql',
    health: '/health/ready',
  });
});

test('production shows neither the schema nor a page, and does not spell fields out', async () => {
  const production = await startGateway([products], { production: true });
  try {
    const introspection = await ask(production, '{ __schema { types { name } } }');
    expect(introspection.errors).toEqual([
      { message: 'Introspection is switched off here.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    const mistyped = await ask(production, '{ tol(id: "1") { id } }');
    expect(mistyped.text).not.toContain('tool');
    const page = await fetch(production.url, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/^application\/json/);
  } finally {
    await production.close();
  }
});
