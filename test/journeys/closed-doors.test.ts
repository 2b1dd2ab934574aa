// What belongs to gateway and subgraphs alone is reached by nobody else: neither a subgraph without the gateway, nor what
// the gateway asks of subgraphs through the gateway.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let token: string;
beforeAll(async () => {
  graph = await startGraph();
  token = await graph.signToken({ account: 'acme', scope: 'accounts:act-on-behalf' });
});
afterAll(() => graph.close());

const refusal = {
  errors: [
    {
      message: 'This subgraph answers the gateway only: the request carries no valid gateway assertion.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

describe('a subgraph that is reached directly', () => {
  const queries = [
    '{ __typename }',
    '{ __schema { types { name } } }',
    '{ _service { sdl } }',
    '{ _entities(representations: [{ __typename: "Product", sku: "BRG-6205-2RS" }]) { __typename } }',
    'mutation { __typename }',
    'no GraphQL at all',
  ];

  test.each(['erp', 'pim', 'oms'] as const)(
    '%s says nothing but that, whatever is asked and with whatever token',
    async (name) => {
      for (const query of queries) {
        for (const headers of [
          {},
          { authorization: `Bearer ${token}` },
          { authorization: `Bearer ${token}`, 'commerce-graph-account': 'acme' },
          { authorization: 'Bearer x.y.z', 'x-request-id': 'mine' },
        ]) {
          const response = await fetch(graph.subgraphUrls[name], {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify({ query }),
          });
          expect([response.status, await response.json()]).toEqual([401, refusal]);
        }
      }
    },
  );
});

describe('through the gateway', () => {
  test.each([
    '{ _service { sdl } }',
    '{ name: _service { sdl } }',
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    '{ products: _entities(representations: [{ __typename: "Product", sku: "BRG-6205-2RS" }]) { ... on Product { name } } }',
    '{ ...Hidden } fragment Hidden on Query { _service { sdl } }',
    '{ ... on Query { _entities(representations: []) { __typename } } }',
    '{ ... @include(if: false) { _service { sdl } } }',
    '{ product(sku: "BRG-6205-2RS") { ... on _Entity { __typename } } }',
  ])('%s is no query', async (query) => {
    const { data, errors } = await graph.query(query, { r: [{ __typename: 'Product', sku: 'BRG-6205-2RS' }] }, token);
    expect(data).toBeUndefined();
    expect(new Set(errors.map(({ extensions }) => extensions?.['code']))).toEqual(
      new Set(['GRAPHQL_VALIDATION_FAILED']),
    );
  });

  test('introspection shows no part of the federation’s machinery', async () => {
    const { data } = await graph.query<Record<string, unknown>>(
      '{ __schema { types { name fields { name } } directives { name } } _Any: __type(name: "_Any") { name } _Service: __type(name: "_Service") { name } }',
    );
    expect([data?.['_Any'], data?.['_Service']]).toEqual([null, null]);
    expect(JSON.stringify(data?.['__schema'])).not.toMatch(/"_(?!_)|join__|link__|representations/);
  });
});
