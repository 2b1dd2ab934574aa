// Identical queries under way at the same time run once: for all of whom the policies of their fields say that they get
// the same, and else for each caller by itself. What changes something never does.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountSubgraph, adviceSubgraph, readClaims } from './account-shop.ts';
import { ask, type GraphqlAnswer } from './graphql-client.ts';
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

const otherIssuer = 'https://other-identity.example';

async function startTrustingGateway(
  config: Record<string, unknown>,
  subgraphs: readonly RunningSubgraph[] = [products, stock],
): Promise<RunningGateway> {
  const directory = createTemporaryFolder();
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  writeFileSync(path.join(directory, 'assertion.jwk.json'), JSON.stringify(await exportJWK(privateKey)));
  writeFileSync(path.join(directory, 'jwks.json'), JSON.stringify({ keys: [trusted.publicKey] }));
  const jwt = { jwks: [{ url: 'jwks.json', issuers: [issuer, otherIssuer], audiences: [audience] }] };
  return startGateway(
    subgraphs,
    { authentication: { router: { jwt }, subgraph_assertion: { key_file: 'assertion.jwk.json' } }, ...config },
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
    gateway = await startTrustingGateway({ traffic_shaping: shaping });
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

describe('whole queries of several callers', () => {
  const callers = {
    ann: { sub: 'ann' },
    bob: { sub: 'bob', scope: 'orders:read', roles: ['buyer'] },
    annOfOtherIssuer: { sub: 'ann', iss: otherIssuer },
    annOfBranch: { sub: 'ann', accounts: ['branch'] },
    eve: { sub: 'eve', account: 'globex' },
    // Without the claim that something depends on, nothing says who gets the same.
    fred: { sub: 'fred', account: undefined },
    gus: { sub: 'gus', account: undefined },
    nobody: undefined,
    nobodyElse: undefined,
  } as const;
  type Caller = keyof typeof callers;
  const everybody = Object.keys(callers) as Caller[];
  const byAccount = ['ann bob annOfOtherIssuer', 'annOfBranch', 'eve', 'fred', 'gus', 'nobody nobodyElse'];
  const byCaller = ['ann', 'bob', 'annOfOtherIssuer', 'annOfBranch', 'eve', 'fred', 'gus', 'nobody nobodyElse'];

  /** A user is the same for whichever account. */
  /** What is a user's own may be told for the account that the user acts for. */
  const byUser = ['ann', 'bob', 'annOfOtherIssuer', 'annOfBranch', 'eve', 'fred', 'gus', 'nobody nobodyElse'];

  let erp: RunningSubgraph;
  let advice: RunningSubgraph;
  let gateway: RunningGateway;
  beforeAll(async () => {
    [erp, advice] = await Promise.all([startSubgraph(accountSubgraph), startSubgraph(adviceSubgraph)]);
    const subgraphs = [erp, advice];
    gateway = await startTrustingGateway(keeping, subgraphs);
  });
  beforeEach(async () => {
    await dropEverything();
    erp.requests.length = 0;
    erp.prepare = undefined;
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([erp.close(), advice.close()]);
  });

  const sharedKey = 'operators-know-this-key';
  const keeping = {
    traffic_shaping: { all: { deduplicate_query: false } },
    response_cache: { subgraph: { all: { invalidation: { shared_key: sharedKey } } } },
  };

  /** So that all who do not share an execution have to ask for themselves. */
  async function dropEverything(): Promise<void> {
    const response = await fetch(`${gateway.url}/invalidation`, {
      method: 'POST',
      headers: { authorization: sharedKey, 'content-type': 'application/json' },
      body: JSON.stringify([erp, advice].map(({ name }) => ({ kind: 'subgraph', subgraph: name }))),
    });
    expect(response.status).toBe(202);
  }

  async function askAs(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const claims = callers[caller];
    const headers = claims === undefined ? {} : await authorize(claims.sub, claims);
    return ask(gateway, text, { headers, variables });
  }

  /** One after the other while the ERP has answered nobody yet. */
  async function askTogether(asking: readonly Caller[], text: string, variables?: Record<string, unknown>) {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const prepare = erp.prepare;
    erp.prepare = async (request) => {
      await released;
      return (await prepare?.(request)) ?? {};
    };
    const answers: Promise<GraphqlAnswer>[] = [];
    for (const caller of asking) {
      answers.push(askAs(caller, text, variables));
      await expect.poll(() => erp.requests.length).toBeGreaterThan(0);
    }
    await wait(100);
    release();
    return Promise.all(answers);
  }

  /** Who has got the very same, since it was asked for once. */
  function group(asking: readonly Caller[], answers: readonly GraphqlAnswer[]): string[] {
    const groups = new Map<string | undefined, Caller[]>();
    for (const [index, caller] of asking.entries()) {
      const text = answers[index]?.text;
      groups.set(text, [...(groups.get(text) ?? []), caller]);
    }
    return [...groups.values()].map((members) => members.join(' '));
  }

  test.each([
    ['what is the same for everybody', '{ news }', [everybody.join(' ')]],
    ['what differs by account', '{ orders { total } }', byAccount],
    ['what differs by account, beside what does not', '{ news orders { total } }', byAccount],
    ['what differs by account, inside what does not', '{ articles { name ownNumber } }', byAccount],
    ['what differs by user', '{ cart }', byUser],
    ['what differs by user, beside what differs by account', '{ orders { total } cart }', byCaller],
    ['what differs by user, inside what differs by account', '{ orders { total note } }', byCaller],
    ['what requires something that differs by user', '{ articles { related } }', byUser],
    ['what has no policy', '{ live }', byCaller],
    ['what has no policy, beside what is the same for everybody', '{ news live }', byCaller],
    ['what has no policy, inside what differs by account', '{ orders { total status } }', byCaller],
    ['what may not be kept', '{ firmPrice }', byCaller],
  ])('%s', async (_what, text, groups) => {
    const answers = await askTogether(everybody, text);
    expect(group(everybody, answers)).toEqual(groups);
    for (const { errors } of answers) expect(errors).toBeUndefined();
  });

  test('what a condition leaves out makes no difference', async () => {
    const text = 'query ($own: Boolean!) { news cart @include(if: $own) articles { related @skip(if: true) name } }';
    const ofOne = await askTogether(['ann', 'eve', 'nobody'], text, { own: true });
    expect(group(['ann', 'eve', 'nobody'], ofOne)).toEqual(['ann', 'eve', 'nobody']);
    erp.prepare = undefined;
    const ofAll = await askTogether(['ann', 'eve', 'nobody'], text, { own: false });
    expect(group(['ann', 'eve', 'nobody'], ofAll)).toEqual(['ann eve nobody']);
  });

  test.each([
    ['the same', '{ orders { total } }'],
    ['it beside something else', '{ news orders { total } }'],
  ])('what one of them is refused is asked for by another who wants %s', async (_what, text) => {
    erp.intercept = (response, request) => {
      const isAllowed = readClaims(request).scope.includes('orders:read');
      const error = { message: 'no', path: ['orders'], extensions: { code: 'FORBIDDEN' } };
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const data = { orders: isAllowed ? [] : null, news: 'none' };
        response.end(JSON.stringify({ data, ...(!isAllowed && { errors: [error] }) }));
      }, 200);
    };
    const asked = askAs('ann', '{ orders { total } }');
    await expect.poll(() => erp.requests.length).toBe(1);
    const [refused, allowed] = await Promise.all([asked, askAs('bob', text)]);
    erp.intercept = undefined;
    expect(refused).toMatchObject({ data: { orders: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(allowed).toMatchObject({ data: { orders: [] }, errors: undefined });
  });

  test('that a system fails is told to all who wait for it', async () => {
    erp.intercept = (response) => {
      const error = { message: 'down', path: ['orders'], extensions: { code: 'SYSTEM_UNAVAILABLE' } };
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ data: { orders: null }, errors: [error] }));
      }, 200);
    };
    const answers = await askTogether(['ann', 'bob'], '{ orders { total } }');
    erp.intercept = undefined;
    expect(erp.requests).toHaveLength(1);
    for (const { errors } of answers) expect(errors).toMatchObject([{ extensions: { code: 'SYSTEM_UNAVAILABLE' } }]);
  });

  test.each([
    ['no-store', '{ orders { total } }'],
    ['max-age=0', '{ orders { total } }'],
    ['private', '{ news }'],
    ['private', '{ articles { name } }'],
  ])('what its subgraph says is "%s" is asked for by each: %s', async (cacheControl, text) => {
    erp.prepare = () => Promise.resolve({ 'cache-control': cacheControl });
    expect(group(['ann', 'bob'], await askTogether(['ann', 'bob'], text))).toEqual(['ann', 'bob']);
  });

  test('what its subgraph says is private is shared by those for whom the policy says it is', async () => {
    erp.prepare = () => Promise.resolve({ 'cache-control': 'private, max-age=10' });
    const answers = await askTogether(['ann', 'bob', 'eve'], '{ orders { total } }');
    expect(group(['ann', 'bob', 'eve'], answers)).toEqual(['ann bob', 'eve']);
  });

  test('where values come from is explained to each', async () => {
    const headers = { 'commerce-graph-provenance': 'true' };
    const asked = [ask(gateway, '{ news }', { headers }), ask(gateway, '{ news }', { headers })];
    for (const { text } of await Promise.all(asked)) expect(text).toContain('provenance');
  });

  test('nothing relies on policies where nothing is kept', async () => {
    const plain = await startTrustingGateway({ ...keeping, response_cache: { enabled: false } }, [erp, advice]);
    const kept = gateway;
    gateway = plain;
    const answers = await askTogether(['ann', 'bob'], '{ news }').finally(() => {
      gateway = kept;
    });
    await plain.close();
    expect(group(['ann', 'bob'], answers)).toEqual(['ann', 'bob']);
  });
});

test('a mutation goes on when the client goes away, and ends with the grace period of a shutdown', async () => {
  const gateway = await startTrustingGateway({ shutdown: { grace: '500ms' } });
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
