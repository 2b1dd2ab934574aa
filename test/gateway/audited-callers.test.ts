// Whoever is refused something is named in the audit log, wherever it is that the refusal is told to the client.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

let tokens: TokenIssuer;
let subgraph: RunningSubgraph;
let gateway: RunningGateway | undefined;

beforeAll(async () => {
  tokens = await createTokenIssuer();
  subgraph = await startSubgraph({
    name: 'things',
    typeDefs: 'type Query { open: String secret: String @requiresScopes(scopes: [["secrets:read"]]) }',
    resolvers: { Query: { open: () => 'open', secret: () => 'secret' } },
  });
});
afterEach(() => gateway?.close());
afterAll(() => subgraph.close());

async function open(config: Record<string, unknown> = {}) {
  const directory = createTemporaryFolder();
  const file = path.join(directory, 'audit.log');
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
  const started = await startGateway(
    [subgraph],
    {
      authentication: { router: { jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer] }] } } },
      telemetry: { logging: { level: 'silent' }, audit: { enabled: true, file } },
      ...config,
    },
    { directory },
  );
  gateway = started;
  return {
    send: async (claims: Record<string, unknown>, query = '{ open }', headers: Record<string, string> = {}) =>
      ask(started, query, { headers: { ...headers, authorization: `Bearer ${await tokens.sign(claims)}` } }),
    /** One that is closed has written everything. */
    readLines: async () => {
      await started.close();
      return readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

const named = { issuer, subject: 'user-7', account: 'acme', tokenId: 'token-7' };
const refused = (status: number, code: string) => ({
  caller: named,
  outcome: { result: 'refused', status, errorCodes: [code] },
});

test('with a good token, before its operation was looked at', async () => {
  const { send, readLines } = await open();
  const claims = { sub: 'user-7', jti: 'token-7' };
  await send(claims, '{ open }', { 'commerce-graph-account': 'borealis' });
  const restrictions = { rate: { capacity: 1, interval_seconds: 3600 }, origins: ['https://shop.example'] };
  await send({ ...claims, restrictions }, '{ open }', { origin: 'https://other.example' });
  await send({ ...claims, restrictions }, '{ open }', { origin: 'https://shop.example' });
  const lines = await readLines();
  expect(lines).toMatchObject([
    refused(403, 'ACCOUNT_NOT_PERMITTED'),
    refused(403, 'ORIGIN_NOT_ALLOWED'),
    refused(429, 'REQUEST_RATE_LIMITED'),
  ]);
  // What was asked for is a value.
  expect(JSON.stringify(lines)).not.toContain('borealis');
});

test.each(['errors', 'extensions', 'disabled'])('a field, where the client is told of it in: %s', async (response) => {
  const { send, readLines } = await open({ authorization: { directives: { errors: { response } } } });
  const claims = { sub: 'user-7', jti: 'token-7' };
  for (let count = 0; count < 3; count += 1) await send(claims, '{ open secret }');
  await send({ ...claims, scope: 'secrets:read' }, '{ open secret }');
  const line = {
    caller: named,
    operation: { type: 'query', fields: ['Query.open', 'Query.secret'] },
    outcome: { result: 'partial', status: 200, errorCodes: ['UNAUTHORIZED_FIELD_OR_TYPE'] },
  };
  expect(await readLines()).toMatchObject([line, line, line]);
});
