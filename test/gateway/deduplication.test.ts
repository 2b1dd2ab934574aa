// Identical queries under way at the same time run once, for each caller by itself. What changes something never does.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph, stockSubgraph } from './shop-graph.ts';
import { audience, createTokenIssuer, issuer, type TokenIssuer } from './token-issuer.ts';

let products: RunningSubgraph;
let stock: RunningSubgraph;
let trusted: TokenIssuer;

/** Holds every request to the products until it is released, and answers each with whose it is. */
function holdRequests() {
  const waiting: (() => void)[] = [];
  products.intercept = (response, { headers }) => {
    const [, claims = ''] = headers.authorization?.split('.') ?? [];
    const { sub = 'nobody' } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}') as { sub?: string };
    waiting.push(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: { tool: { __typename: 'Tool', id: '1', name: sub } } }));
    });
  };
  return {
    count: () => waiting.length,
    release() {
      products.intercept = undefined;
      for (const answer of waiting) answer();
    },
  };
}

async function startTrustingGateway(shaping: object, shutdown: object = {}): Promise<RunningGateway> {
  const directory = createTemporaryFolder();
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(path.join(directory, 'assertion.jwk.json'), JSON.stringify(await exportJWK(privateKey)));
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const jwt = { jwks: [{ url: 'jwks.json', issuers: [issuer], audiences: [audience] }] };
  return startGateway(
    [products, stock],
    {
      authentication: { router: { jwt }, subgraph_assertion: { key_file: 'assertion.jwk.json' } },
      traffic_shaping: shaping,
      shutdown,
    },
    { directory },
  );
}

beforeAll(async () => {
  [products, stock, trusted] = await Promise.all([
    startSubgraph(productsSubgraph),
    startSubgraph(stockSubgraph),
    createTokenIssuer(),
  ]);
});
beforeEach(() => {
  products.intercept = undefined;
});
afterAll(() => Promise.all([products.close(), stock.close()]));

const query = '{ tool(id: "1") { name } }';
const authorize = async (sub: string, claims: object = {}) => ({
  authorization: `Bearer ${await trusted.sign({ sub, ...claims })}`,
});

describe.each([
  ['whole queries', { router: { deduplicate_query: true }, all: { deduplicate_query: false } }],
  ['requests to subgraphs', { router: { deduplicate_query: false }, all: { deduplicate_query: true } }],
])('%s', (_what, shaping) => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startTrustingGateway(shaping);
  });
  afterAll(() => gateway.close());

  test('of one caller run once, and each of its requests gets the answer', async () => {
    const held = holdRequests();
    const headers = await authorize('ann');
    const answers = Array.from({ length: 20 }, () => ask(gateway, query, { headers }));
    await expect.poll(held.count).toBe(1);
    await wait(100);
    expect(held.count()).toBe(1);
    held.release();
    for (const { data } of await Promise.all(answers)) expect(data).toEqual({ tool: { name: 'ann' } });
  });

  test('of different callers are never shared, whatever part of the identity differs', async () => {
    const held = holdRequests();
    const callers = [
      await authorize('ann'),
      await authorize('bob'),
      await authorize('ann', { account: 'other' }),
      await authorize('ann', { scope: 'more' }),
      {},
    ];
    const answers = callers.map((headers) => ask(gateway, query, { headers }));
    await expect.poll(held.count).toBe(callers.length);
    held.release();
    const names = (await Promise.all(answers)).map(({ data }) => (data as { tool: { name: string } }).tool.name);
    expect(names).toEqual(['ann', 'bob', 'ann', 'ann', 'anonymous']);
  });

  test('with other variables or literals are others', async () => {
    const held = holdRequests();
    const asked = 'query ($id: ID!) { tool(id: $id) { name } }';
    const answers = [
      ask(gateway, asked, { variables: { id: '1' } }),
      ask(gateway, asked, { variables: { id: '3' } }),
      ask(gateway, '{ tool(id: "4") { name } }'),
      ask(gateway, '{ tool(id: "5") { name } }'),
    ];
    await expect.poll(held.count).toBe(4);
    held.release();
    await Promise.all(answers);
  });

  test('that are mutations run as often as they are sent', async () => {
    products.requests.length = 0;
    const rename = 'mutation { rename(id: "1", name: "x") { name } }';
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(gateway, rename)));
    expect(answers.map(({ data }) => data)).toEqual(Array.from({ length: 5 }, () => ({ rename: { name: 'x' } })));
    expect(products.requests).toHaveLength(5);
  });

  test('go on when one of those who wait goes away', async () => {
    const held = holdRequests();
    const leaving = new AbortController();
    const gone = ask(gateway, query, { signal: leaving.signal }).catch((error: Error) => error.name);
    await expect.poll(held.count).toBe(1);
    const staying = ask(gateway, query);
    await wait(300);
    leaving.abort();
    expect(await gone).toBe('AbortError');
    await wait(300);
    held.release();
    expect((await staying).data).toEqual({ tool: { name: 'anonymous' } });
    expect(held.count()).toBe(1);
  });
});

test('a mutation goes on when the client goes away, and ends with the grace period of a shutdown', async () => {
  const gateway = await startTrustingGateway({}, { grace: '500ms' });
  const leaving = new AbortController();
  let isAborted = false;
  const asked = new Promise<void>((resolve) => {
    products.intercept = (_response, request) => {
      void request.aborted.then(() => (isAborted = true));
      resolve();
    };
  });
  const gone = ask(gateway, 'mutation { rename(id: "1", name: "x") { name } }', { signal: leaving.signal });
  await asked;
  leaving.abort();
  await expect(gone).rejects.toThrow('abort');
  await wait(300);
  expect(isAborted).toBe(false);
  await gateway.close();
  await expect.poll(() => isAborted).toBe(true);
});
