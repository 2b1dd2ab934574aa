// Federation as its specification has it: entities, @requires, @provides, interfaces, unions, mutations, nulls.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';

describe.each(['hive', 'apollo'])('with plans of %s', (planner) => {
  let subgraphs: RunningSubgraph[];
  let gateway: RunningGateway;

  beforeAll(async () => {
    subgraphs = await Promise.all(
      [productsSubgraph, reviewsSubgraph, stockSubgraph].map((each) => startSubgraph(each)),
    );
    gateway = await startGateway(subgraphs, { supergraph: { query_planning: { planner } } });
  });
  beforeEach(() => {
    for (const subgraph of subgraphs) subgraph.requests.length = 0;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
  });

  const requestsTo = (name: string) => subgraphs.find((subgraph) => subgraph.name === name)?.requests ?? [];

  test('fields of one entity come from several subgraphs', async () => {
    const { data, errors } = await ask(gateway, '{ tool(id: "1") { name inStock reviews { text } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      tool: { name: 'Hammer', inStock: 10, reviews: [{ text: 'Solid' }, { text: 'Heavy' }, { text: 'Sold again' }] },
    });
  });

  test('a field that @requires another subgraph gets it', async () => {
    const { data } = await ask(gateway, '{ tool(id: "3") { shippingCost } }');
    expect(data).toEqual({ tool: { shippingCost: 7 } });
    expect(requestsTo('stock')[0]?.variables).toEqual({
      representations: [{ __typename: 'Tool', id: '3', weightGrams: 700 }],
    });
  });

  test('a field that a path @provides is not asked for elsewhere', async () => {
    const { data } = await ask(gateway, '{ tool(id: "3") { reviews { author { name } } } }');
    expect(data).toEqual({ tool: { reviews: [{ author: { name: 'Provided u1' } }] } });
    expect(requestsTo('stock')).toHaveLength(0);
  });

  test('an interface is resolved with the fields of each of its types', async () => {
    const { data } = await ask(
      gateway,
      '{ products { __typename name ... on Tool { inStock rating } ... on Book { inStock } } }',
    );
    expect(data?.['products']).toEqual([
      { __typename: 'Tool', name: 'Hammer', inStock: 10, rating: 4 },
      { __typename: 'Book', name: 'Carpentry', inStock: 7 },
      { __typename: 'Tool', name: 'Saw', inStock: 30, rating: null },
    ]);
  });

  test('a union is resolved with the fields of each of its types, entity or not', async () => {
    const { data } = await ask(
      gateway,
      '{ search(text: "x") { ... on Category { title } ... on Tool { inStock } ... on Book { inStock } } }',
    );
    expect(data?.['search']).toEqual([{ title: 'Workshop' }, { inStock: 10 }, { inStock: 7 }, { inStock: 30 }]);
  });

  test('aliases, fragments, variables, @include and @skip work across subgraphs', async () => {
    const { data, errors } = await ask(
      gateway,
      `query Page($id: ID!, $withStock: Boolean!) {
       first: tool(id: $id) { ...card }
       second: tool(id: "3") { ...card title: name }
     }
     fragment card on Tool { n: name stock: inStock @include(if: $withStock) name @skip(if: true) }`,
      { variables: { id: '1', withStock: true } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ first: { n: 'Hammer', stock: 10 }, second: { n: 'Saw', stock: 30, title: 'Saw' } });
  });

  test('a mutation runs at its subgraph and its result is completed by others', async () => {
    const { data } = await ask(gateway, 'mutation { rename(id: "1", name: "Mallet") { name inStock } }');
    expect(data).toEqual({ rename: { name: 'Mallet', inStock: 10 } });
  });

  test('an entity that does not exist is null, with the others in their places', async () => {
    const { data, errors } = await ask(gateway, '{ tools(ids: ["1", "404", "3"]) { name inStock } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ tools: [{ name: 'Hammer', inStock: 10 }, null, { name: 'Saw', inStock: 30 }] });
  });

  test('each entity is sent once, however often it occurs, and every occurrence gets its fields', async () => {
    const { data } = await ask(gateway, '{ latestReviews { product { name inStock } } }');
    const hammer = { product: { name: 'Hammer', inStock: 10 } };
    expect(data).toEqual({ latestReviews: [hammer, hammer, { product: { name: 'Saw', inStock: 30 } }, hammer] });
    for (const name of ['products', 'stock']) {
      expect(requestsTo(name).map((request) => request.variables['representations'])).toEqual([
        [
          { __typename: 'Tool', id: '1' },
          { __typename: 'Tool', id: '3' },
        ],
      ]);
    }
  });

  test('what is @inaccessible is not there for clients', async () => {
    const { status, errors } = await ask(gateway, '{ tool(id: "1") { secret } }', {
      headers: { accept: 'application/graphql-response+json' },
    });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions?.['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    const { text } = await ask(gateway, '{ __schema { types { name fields { name } } } }');
    expect(text).not.toContain('secret');
    expect(text).not.toContain('join__');
  });

  test('nothing that the client sent besides the operation reaches a subgraph', async () => {
    await ask(gateway, '{ tool(id: "1") { name } }', {
      headers: { cookie: 'session=1', 'x-account': 'acme', 'x-request-id': 'chosen', authorization: 'Bearer a.b.c' },
    });
    const [request] = requestsTo('products');
    expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ]);
    // The gateway's own, not one that a client could choose.
    expect(request?.headers['x-request-id']).not.toBe('chosen');
  });

  test('a response name that JavaScript objects have a meaning of their own for is one like any other', async () => {
    const { text, errors } = await ask(
      gateway,
      `{ __proto__: tool(id: "1") { constructor: name toString: inStock hasOwnProperty: __typename _response_x: name }
         constructor: tool(id: "3") { __proto__: shippingCost } __schema { __proto__: queryType { constructor: name } } }`,
    );
    expect(errors).toBeUndefined();
    expect(text).toContain(
      '"data":{"__proto__":{"constructor":"Hammer","toString":10,"hasOwnProperty":"Tool","_response_x":"Hammer"},' +
        '"constructor":{"__proto__":7},"__schema":{"__proto__":{"constructor":"Query"}}}',
    );
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('a variable may have the name that lookups of entities use', async () => {
    const { data, errors } = await ask(
      gateway,
      'query ($representations: ID!, $_literal0: Boolean!) { tool(id: $representations) { name inStock @include(if: $_literal0) } }',
      { variables: { representations: '1', _literal0: true } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ tool: { name: 'Hammer', inStock: 10 } });
  });

  test('introspection and data can be asked for together, in fragments and under conditions', async () => {
    const { text } = await ask(
      gateway,
      `query ($no: Boolean = false) { ...Own tool(id: "1") { name } __type(name: "Tool") @include(if: $no) { name } __typename }
       fragment Own on Query { me: __type(name: "Tool") { kind fields @skip(if: true) { name } ...Name } a: __typename }
       fragment Name on __Type { name }`,
    );
    expect(JSON.parse(text)).toEqual({
      data: { me: { kind: 'OBJECT', name: 'Tool' }, a: 'Query', tool: { name: 'Hammer' }, __typename: 'Query' },
    });
  });
});
