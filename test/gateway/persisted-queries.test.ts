// Operations by id, automatic ones by hash, safelists, and tokens that are for the operations of one client.
import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ConfigError, parseConfig } from 'commerce-graph-gateway';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRecordedLog } from './recorded-log.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const toolName = 'query ToolName($id: ID!) { tool(id: $id) { ...Named } } fragment Named on Tool { name }';
const toolPrice = 'query ToolPrice($id: ID!) { tool(id: $id) { price } }';
const rename = 'mutation Rename { rename(id: "1", name: "x") { name } }';
const operations = [
  { id: 'tool-name.v1', body: toolName, name: 'ToolName', type: 'query' },
  { id: sha256(toolPrice), body: toolPrice, name: 'ToolPrice', type: 'query', clientName: 'storefront' },
  { id: 'price', body: '{ tool(id: "1") { price } }', type: 'query', clientName: 'storefront' },
  { id: 'price', body: '{ tool(id: "2") { id } }', type: 'query' },
  { id: 'rename', body: rename, name: 'Rename', type: 'mutation', clientName: 'backoffice' },
];

let products: RunningSubgraph;
let tokens: TokenIssuer;
const opened: RunningGateway[] = [];
const apolloServer = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  tokens = await createTokenIssuer();
});
afterEach(async () => {
  products.requests.length = 0;
  for (const each of opened.splice(0)) await each.close();
});
afterAll(() => products.close());

const writeManifest = (directory: string, entries: unknown, file = 'manifest.json') =>
  writeFileSync(
    path.join(directory, file),
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: entries }),
  );

async function open(config: Record<string, unknown> = {}, entries: unknown = operations) {
  const directory = createTemporaryFolder();
  writeManifest(directory, entries);
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
  const { log, lines } = createRecordedLog();
  const gateway = await startGateway(
    [products],
    { authentication: { router: { jwt: { jwks: [{ url: 'jwks.json' }] } } }, ...config },
    { directory, log },
  );
  opened.push(gateway);
  return { ...gateway, lines };
}

const listed = { enabled: true, local_manifests: ['manifest.json'] };
const safelisted = {
  persisted_queries: { ...listed, safelist: { enabled: true } },
  apq: { enabled: false },
};

interface Asked {
  readonly id?: string;
  readonly query?: string;
  readonly variables?: object;
  readonly headers?: Record<string, string>;
}

/** The status, and the data or the codes. */
async function ask(gateway: { url: string }, { id, query, variables, headers = {} }: Asked) {
  const extensions = id === undefined ? undefined : { persistedQuery: { version: 1, sha256Hash: id } };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, extensions }),
  });
  return read(response);
}

async function read(response: Response): Promise<unknown[]> {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return [response.status, errors ? errors.map(({ extensions }) => extensions.code).join() : data];
}

const get = (gateway: { url: string }, search: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams(search).toString()}`, {
    headers: { 'apollo-require-preflight': 'true', ...headers },
  });
const byId = (id: string) => JSON.stringify({ persistedQuery: { version: 1, sha256Hash: id } });

const hammer = { tool: { name: 'Hammer' } };
const first = { id: '1' };

describe('operations of a manifest', () => {
  test('are asked for by their id, with POST and GET, and other documents as before', async () => {
    const gateway = await open({ persisted_queries: listed });
    expect(await ask(gateway, { id: 'tool-name.v1', variables: first })).toEqual([200, { tool: { name: 'Hammer' } }]);
    const search = { extensions: byId('tool-name.v1'), variables: JSON.stringify({ id: '3' }) };
    expect(await read(await get(gateway, search))).toEqual([200, { tool: { name: 'Saw' } }]);
    expect(await ask(gateway, { query: '{ tool(id: "1") { id } }' })).toEqual([200, { tool: first }]);
  });

  test('are answered without Apollo Server once they are known, as those by hash are', async () => {
    const gateway = await open({ persisted_queries: listed });
    for (const _ of 'twice') await ask(gateway, { id: 'tool-name.v1', variables: first });
    await ask(gateway, { id: sha256('{ __typename }'), query: '{ __typename }' });
    apolloServer.mockClear();
    expect(await ask(gateway, { id: 'tool-name.v1', variables: first })).toEqual([200, hammer]);
    expect(await ask(gateway, { id: sha256('{ __typename }') })).toEqual([200, { __typename: 'Query' }]);
    expect(apolloServer).not.toHaveBeenCalled();
  });

  test('are not executed with GET when they are mutations, nor without the header that keeps other origins out', async () => {
    const gateway = await open({ persisted_queries: listed });
    const headers = { 'apollographql-client-name': 'backoffice' };
    expect(await read(await get(gateway, { extensions: byId('rename') }, headers))).toEqual([405, 'BAD_REQUEST']);
    const simple = await get(gateway, { extensions: byId('tool-name.v1') }, { 'apollo-require-preflight': '' });
    expect(await read(simple)).toEqual([400, 'BAD_REQUEST']);
    expect(products.requests).toEqual([]);
  });

  test("of a client's own are found for requests of that client, before those for all", async () => {
    const gateway = await open({ persisted_queries: listed, apq: { enabled: false } });
    const headers = { 'apollographql-client-name': 'storefront' };
    expect(await ask(gateway, { id: 'price', headers })).toEqual([200, { tool: { price: 12 } }]);
    expect(await ask(gateway, { id: 'price' })).toEqual([200, { tool: { id: '2' } }]);
    expect(await ask(gateway, { id: 'tool-name.v1', headers, variables: first })).toEqual([200, hammer]);
    expect(await ask(gateway, { id: sha256(toolPrice), variables: first })).toEqual([
      404,
      'PERSISTED_QUERY_NOT_IN_LIST',
    ]);
    const other = { 'apollographql-client-name': 'portal' };
    expect(await ask(gateway, { id: 'rename', headers: other })).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });

  test('cannot be sent with a document, unless automatic ones are on', async () => {
    const gateway = await open({ persisted_queries: listed, apq: { enabled: false } });
    expect(await ask(gateway, { id: 'tool-name.v1', query: toolName, variables: first })).toEqual([
      400,
      'CANNOT_SEND_PQ_ID_AND_BODY',
    ]);
    const both = await open({ persisted_queries: listed });
    expect(await ask(both, { id: sha256(toolName), query: toolName, variables: first })).toEqual([200, hammer]);
    expect(await ask(both, { id: 'nothing' })).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  test('are in the log with their id and hash, and with the client that asked', async () => {
    const gateway = await open({ persisted_queries: listed });
    const client = { 'apollographql-client-name': 'shop', 'apollographql-client-version': '1.2' };
    const requests = () => gateway.lines.filter(({ msg }) => msg === 'Request');
    for (let round = 1; round <= 3; round += 1) {
      await ask(gateway, { id: 'tool-name.v1', variables: first, headers: client });
      await vi.waitFor(() => expect(requests()).toHaveLength(round));
    }
    for (const line of requests()) {
      expect(line).toMatchObject({
        operationName: 'ToolName',
        operationHash: sha256(toolName),
        persistedQueryId: 'tool-name.v1',
        client: { name: 'shop', version: '1.2' },
      });
    }
    await ask(gateway, { query: '{ __typename }', headers: { 'apollographql-client-name': 'x'.repeat(101) } });
    await vi.waitFor(() => expect(requests()).toHaveLength(4));
    expect(requests()[3]).not.toHaveProperty('client');
  });
});

describe('a manifest', () => {
  test('with mistakes is refused at the start, with all of them and their indexes', async () => {
    const opening = open({ persisted_queries: listed }, [
      operations[0],
      { id: '', body: '{ a }' },
      { id: 'x', body: '{ a' },
      { id: 'tool-name.v1', body: '{ other }' },
      { id: 'y', body: 'query A { a }', name: 'B', type: 'query' },
      { id: 'z', body: 'query A { a }', name: 'A', type: 'mutation', clientName: 7 },
      { ...operations[0] },
      null,
      { id: 'w', body: 'fragment F on T { a }', type: 'fragment' },
    ]);
    await expect(opening).rejects.toThrow(/cannot be used/);
    const { message } = (await opening.catch((error: unknown) => error)) as Error;
    const found = message.split('\n').map((line) => line.replace(/^.*manifest\.json: /, ''));
    expect(found.slice(1)).toEqual([
      'operations[1]: "id" must be a text',
      expect.stringMatching(/^operations\[2\]: "body" is no GraphQL: Syntax Error/),
      'operations[3]: its id "tool-name.v1" stands for another body further up',
      'operations[4]: "name" is "B", and "body" has no operation of that name',
      'operations[5]: "clientName" must be a text, or absent',
      'operations[5]: "type" is mutation, and "body" has no such operation',
      'operations[7]: it is no object',
      'operations[8]: "type" must be query, mutation or subscription',
      'operations[8]: "body" has no operation',
    ]);
  });

  test.each([
    ['[]', 'it is no JSON object'],
    ['{', 'it is no JSON: '],
    ['{"format":"x","version":2}', '"format" must be "apollo-persisted-query-manifest"'],
  ])('%s is refused', async (text, problem) => {
    const directory = createTemporaryFolder();
    writeFileSync(path.join(directory, 'manifest.json'), text);
    await expect(startGateway([products], { persisted_queries: listed }, { directory })).rejects.toThrow(problem);
  });

  test('that is changed takes effect, and one with a mistake does not', async () => {
    const gateway = await open(safelisted);
    const added = { id: 'added', body: '{ products { id } }', type: 'query' };
    const askAdded = async () => (await ask(gateway, { id: 'added' }))[0];
    expect(await askAdded()).toBe(404);
    // As deployments do it: a whole file in place of another.
    writeManifest(gateway.directory, [...operations, added], 'next.json');
    renameSync(path.join(gateway.directory, 'next.json'), path.join(gateway.directory, 'manifest.json'));
    await expect.poll(askAdded, { timeout: 10_000 }).toBe(200);
    writeManifest(gateway.directory, [{ id: 'added', body: '{' }]);
    await vi.waitFor(
      () =>
        expect(gateway.lines).toContainEqual(
          expect.objectContaining({
            level: 'error',
            msg: 'Changed persisted queries are refused; the ones before stay',
            err: expect.objectContaining({ message: expect.stringContaining('operations[0]') as string }) as object,
          }),
        ),
      10_000,
    );
    expect(await askAdded()).toBe(200);
    writeManifest(gateway.directory, operations);
    await expect.poll(askAdded, { timeout: 10_000 }).toBe(404);
    // What was allowed as text before is looked up anew.
    expect(await ask(gateway, { query: added.body })).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
  });

  test('is not looked at again without hot reload', async () => {
    const gateway = await open({
      ...safelisted,
      persisted_queries: { ...safelisted.persisted_queries, hot_reload: false },
    });
    writeManifest(gateway.directory, []);
    await wait(1200);
    expect(await ask(gateway, { id: 'tool-name.v1', variables: first })).toEqual([200, hammer]);
  });
});

describe('with a safelist', () => {
  test('only operations of the manifest are executed, by id or by a text that says the same', async () => {
    const gateway = await open(safelisted);
    const reordered = `# a comment\n${toolName.slice(toolName.indexOf('fragment'))},,,\n\nquery ToolName ( $id : ID ! ) { tool(id:$id){...Named} }`;
    for (const query of [toolName, reordered]) {
      for (const _ of 'again') expect(await ask(gateway, { query, variables: first })).toEqual([200, hammer]);
    }
    expect(await ask(gateway, { id: 'tool-name.v1', variables: first })).toEqual([200, hammer]);
    products.requests.length = 0;
    for (const query of [
      toolName.replace('name }', 'name id }'),
      toolName.replace('ToolName', 'Other'),
      toolName.replace('tool(id', 'alias: tool(id'),
      `${toolName} query More { __typename products { id } }`,
      'query ToolName($id: ID!) { tool(id: $id) { ...Named } }',
      '{ nothing }',
      '{',
      '',
    ]) {
      for (const _ of 'again') {
        expect(await ask(gateway, { query, variables: first })).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
      }
      const url = await get(gateway, { query, variables: JSON.stringify(first) });
      expect(await read(url)).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
    }
    expect(products.requests).toEqual([]);
  });

  test('there is no way around it', async () => {
    const gateway = await open(safelisted);
    const query = '{ tool(id: "1") { id } }';
    const send = (body: unknown, headers = {}) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const encoded = encodeURIComponent(query);
    const preflight = { headers: { 'apollo-require-preflight': '1' } };
    const listedText = encodeURIComponent(toolName);
    const answers = await Promise.all([
      send([{ query }]),
      send({ query, extensions: { persistedQuery: null } }),
      send({ query, extensions: { persistedQuery: { version: 1, sha256Hash: 'tool-name.v1' } } }),
      send({ query, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } }),
      send({ query, extensions: { persistedQuery: { version: 2, sha256Hash: 'tool-name.v1' } } }),
      send({ query, extensions: { persistedQuery: 'tool-name.v1' } }),
      send({ query: [query] }),
      send({ query: { kind: 'Document' } }),
      send(`{"query":${JSON.stringify(toolName)},"query":${JSON.stringify(query)}}`),
      send({ extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } }),
      fetch(`${gateway.url}/graphql?query=${listedText}&query=${encoded}`, preflight),
      fetch(`${gateway.url}/graphql?query=${encoded}&query=${listedText}`, preflight),
      fetch(`${gateway.url}/graphql?query=${encoded}&extensions=null`, preflight),
      fetch(`${gateway.url}/graphql?query=${encoded}&extensions={`, preflight),
      fetch(`${gateway.url}/graphql?query=${encoded}&extensions=${byId('tool-name.v1')}`, preflight),
      fetch(`${gateway.url}/graphql?&&query=${encoded}#?query=${listedText}`, preflight),
    ]);
    for (const answer of answers) {
      expect(answer.ok).toBe(false);
      expect(await answer.text()).not.toContain('data');
    }
    expect(products.requests).toEqual([]);
  });

  test('developers may ask about the schema where introspection is on, and about nothing else', async () => {
    const gateway = await open(safelisted);
    const schema = '{ ...S } fragment S on Query { __schema { queryType { name } } ... on Query { __typename } }';
    expect((await ask(gateway, { query: schema }))[0]).toBe(200);
    const more = schema.replace('__typename', '__typename mainCategory { title }');
    expect(await ask(gateway, { query: more })).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
    const closed = await open({ ...safelisted, supergraph: { introspection: false } });
    expect(await ask(closed, { query: schema })).toEqual([403, 'QUERY_NOT_IN_SAFELIST']);
  });

  test('that requires ids, no text is executed', async () => {
    const persisted = { ...listed, safelist: { enabled: true, require_id: true } };
    const gateway = await open({ persisted_queries: persisted, apq: { enabled: false } });
    expect(await ask(gateway, { id: 'tool-name.v1', variables: first })).toEqual([200, hammer]);
    expect(await ask(gateway, { query: toolName, variables: first })).toEqual([400, 'PERSISTED_QUERY_ID_REQUIRED']);
    expect(await ask(gateway, { query: '{ __typename }' })).toEqual([400, 'PERSISTED_QUERY_ID_REQUIRED']);
    expect(await ask(gateway, { id: 'tool-name.v1', query: toolName })).toEqual([400, 'CANNOT_SEND_PQ_ID_AND_BODY']);
    expect(await ask(gateway, { id: 'unknown' })).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });

  test('unknown operations can be logged before they are refused: each once, and without literals', async () => {
    const gateway = await open({ persisted_queries: { ...listed, log_unknown: true } });
    const query = 'query Known { tool(id: "secret") { name } }';
    for (const _ of 'twice') expect((await ask(gateway, { query }))[0]).toBe(200);
    await ask(gateway, { query: toolName, variables: first });
    const unknown = gateway.lines.filter(({ msg }) => msg === 'An operation is not among the persisted queries');
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.['operationBody']).toBe('query Known {\n  tool(id: "") {\n    name\n  }\n}');
  });
});

describe('a token for the operations of one client', () => {
  const bearer = async (client: string) => ({
    authorization: `Bearer ${await tokens.sign({ restrictions: { operations: client } })}`,
  });
  const outside = [403, 'QUERY_NOT_IN_SAFELIST'];

  test.each([
    ['without a safelist', { persisted_queries: listed }],
    ['with a safelist', safelisted],
  ])('asks those and nothing else, %s and whatever its headers say', async (_, config) => {
    const gateway = await open(config);
    const headers = await bearer('storefront');
    expect(await ask(gateway, { id: sha256(toolPrice), headers, variables: first })).toEqual([
      200,
      { tool: { price: 12 } },
    ]);
    expect(await ask(gateway, { query: `${toolPrice} # x`, headers, variables: first })).toEqual([
      200,
      { tool: { price: 12 } },
    ]);
    expect(await ask(gateway, { id: 'price', headers })).toEqual([200, { tool: { price: 12 } }]);
    for (const name of ['backoffice', 'storefront']) {
      const own = { ...headers, 'apollographql-client-name': name };
      for (const asked of [
        { id: 'rename' },
        { query: rename },
        { id: 'tool-name.v1', variables: first },
        { query: toolName, variables: first },
        { query: '{ __schema { queryType { name } } }' },
        { query: '{ __typename }' },
        { id: sha256(rename), query: rename },
        {},
      ]) {
        expect(await ask(gateway, { ...asked, headers: own })).toEqual(outside);
        const { id, query } = asked as Asked;
        const search = { ...(query !== undefined && { query }), ...(id !== undefined && { extensions: byId(id) }) };
        expect(await read(await get(gateway, search, own))).toEqual(outside);
      }
    }
    expect(products.requests.every(({ query }) => query.includes('price'))).toBe(true);
  });

  test('has no other operations than those: neither of a client that nobody knows, nor without manifests', async () => {
    const gateway = await open({ persisted_queries: listed });
    const plain = await open();
    for (const at of [gateway, plain]) {
      const headers = await bearer('nobody');
      expect(await ask(at, { query: toolName, variables: first, headers })).toEqual(outside);
      expect(await ask(at, { id: 'tool-name.v1', variables: first, headers })).toEqual(outside);
    }
  });

  test('cannot use what others made known by its hash', async () => {
    const gateway = await open({ persisted_queries: listed });
    const query = '{ tool(id: "1") { name } }';
    expect(await ask(gateway, { id: sha256(query), query })).toEqual([200, hammer]);
    expect(await ask(gateway, { id: sha256(query) })).toEqual([200, hammer]);
    expect(await ask(gateway, { id: sha256(query), headers: await bearer('storefront') })).toEqual(outside);
  });
});

describe('automatic persisted queries', () => {
  const query = '{ tool(id: "1") { name } }';

  test('are known by their hash once they were sent with it, and kept by nothing on the way before', async () => {
    const gateway = await open();
    const unknown = await get(gateway, { extensions: byId(sha256(query)) });
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect(await unknown.json()).toEqual({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect(await ask(gateway, { id: sha256(query), query })).toEqual([200, hammer]);
    expect(await read(await get(gateway, { extensions: byId(sha256(query)) }))).toEqual([200, hammer]);
    expect(await ask(gateway, { id: sha256(query).toUpperCase() })).toEqual([200, hammer]);
  });

  test('are not taken under a hash that is not theirs, nor when they are not valid', async () => {
    const gateway = await open();
    expect(await ask(gateway, { id: sha256('x'), query })).toEqual([400, 'PERSISTED_QUERY_HASH_MISMATCH']);
    const invalid = '{ nothing }';
    await ask(gateway, { id: sha256(invalid), query: invalid });
    expect(await ask(gateway, { id: sha256(invalid) })).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  test('of which there are too many are forgotten and sent again', async () => {
    const gateway = await open({ apq: { router: { cache: { in_memory: { limit: 2 } } } } });
    const queries = ['1', '2', '3'].map((id) => `{ tool(id: "${id}") { name } }`);
    for (const each of queries) await ask(gateway, { id: sha256(each), query: each });
    const [oldest = '', ...others] = queries;
    expect(await ask(gateway, { id: sha256(oldest) })).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    for (const each of others) expect((await ask(gateway, { id: sha256(each) }))[0]).toBe(200);
  });

  test('can be switched off, which clients understand', async () => {
    const gateway = await open({ apq: { enabled: false } });
    for (const asked of [{ id: sha256(query) }, { id: sha256(query), query }]) {
      expect(await ask(gateway, asked)).toEqual([200, 'PERSISTED_QUERY_NOT_SUPPORTED']);
    }
    expect(await ask(gateway, { query })).toEqual([200, hammer]);
  });
});

test.each([
  [
    { safelist: { enabled: true } },
    undefined,
    ['persisted_queries.safelist.enabled: needs apq.enabled: false', 'needs persisted_queries.enabled'],
  ],
  [{ enabled: true }, undefined, ['needs persisted_queries.local_manifests']],
  [{ log_unknown: true }, false, ['persisted_queries.log_unknown: needs persisted_queries.enabled']],
  [{ safelist: { require_id: true } }, false, ['needs persisted_queries.safelist.enabled']],
])('a configuration that would protect less than it says is refused: %j', (config, isAutomatic, problems) => {
  const apq = isAutomatic === undefined ? {} : { apq: { enabled: isAutomatic } };
  const supergraph = { source: { file: import.meta.filename } };
  let message = '';
  try {
    parseConfig({ supergraph, persisted_queries: config, ...apq });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    ({ message } = error as Error);
  }
  for (const problem of problems) expect(message).toContain(problem);
});
