// Nothing is served past the gateway, and the gateway serves nothing of what is between it and its subgraphs.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { allScopes, createTokenMaker, type TokenMaker } from './callers.ts';

let graph: RunningGraph;
let tokens: TokenMaker;
/** Headers that are good for something else, or for nothing. */
let credentials: readonly Readonly<Record<string, string>>[];

beforeAll(async () => {
  tokens = await createTokenMaker();
  graph = await startGraph({ trusting: tokens });
  const token = await tokens.sign({ scope: allScopes.join(' ') });
  const assertion = await tokens.sign(
    { iss: 'commerce-graph-gateway', aud: 'erp', account: 'acme' },
    { typ: 'gateway-assertion+jwt' },
  );
  credentials = [
    {},
    { authorization: `Bearer ${token}` },
    // As the gateway's, but signed by whoever signs the tokens of clients.
    { authorization: `Bearer ${assertion}` },
    { authorization: 'Bearer ' },
    { authorization: `Basic ${btoa('test:')}` },
    { 'x-forwarded-for': '127.0.0.1', 'commerce-graph-account': 'acme', account: 'acme' },
  ];
});
afterAll(async () => {
  await graph.close();
  tokens.close();
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Answer> {
  const hasBody = body !== undefined && method !== 'GET';
  const response = await fetch(url, {
    method,
    headers: { ...(hasBody && { 'content-type': 'application/json' }), 'apollo-require-preflight': 'true', ...headers },
    ...(hasBody && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.text() };
}

describe.each(['erp', 'pim', 'oms'] as const)('the subgraph %s', (name) => {
  const documents = {
    'its schema': '{ _service { sdl } }',
    'its introspection': getIntrospectionQuery(),
    'an entity': 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    nothing: '{ __typename }',
  };

  test.each(Object.entries(documents))('gives %s to the gateway alone', async (_what, query) => {
    const url = graph.subgraphUrls[name];
    const variables = query.includes('$r') ? { r: [{ __typename: 'Account', id: 'acme' }] } : {};
    for (const headers of credentials) {
      const posted = await send(url, 'POST', headers, { query, variables });
      const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
      const read = await send(`${url}?${parameters}`, 'GET', headers);
      for (const { status, body } of [posted, read]) {
        expect(status, body).toBe(401);
        expect(body).not.toMatch(/"data":\s*\{/);
        expect(body).not.toContain('acme');
      }
    }
  });

  test('shows nobody its health but whether it is well', async () => {
    const { origin } = new URL(graph.subgraphUrls[name]);
    for (const path of ['/health/live', '/health/ready']) {
      expect((await send(`${origin}${path}`, 'GET')).body.length).toBeLessThan(200);
    }
    for (const path of ['/', '/metrics', '/.well-known/jwks.json', '/graphql/../graphql', '//graphql', '/graphql/']) {
      expect([401, 404], path).toContain(
        (await send(`${origin}${path}`, 'POST', {}, { query: '{ __typename }' })).status,
      );
    }
  });
});

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe.each(['erp', 'oms'] as const)('the system %s', (name) => {
  const { paths } = parse(readFileSync(contractPath(`integration/${name}.openapi.yml`), 'utf8')) as OpenApi;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => ({ path, method: method.toUpperCase() })),
  );
  /** Those that must answer whoever asks. */
  const isOpen = (path: string): boolean => path === '/health' || path === '/oauth/token';

  test('answers none of its operations without a token of its own', async () => {
    expect(operations.length).toBeGreaterThan(4);
    for (const { path, method } of operations.filter((each) => !isOpen(each.path))) {
      const url = `${graph.systems[name].url}${path.replaceAll(/\{[^}]+\}/g, 'acme')}`;
      for (const headers of credentials) {
        const { status, body } = await send(url, method, headers, {});
        expect(status, `${method} ${path}: ${body}`).toBe(401);
        expect(body).not.toContain('Acme');
      }
    }
  });

  test('gives no token for credentials that are not right', async () => {
    for (const [clientId, clientSecret] of [
      ['test', ''],
      ['test', 'test'],
      ['', ''],
      ['test', 'test-secret '],
    ]) {
      const response = await fetch(`${graph.systems[name].url}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      expect([400, 401]).toContain(response.status);
      expect(await response.text()).not.toContain('access_token');
    }
  });
});

test('the PIM answers nothing without a token of its own', async () => {
  const paths = [
    'products',
    'products-uuid',
    'product-models',
    'categories',
    'families',
    'attributes',
    'assets',
    'channels',
    'locales',
  ];
  for (const path of paths) {
    for (const headers of credentials) {
      const { status, body } = await send(`${graph.systems.pim.url}/api/rest/v1/${path}`, 'GET', headers);
      expect([401, 404], `${path}: ${body}`).toContain(status);
      expect(body).not.toContain('_embedded');
    }
  }
});

describe('the gateway', () => {
  test('has nothing of what subgraphs have for it', async () => {
    const internal = [
      '{ _service { sdl } }',
      '{ _entities(representations: [{ __typename: "Account", id: "acme" }]) { __typename } }',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { name } } }',
      '{ __type(name: "_Any") { name } }',
      '{ __type(name: "governance__System") { name } }',
      '{ __type(name: "join__Graph") { name } }',
    ];
    for (const query of internal) {
      const variables = query.includes('$r') ? { r: [{ __typename: 'Account', id: 'acme' }] } : {};
      for (const headers of credentials.slice(0, 2)) {
        const { body } = await send(`${graph.origin}/graphql`, 'POST', headers, { query, variables });
        const { data } = JSON.parse(body) as { data?: Record<string, unknown> | null };
        expect(
          Object.values(data ?? {}).filter((value) => value !== null),
          body,
        ).toEqual([]);
      }
    }
  });

  test('publishes the public half of its key, and nothing else of it', async () => {
    const { status, body } = await send(`${graph.origin}/.well-known/jwks.json`, 'GET');
    expect(status).toBe(200);
    const { keys } = JSON.parse(body) as { keys: Record<string, unknown>[] };
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  test('takes neither events nor invalidations from those who cannot sign them, and has no other doors', async () => {
    for (const headers of credentials) {
      expect((await send(`${graph.origin}/events`, 'POST', headers, {})).status).toBeGreaterThanOrEqual(400);
      for (const path of ['/invalidation', '/metrics', '/graphql/', '/admin', '/debug', '/health', '/graphql/batch']) {
        expect((await send(`${graph.origin}${path}`, 'POST', headers, [])).status, path).toBe(404);
      }
    }
  });
});
