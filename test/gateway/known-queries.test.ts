// A query whose document is known is answered past Apollo Server. Nobody may notice: each request is sent when its
// document is new and again when it is known, and everything about the two that can be seen is compared.
import { request as sendRequest } from 'node:http';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRecordedLog } from './recorded-log.ts';
import { composeSupergraph, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, reviewsSubgraph, stockSubgraph } from './shop-graph.ts';

let subgraphs: RunningSubgraph[];
let gateway: RunningGateway;
const { log, lines } = createRecordedLog();
const apolloServer = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

beforeAll(async () => {
  subgraphs = await Promise.all([productsSubgraph, reviewsSubgraph, stockSubgraph].map((each) => startSubgraph(each)));
  gateway = await startGateway(
    subgraphs,
    {
      telemetry: { logging: { level: 'info', requests: true } },
      cors: { origins: ['https://shop.example'] },
      limits: { max_depth: 4 },
    },
    { log },
  );
});
afterEach(() => {
  for (const subgraph of subgraphs) subgraph.intercept = undefined;
});
afterAll(async () => {
  await gateway.close();
  await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
});

interface Case {
  readonly body: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly method?: 'GET' | 'POST';
  /** What the products do in place of answering. */
  readonly intercept?: RunningSubgraph['intercept'];
  /** Milliseconds after which the client goes away. */
  readonly leavesAfterMs?: number;
}

const json = { 'content-type': 'application/json' };
const responseJson = 'application/graphql-response+json';

/** The bytes of an answer as they came, or why none did. */
function send({ body, headers = json, method = 'POST', leavesAfterMs }: Case): Promise<object> {
  return new Promise((resolve) => {
    const search = method === 'GET' ? `?${new URLSearchParams(body as Record<string, string>).toString()}` : '';
    const sent = sendRequest(`${gateway.url}/graphql${search}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const fields = response.rawHeaders.map((value, index, all) =>
          ['date', 'x-request-id'].includes((all[index - 1] ?? '').toLowerCase()) ? '' : value,
        );
        resolve({ status: response.statusCode, fields, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', (error) => resolve({ error: error.message }));
    sent.end(method === 'POST' ? JSON.stringify(body) : undefined);
    if (leavesAfterMs !== undefined) setTimeout(() => sent.destroy(new Error('left')), leavesAfterMs);
  });
}

/** All that can be seen of a request: its answer, what the gateway logs, what the subgraphs were asked. */
async function observe(given: Case): Promise<{ seen: object; asked: number }> {
  lines.length = 0;
  for (const subgraph of subgraphs) subgraph.requests.length = 0;
  if (subgraphs[0]) subgraphs[0].intercept = given.intercept;
  apolloServer.mockClear();
  const answer = await send(given);
  await vi.waitFor(() =>
    expect(lines.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(/^(Request|The client)/)),
  );
  const seen = {
    answer,
    logged: lines.map(({ time: _time, requestId, durationMs, err: _err, ...line }) => ({
      ...line,
      hasId: typeof requestId,
      hasDuration: typeof durationMs,
    })),
    asked: subgraphs.map(({ name, requests }) => ({
      name,
      requests: requests.map(({ query, variables, headers: { host: _host, 'x-request-id': _id, ...headers } }) => ({
        query,
        variables,
        headers,
      })),
    })),
  };
  return { seen, asked: apolloServer.mock.calls.length };
}

const named = 'query Named($id: ID!) { tool(id: $id) { name price } }';
const several =
  'query A { tool(id: "1") { name } } query B { tool(id: "2") { id } } mutation C { rename(id: "1", name: "x") { name } }';
const deep = '{ mainCategory { bestseller { reviews { product { name } } } } }';

/** Which requests are answered without Apollo Server when their document is known. */
const direct: Readonly<Record<string, Case>> = {
  'a query': { body: { query: '{ tool(id: "1") { name } }' } },
  'a query over several subgraphs': {
    body: { query: '{ products { __typename name ... on Tool { reviews { text } inStock } } }' },
  },
  'aliases, and names that objects have': {
    body: { query: '{ a: tool(id: "1") { name: price constructor: id __proto__: id } }' },
  },
  'characters of many kinds': { body: { query: '{ tool(id: "ü€😀\\"") { name } }' } },
  variables: { body: { query: named, variables: { id: '1' } } },
  'a number for an ID': { body: { query: named, variables: { id: 1 } } },
  'a variable too many': { body: { query: named, variables: { id: '1', other: [1] } } },
  'a name': { body: { query: named, operationName: 'Named', variables: { id: '1' } } },
  'no name and no variables, written as null': {
    body: { query: '{ products { name } }', operationName: null, variables: null, extensions: null },
  },
  'one of several operations': { body: { query: several, operationName: 'B' } },
  'an unknown extension': { body: { query: '{ products { id } }', extensions: { tracing: true } } },
  'an unknown member': { body: { query: '{ products { id name } }', more: { of: 'it' } } },
  introspection: { body: { query: '{ __schema { queryType { name } } __typename }' } },
  'the charset': {
    body: { query: '{ tool(id: "1") { price } }' },
    headers: { 'content-type': 'application/json; charset=utf-8' },
  },
  'the type of GraphQL responses': {
    body: { query: '{ tool(id: "1") { price } }' },
    headers: { ...json, accept: responseJson },
  },
  'a choice of types': {
    body: { query: '{ tool(id: "1") { price } }' },
    headers: { ...json, accept: `${responseJson}, application/json;q=0.9` },
  },
  'any type': { body: { query: '{ tool(id: "1") { price } }' }, headers: { ...json, accept: '*/*' } },
  'another origin': {
    body: { query: '{ tool(id: "1") { price } }' },
    headers: { ...json, origin: 'https://shop.example' },
  },
};

function dropProducts(response: Parameters<NonNullable<RunningSubgraph['intercept']>>[0]): void {
  response.destroy();
}

/** Which are left to Apollo Server, at the latest when it shows that they have errors. */
const leftToApollo: Readonly<Record<string, Case>> = {
  'a mutation': { body: { query: 'mutation { rename(id: "1", name: "x") { name } }' } },
  'a mutation among several operations': { body: { query: several, operationName: 'C' } },
  'a subscription': { body: { query: 'subscription { tool }' } },
  'a syntax error': { body: { query: '{ tool(' } },
  'an invalid document': { body: { query: '{ nothing }' } },
  'a document beyond a limit': { body: { query: deep } },
  'no query': { body: { variables: {} } },
  'an empty query': { body: { query: '' } },
  'a query that is no text': { body: { query: 7 } },
  'a variable that is missing': { body: { query: named } },
  'a variable of the wrong kind': { body: { query: named, variables: { id: { a: 1 } } } },
  'variables as a list': { body: { query: named, variables: [1] } },
  'variables as a text': { body: { query: named, variables: '{"id":1}' } },
  'variables as a number': { body: { query: named, variables: 7 } },
  'extensions as a list': { body: { query: named, variables: { id: '1' }, extensions: [] } },
  'extensions as a text': { body: { query: named, variables: { id: '1' }, extensions: 'x' } },
  'a name that is a number': { body: { query: named, variables: { id: '1' }, operationName: 7 } },
  'an unknown name': { body: { query: several, operationName: 'D' } },
  'an empty name': { body: { query: named, variables: { id: '1' }, operationName: '' } },
  'an empty name for an operation that has none': { body: { query: '{ products { name } }', operationName: '' } },
  'several operations and no name': { body: { query: several } },
  'a type that is not to be had': { body: { query: '{ products { id } }' }, headers: { ...json, accept: 'image/png' } },
  'a GET': { method: 'GET', body: { query: '{ products { id } }' }, headers: { 'apollo-require-preflight': '1' } },
  'a GET that another origin could send': { method: 'GET', body: { query: '{ products { id } }' }, headers: {} },
  'a GET of a mutation': {
    method: 'GET',
    body: { query: 'mutation { rename(id: "1", name: "x") { name } }' },
    headers: { 'apollo-require-preflight': '1' },
  },
  'an error of a field': { body: { query: '{ tool(id: "3") { name rating } }' } },
  'an error of a field, as a GraphQL response': {
    body: { query: '{ tool(id: "3") { name rating } }' },
    headers: { ...json, accept: responseJson },
  },
  'a subgraph that breaks off': { body: { query: '{ tool(id: "1") { name } }' }, intercept: dropProducts },
  'a subgraph whose answer nulls everything': {
    body: { query: '{ products { name } }' },
    intercept: (response) => response.writeHead(500).end('no'),
  },
  'a subgraph with an error that claims a status': {
    body: { query: '{ tool(id: "1") { name } }' },
    intercept: (response) =>
      response.end(
        JSON.stringify({
          data: { tool: null },
          errors: [{ message: 'no', path: ['tool'], extensions: { code: 'NOT_FOUND', http: { status: 418 } } }],
        }),
      ),
  },
  'a value of the wrong type': {
    body: { query: '{ tool(id: "1") { name price } }' },
    intercept: (response) => response.end('{"data":{"tool":{"name":"Hammer","price":"much"}}}'),
  },
};

/** Which neither of them gets to see. */
const refusedBefore: Readonly<Record<string, Case>> = {
  'a persisted query with a wrong hash': {
    body: { query: named, variables: { id: '1' }, extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } },
  },
  'a persisted query by its hash alone': { body: { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } } },
  'a persisted query of another version': {
    body: { query: named, variables: { id: '1' }, extensions: { persistedQuery: { version: 2, sha256Hash: '0' } } },
  },
  'a body of another type': { body: { query: '{ products { id } }' }, headers: { 'content-type': 'text/plain' } },
};

/** Makes the document and the `accept` of a request known, as far as they can be. */
async function makeKnown(given: Case): Promise<void> {
  await send(given);
  await send({ ...given, body: { query: '{ __typename }' } });
}

describe.each([
  ['is answered without Apollo Server', direct, [1, 0]],
  ['is left to Apollo Server', leftToApollo, [1, 1]],
  ['is refused before that', refusedBefore, [0, 0]],
])('a known document %s', (_does, cases, calls) => {
  test.each(Object.entries(cases))('with %s', async (name, given) => {
    // A comment makes the document a new one, and changes nothing else.
    const query = typeof given.body['query'] === 'string' ? `${given.body['query']} # ${name}` : given.body['query'];
    const own = { ...given, body: { ...given.body, ...(query !== undefined && { query }) } };
    const first = await observe(own);
    await makeKnown(own);
    const again = await observe(own);
    expect(again.seen).toEqual(first.seen);
    expect([first.asked, again.asked]).toEqual(calls);
  });
});

test('a client that goes away is noticed alike', async () => {
  const given: Case = {
    body: { query: '{ tool(id: "1") { weightGrams } }' },
    intercept: () => {},
    leavesAfterMs: 100,
  };
  const first = await observe(given);
  expect(first.seen).toMatchObject({ answer: { error: 'left' }, logged: [{ status: 499, operationType: 'query' }] });
  if (subgraphs[0]) subgraphs[0].intercept = undefined;
  await makeKnown({ body: given.body });
  const again = await observe(given);
  expect(again.seen).toEqual(first.seen);
  await subgraphs[0]?.requests[0]?.aborted;
});

test('a fault of the gateway itself is masked and logged alike', async () => {
  const own = createRecordedLog();
  const failing = new Proxy(own.log, {
    get(target, name) {
      if (name === 'child') return () => target;
      const member: unknown = Reflect.get(target, name);
      if (name !== 'error' && name !== 'warn') return member;
      return (details: { subgraph?: string }, message: string) => {
        if (details.subgraph !== undefined) throw new TypeError('The log is full.');
        target.error(details, message);
      };
    },
  });
  const broken = await startGateway(subgraphs, {}, { log: failing });
  const ask = async () => {
    own.lines.length = 0;
    const response = await fetch(`${broken.url}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query: '{ tool(id: "1") { name } }' }),
    });
    await vi.waitFor(() => expect(own.lines.map(({ msg }) => msg)).toContain('Request'));
    return {
      status: response.status,
      text: await response.text(),
      logged: own.lines.map(({ msg, status, errorCodes }) => ({ msg, status, errorCodes })),
    };
  };
  try {
    if (subgraphs[0]) subgraphs[0].intercept = dropProducts;
    const first = await ask();
    expect(first).toMatchObject({
      status: 500,
      text: expect.stringContaining('The gateway failed to answer this') as string,
    });
    if (subgraphs[0]) subgraphs[0].intercept = undefined;
    expect(await ask()).toMatchObject({ status: 200 });
    if (subgraphs[0]) subgraphs[0].intercept = dropProducts;
    expect(await ask()).toEqual(first);
  } finally {
    await broken.close();
  }
});

test('a known document is validated anew against a changed supergraph', async () => {
  const [products, ...others] = subgraphs;
  if (products === undefined) throw new Error('There are no products.');
  const own = await startGateway([products]);
  const ask = async (query: string) => {
    const response = await fetch(`${own.url}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query }),
    });
    return response.json();
  };
  try {
    const priced = '{ tool(id: "1") { price } }';
    const plain = '{ tool(id: "1") { name } }';
    for (let round = 0; round < 2; round += 1) {
      expect(await ask(priced)).toEqual({ data: { tool: { price: 12 } } });
      expect(await ask(plain)).toEqual({ data: { tool: { name: 'Hammer' } } });
    }
    const without = { ...products, sdl: products.sdl.replace(' price: Int', '') };
    writeFileSync(own.supergraphFile, composeSupergraph([without, ...others]));
    await vi.waitFor(
      async () => {
        await wait(50);
        expect(await ask(priced)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
      },
      { timeout: 10_000 },
    );
    for (let round = 0; round < 2; round += 1) {
      expect(await ask(plain)).toEqual({ data: { tool: { name: 'Hammer' } } });
    }
  } finally {
    await own.close();
  }
});
