// How much callers may ask for: by client, account, address and operation, with a token of narrow rights, and at a time.
import { request as sendRequest } from 'node:http';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRecordedLog } from './recorded-log.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';

let products: RunningSubgraph;
let tokens: TokenIssuer;
let strangers: TokenIssuer;
const opened: RunningGateway[] = [];

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  tokens = await createTokenIssuer();
  strangers = await createTokenIssuer();
});
afterEach(async () => {
  products.intercept = undefined;
  for (const each of opened.splice(0)) await each.close();
});
afterAll(() => products.close());

async function open(router: Record<string, unknown>, config: Record<string, unknown> = {}) {
  const directory = createTemporaryFolder();
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [tokens.publicKey] }));
  const { log, lines } = createRecordedLog();
  const gateway = await startGateway(
    [products],
    {
      authentication: { router: { jwt: { jwks: [{ url: 'jwks.json' }] } } },
      traffic_shaping: { router },
      ...config,
    },
    { directory, log },
  );
  opened.push(gateway);
  return { ...gateway, lines };
}

interface Asked {
  readonly query?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

async function send({ url }: { url: string }, { query = '{ __typename }', token, headers = {} }: Asked = {}) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
}

const ask = async (gateway: { url: string }, asked: Asked = {}) => (await send(gateway, asked)).status;

async function repeat(times: number, run: () => Promise<number>): Promise<number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) statuses.push(await run());
  return statuses;
}

const hourly = (capacity: number) => ({ capacity, interval: '1h' });

test('who asks too often is refused until there is room again, and told when that is', async () => {
  const gateway = await open({ rate_limits: [{ by: 'client', capacity: 2, interval: '2h' }] });
  expect(await repeat(2, () => ask(gateway))).toEqual([200, 200]);
  const refused = await send(gateway);
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(3500);
  expect(seconds).toBeLessThanOrEqual(3600);
  expect(await refused.json()).toEqual({
    errors: [
      { message: `Too many requests. Ask again in ${seconds} s.`, extensions: { code: 'REQUEST_RATE_LIMITED' } },
    ],
  });
});

test('a client is told by its token, wherever it is and whatever it calls itself', async () => {
  const gateway = await open({ rate_limits: [{ by: 'client', ...hourly(1) }] });
  const [a, again, b, c] = await Promise.all([
    tokens.sign({ client_id: 'a', jti: '1' }),
    tokens.sign({ client_id: 'a', jti: '2', sub: 'another' }),
    tokens.sign({ client_id: 'b' }),
    tokens.sign({ sub: 'no-client' }),
  ]);
  for (const token of [a, b, c, undefined]) {
    expect(await repeat(2, () => ask(gateway, token === undefined ? {} : { token }))).toEqual([200, 429]);
  }
  const other = { 'apollographql-client-name': 'b', 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
  expect(await ask(gateway, { token: again, headers: other })).toBe(429);
  expect(await ask(gateway, { headers: other })).toBe(429);
});

test('an account is limited over all of its users, and who has none is not', async () => {
  const gateway = await open({ rate_limits: [{ by: 'account', ...hourly(2) }] });
  const users = await Promise.all(['1', '2', '3'].map((sub) => tokens.sign({ sub, account: 'acme' })));
  const statuses: number[] = [];
  for (const token of users) statuses.push(await ask(gateway, { token }));
  expect(statuses).toEqual([200, 200, 429]);
  expect(await ask(gateway, { token: await tokens.sign({ account: 'globex' }) })).toBe(200);
  expect(await repeat(3, () => ask(gateway))).toEqual([200, 200, 200]);
});

describe('an address is', () => {
  test('that of a trusted proxy’s client', async () => {
    const gateway = await open(
      { rate_limits: [{ by: 'address', ...hourly(1) }] },
      { server: { http: { trusted_proxies: ['127.0.0.1'] } } },
    );
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    expect(await repeat(2, () => ask(gateway, from('203.0.113.9')))).toEqual([200, 429]);
    expect(await ask(gateway, from('203.0.113.10'))).toBe(200);
    // What stands before the address that the proxy saw is the client's own claim.
    expect(await ask(gateway, from('198.51.100.1, 203.0.113.9'))).toBe(429);
    expect(await ask(gateway, from('2001:db8:1:2::1'))).toBe(200);
    expect(await ask(gateway, from('2001:db8:1:2:ffff::2'))).toBe(429);
  });
});

test('a limit can be for some operations, by name or by the id of a persisted query', async () => {
  const directory = createTemporaryFolder();
  const operations = [{ id: 'listed', body: 'query Other { __typename }', type: 'query' }];
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  writeFileSync(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  const gateway = await open(
    {
      rate_limits: [
        { by: 'client', ...hourly(2), operations: ['Search', 'listed'] },
        { by: 'operation', ...hourly(5) },
      ],
    },
    { persisted_queries: { enabled: true, local_manifests: [path.join(directory, 'manifest.json')] } },
  );
  const search = { query: 'query Search { products { name } }' };
  const responses = [await send(gateway, search), await send(gateway, search), await send(gateway, search)];
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(Number(responses[2]?.headers.get('retry-after'))).toBeGreaterThan(1000);
  expect(await responses[2]?.json()).toEqual({
    errors: [{ message: expect.any(String) as string, extensions: { code: 'REQUEST_RATE_LIMITED' } }],
  });
  expect(await ask(gateway, { query: 'query Other { __typename }' })).toBe(200);
  const persistedQuery = { version: 1, sha256Hash: 'listed' };
  const byId = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ extensions: { persistedQuery } }),
  });
  expect(byId.status).toBe(429);
  // Each operation has five of its own, whoever asks. What was refused before counts for nothing.
  const more = { query: 'query More { __typename }' };
  const statuses: number[] = [];
  for (let index = 0; index < 6; index += 1) {
    statuses.push(await ask(gateway, { ...more, token: await tokens.sign({ client_id: String(index) }) }));
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});

test('an operation counts once, also when it has errors', async () => {
  const gateway = await open({ rate_limits: [{ by: 'operation', ...hourly(4) }] });
  products.intercept = (response) => response.writeHead(500).end();
  const query = 'query Failing { products { name } }';
  expect(await repeat(5, () => ask(gateway, { query }))).toEqual([200, 200, 200, 200, 429]);
});

test('a token is held to what it was issued with, whatever is configured, and renewing it does not help', async () => {
  const gateway = await open({});
  const restrictions = { rate: { capacity: 2, interval_seconds: 3600 } };
  const issued = await Promise.all(
    ['1', '2', '3'].map((jti) => tokens.sign({ jti, client_id: 'storefront', restrictions })),
  );
  const statuses: number[] = [];
  for (const token of issued) statuses.push(await ask(gateway, { token }));
  expect(statuses).toEqual([200, 200, 429]);
  expect(await ask(gateway, { token: await tokens.sign({ client_id: 'other', restrictions }) })).toBe(200);
  expect(await ask(gateway, { token: await tokens.sign({ client_id: 'storefront' }) })).toBe(200);
});

test('a request that is refused for its account or its page counts as any other', async () => {
  const gateway = await open({ rate_limits: [{ by: 'client', ...hourly(2) }] });
  const restrictions = { origins: ['https://shop.example'] };
  const token = await tokens.sign({ client_id: 'prober', restrictions });
  const from = (origin: string, account?: string) =>
    ask(gateway, { token, headers: { origin, ...(account !== undefined && { 'commerce-graph-account': account }) } });
  expect(await from('https://other.example')).toBe(403);
  expect(await repeat(2, () => from('https://shop.example', 'borealis'))).toEqual([403, 429]);
  expect(await from('https://shop.example')).toBe(429);
});

test('what is only measured refuses nothing, and the log says what it would have', async () => {
  const gateway = await open({
    rate_limits: [
      { by: 'client', ...hourly(1), mode: 'measure' },
      { by: 'client', ...hourly(3) },
    ],
  });
  expect(await repeat(4, () => ask(gateway))).toEqual([200, 200, 200, 429]);
  await vi.waitFor(() => {
    const exceeded = gateway.lines.filter(({ msg }) => msg === 'Request').map((line) => line['exceededLimits']);
    expect(exceeded).toEqual([undefined, ['rate_limits[0]'], ['rate_limits[0]'], undefined]);
  });
});

test('the body of a refused request is not waited for', async () => {
  const gateway = await open({ rate_limits: [{ by: 'address', ...hourly(1) }] });
  expect(await ask(gateway)).toBe(200);
  const status = await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 1000 };
    const sent = sendRequest(`${gateway.url}/graphql`, { method: 'POST', headers }, (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.once('error', reject);
    sent.write('{"query":');
  });
  expect(status).toBe(429);
});

test('all requests to a process together are limited', async () => {
  const gateway = await open({ global_rate_limit: hourly(2) });
  const token = await tokens.sign();
  expect([await ask(gateway), await ask(gateway, { token }), await ask(gateway)]).toEqual([200, 200, 429]);
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
});

test('no more run at a time than are allowed; when one ends or its client leaves, there is room again', async () => {
  const gateway = await open({ concurrency_limit: 1 });
  let answer: (() => void) | undefined;
  products.intercept = (response) => {
    answer = () => response.end('{"data":{"products":[]}}');
  };
  const query = '{ products { name } }';
  const first = ask(gateway, { query });
  await vi.waitFor(() => expect(answer).toBeDefined());
  const refused = await send(gateway);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_CONCURRENCY_LIMITED' } }] });
  answer?.();
  expect(await first).toBe(200);
  await expect.poll(() => ask(gateway)).toBe(200);

  answer = undefined;
  const leaving = new AbortController();
  const left = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  left.catch(() => {});
  await vi.waitFor(() => expect(answer).toBeDefined());
  leaving.abort();
  await expect.poll(() => ask(gateway)).toBe(200);
});

describe('tokens that are refused', () => {
  test('are looked at so often and no more; those that were accepted before are taken all the same', async () => {
    const gateway = await open({ failed_authentications: hourly(3) });
    const good = await tokens.sign();
    expect(await ask(gateway, { token: good })).toBe(200);
    const guess = async () => ask(gateway, { token: await strangers.sign() });
    expect(await repeat(5, guess)).toEqual([401, 401, 401, 429, 429]);
    expect(await ask(gateway, { token: good })).toBe(200);
    expect(await ask(gateway)).toBe(200);
    // A new one cannot be told from a guess.
    const fresh = await send(gateway, { token: await tokens.sign({ sub: 'fresh' }) });
    expect([fresh.status, Number(fresh.headers.get('retry-after')) > 1000]).toEqual([429, true]);
  });

  test('do not count when they are accepted', async () => {
    const gateway = await open({ failed_authentications: hourly(1) });
    const statuses: number[] = [];
    for (const sub of ['1', '2', '3']) statuses.push(await ask(gateway, { token: await tokens.sign({ sub }) }));
    expect(statuses).toEqual([200, 200, 200]);
  });
});
