// Whatever is refused leaves one line in the audit log, whichever part of the gateway refuses it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revoke, webhooks } from './revoking-sender.ts';
import { createTemporaryFolder, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { audience, createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

interface Refused {
  readonly name: string;
  readonly config?: Record<string, unknown>;
  /** Without, no token is sent. */
  readonly claims?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  /** The body, where it is not this query. */
  readonly query?: string;
  readonly body?: unknown;
  /** Sent before, and answered: what is left of an allowance is used up. */
  readonly isSecond?: boolean;
  readonly isRevoked?: boolean;
  readonly status: number;
  readonly code: string;
  /** Whether it is known who it was. */
  readonly isCallerKnown?: boolean;
}

let products: RunningSubgraph;
let tokens: TokenIssuer;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  tokens = await createTokenIssuer();
});
afterAll(() => products.close());

const hourly = (capacity: number) => ({ capacity, interval: '1h' });
const router = (settings: object) => ({ traffic_shaping: { router: settings } });
const costs = (max: number, settings: object = {}) => ({
  demand_control: { enabled: true, mode: 'enforce', strategy: { static_estimated: { max } }, ...settings },
});
const perHour = { capacity: 1, interval_seconds: 3600 };
const safelist = (settings: object) => ({
  persisted_queries: { enabled: true, local_manifests: ['manifest.json'], safelist: settings },
  apq: { enabled: false },
});
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [] };
const inIds = { query: 'query ($ids: [ID!]!) { tools(ids: $ids) { id } }', variables: { ids: ['1', '2', '3'] } };
const known = { claims: {}, isCallerKnown: true };
const tooMany = { isSecond: true, status: 429, code: 'REQUEST_RATE_LIMITED', isCallerKnown: true };

const refusals: readonly Refused[] = [
  { name: 'a rate limit', config: router({ rate_limits: [{ by: 'client', ...hourly(1) }] }), claims: {}, ...tooMany },
  {
    name: 'the rate limit of an operation',
    config: router({ rate_limits: [{ by: 'operation', operations: ['Names'], ...hourly(1) }] }),
    query: 'query Names { products { name } }',
    claims: {},
    ...tooMany,
  },
  { name: 'the rate of a token', claims: { restrictions: { rate: perHour } }, ...tooMany },
  {
    name: 'the cost of a token',
    config: costs(1000),
    claims: { restrictions: { cost: { ...perHour, capacity: 10 } } },
    ...tooMany,
  },
  { name: 'a budget', config: costs(1000, { budgets: [{ by: 'client', ...hourly(10) }] }), claims: {}, ...tooMany },
  {
    name: 'too many refused tokens',
    config: router({ failed_authentications: hourly(1) }),
    headers: { authorization: 'Bearer a.guessed.token' },
    ...tooMany,
    isCallerKnown: false,
  },
  {
    name: 'too many requests to the process',
    config: router({ global_rate_limit: hourly(1) }),
    isSecond: true,
    status: 429,
    code: 'REQUEST_RATE_LIMITED',
  },
  {
    name: 'an operation that costs too much',
    config: costs(1),
    ...known,
    status: 200,
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
  },
  ...(
    [
      ['max_depth', 1, '{ products { name } }', 'MAX_DEPTH_LIMIT'],
      ['max_height', 1, '{ products { name id } }', 'MAX_HEIGHT_LIMIT'],
      ['max_aliases', 0, '{ all: products { name } }', 'MAX_ALIASES_LIMIT'],
      ['max_root_fields', 1, '{ products { name } mainCategory { title } }', 'MAX_ROOT_FIELDS_LIMIT'],
      ['max_definitions', 1, '{ products { ...N } } fragment N on Product { name }', 'MAX_DEFINITIONS_LIMIT'],
      ['max_directives', 0, '{ products { name @skip(if: false) } }', 'MAX_DIRECTIVES_LIMIT'],
      ['max_list_argument_items', 2, '{ tools(ids: ["1", "2", "3"]) { id } }', 'MAX_LIST_ARGUMENT_ITEMS_LIMIT'],
    ] as const
  ).map(([limit, most, query, code]) => ({
    name: limit,
    config: { limits: { [limit]: most } },
    query,
    ...known,
    status: 200,
    code,
  })),
  {
    name: 'max_variables_bytes',
    config: { limits: { max_variables_bytes: '5B' } },
    body: inIds,
    ...known,
    status: 200,
    code: 'MAX_VARIABLES_LIMIT',
  },
  {
    name: 'a text that is on no list',
    config: safelist({ enabled: true }),
    ...known,
    status: 403,
    code: 'QUERY_NOT_IN_SAFELIST',
  },
  {
    name: 'a text where ids are required',
    config: safelist({ enabled: true, require_id: true }),
    ...known,
    status: 400,
    code: 'PERSISTED_QUERY_ID_REQUIRED',
  },
  {
    name: 'an id that is on no list',
    config: safelist({}),
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'none' } } },
    ...known,
    status: 404,
    code: 'PERSISTED_QUERY_NOT_IN_LIST',
  },
  {
    name: 'a token for operations that are not there',
    claims: { restrictions: { operations: 'nobody' } },
    isCallerKnown: true,
    status: 403,
    code: 'QUERY_NOT_IN_SAFELIST',
  },
  {
    name: 'a token for pages of another origin',
    claims: { restrictions: { origins: ['https://shop.example'] } },
    isCallerKnown: true,
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
  },
  {
    name: 'an account that the token does not permit',
    claims: {},
    headers: { 'commerce-graph-account': 'borealis' },
    isCallerKnown: true,
    status: 403,
    code: 'ACCOUNT_NOT_PERMITTED',
  },
  { name: 'a revoked token', claims: { jti: 'revoked' }, isRevoked: true, status: 401, code: 'AUTH_ERROR' },
  {
    name: 'a token of which nobody can tell whether it was revoked',
    config: {
      response_cache: { redis: { url: 'redis://127.0.0.1:1' } },
    },
    claims: {},
    status: 503,
    code: 'AUTH_ERROR',
  },
  { name: 'a batch', body: [{ query: '{ __typename }' }], ...known, status: 400, code: 'BATCHING_NOT_ENABLED' },
  {
    name: 'a body that is too large',
    config: { limits: { http_max_request_bytes: '10B' } },
    ...known,
    status: 413,
    code: 'BAD_REQUEST',
  },
  { name: 'too many headers', config: { limits: { http1_max_request_headers: 1 } }, status: 431, code: 'BAD_REQUEST' },
  {
    name: 'nobody where everybody must sign in',
    config: { authorization: { require_authentication: true } },
    status: 401,
    code: 'AUTH_ERROR',
  },
];

test.each(refusals)('$name', async (refused) => {
  const { config = {}, claims, query = '{ products { name } }', body = { query }, status, code } = refused;
  const directory = createTemporaryFolder();
  const file = path.join(directory, 'audit.log');
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  const gateway = await startGateway(
    [products],
    {
      authentication: { router: { jwt: { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience] }] } } },
      events: { webhooks },
      telemetry: { logging: { level: 'silent' }, audit: { enabled: true, file } },
      ...config,
    },
    { directory },
  );
  let statuses: number[] = [];
  try {
    const token = claims && (await tokens.sign(claims));
    const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...refused.headers };
    const send = async () => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      await response.text();
      return response.status;
    };
    if (refused.isRevoked === true) expect((await revoke(gateway, { jti: claims?.['jti'] })).status).toBe(202);
    if (refused.isSecond === true) statuses = [await send()];
    statuses.push(await send());
  } finally {
    await gateway.close();
  }
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const { caller, outcome } = JSON.parse(lines.at(-1) ?? '{}') as {
    caller?: object;
    outcome?: Record<string, unknown>;
  };
  expect({ status: statuses.at(-1), outcome }).toMatchObject({
    status,
    outcome: { result: 'refused', status, errorCodes: [code] },
  });
  // What was served before leaves none.
  expect(lines).toHaveLength(statuses.filter((each) => each !== 200).length + (status === 200 ? 1 : 0));
  if (refused.isCallerKnown === true) expect(caller).toMatchObject({ subject: 'user-1' });
});
