// Everything that somebody with a good token of one account may try to get at another: every way to write a request that
// names it, asked after the owner has asked the same, so that what is wanted is also kept.
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { findMarkers, listTexts } from './account-facts.ts';
import { createTokenMaker, type TokenMaker } from './callers.ts';

let graph: RunningGraph;
let tokens: TokenMaker;
let victim: string;
let attacker: string;
/** What only the victim is told. */
let markers: ReadonlySet<string>;
let orderId: string;

const fields = `id accountNumber name credit { limit { amount } balance { amount } } addresses { id lines }
  orders(first: 5) { totalCount nodes { id orderNumber poNumber subtotal { amount } } }`;
const orderFields = 'id orderNumber poNumber account { id name accountNumber } lines { id unitPrice { amount } }';

beforeAll(async () => {
  tokens = await createTokenMaker();
  graph = await startGraph({ trusting: tokens });
  victim = await tokens.sign({ account: 'acme' });
  attacker = await tokens.sign({ account: 'borealis', sub: 'buyer@acme', accounts: [] });
  const everything = `{ account { ${fields} } orders(first: 25) { nodes { ${orderFields} } } prices(lines: [{ sku: "BRG-6205-2RS" }]) { price { ... on Price { unitPrice { amount } agreement { number } } } } }`;
  const ask = async (token: string) => (await graph.query(everything, {}, token)).data;
  const [own, others] = [await ask(victim), await ask(attacker)];
  const known = [...listTexts([{ query: everything, data: others }])].join('\n');
  const alone = [...listTexts([{ query: everything, data: own }])].filter((text) => text.length > 3);
  markers = new Set(alone.filter((text) => text !== 'acme' && !known.includes(text)));
  ({
    orders: {
      nodes: [{ id: orderId }],
    },
  } = own as { orders: { nodes: [{ id: string }] } });
});
afterAll(async () => {
  await graph.close();
  tokens.close();
});

interface Attempt {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly body?: unknown;
  /** Names may be repeated. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** Past the clients that would mend what is wrong with a request. */
function send(attempt: Attempt, token: string): Promise<{ status: number; said: string }> {
  const { method = 'POST', path = '/graphql', body, headers = [] } = attempt;
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const grouped = new Map<string, string[]>([['authorization', [`Bearer ${token}`]]]);
  if (text !== undefined) grouped.set('content-type', ['application/json']);
  for (const [name, value] of headers)
    grouped.set(name, [...(headers.length > 1 ? (grouped.get(name) ?? []) : []), value]);
  return new Promise((resolve, reject) => {
    const outgoing = request(`${graph.origin}${path}`, { method, headers: Object.fromEntries(grouped) }, (answer) => {
      let said = JSON.stringify(answer.rawHeaders);
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (said += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, said }));
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

const findLeaks = (said: string): string[] => findMarkers(said, markers);

/** The owner gets what the attacker wants, then the attacker asks the same, twice: the second answer may be a kept one. */
async function expectOwnersAlone(attempt: Attempt, { isOwnersToo = true } = {}): Promise<void> {
  const owners = await send(attempt, victim);
  if (isOwnersToo) expect(findLeaks(owners.said), owners.said.slice(0, 1000)).not.toEqual([]);
  for (let count = 0; count < 2; count += 1) {
    const { said } = await send(attempt, attacker);
    expect(findLeaks(said), said.slice(0, 1000)).toEqual([]);
  }
}

test('there is something to be had', () => {
  expect(markers.size).toBeGreaterThan(20);
});

describe('an account of others is not had', () => {
  const documents: Readonly<
    Record<string, { query: string; variables?: Record<string, unknown>; operationName?: string }>
  > = {
    'by a literal': { query: `{ account(id: "acme") { ${fields} } }` },
    'by a block string': { query: `{ account(id: """acme""") { ${fields} } }` },
    'by an escaped literal': { query: `{ account(id: "\\u0061cme") { ${fields} } }` },
    'by a variable': { query: `query ($id: ID) { account(id: $id) { ${fields} } }`, variables: { id: 'acme' } },
    'by a variable that is not null': {
      query: `query ($id: ID!) { account(id: $id) { ${fields} } }`,
      variables: { id: 'acme' },
    },
    'by the default of a variable': { query: `query ($id: ID = "acme") { account(id: $id) { ${fields} } }` },
    'beside its own, under an alias': {
      query: `{ mine: account(id: "borealis") { name } theirs: account(id: "acme") { ${fields} } none: account { id } }`,
    },
    'under an alias that is a name of the gateway': {
      query: `{ __proto__: account(id: "acme") { constructor: name ${fields} } _account_of_Account: account(id: "acme") { _account_of_Account: name } }`,
    },
    'under aliases for what says whose it is': {
      query: `{ account(id: "acme") { id: name name: id accountNumber } orders(accountId: "acme") { nodes { account: poNumber id: orderNumber } } }`,
    },
    'in a fragment': {
      query: `query { ...A } fragment A on Query { account(id: "acme") { ...B } } fragment B on Account { ${fields} }`,
    },
    'in a fragment that is spread under two conditions': {
      query: `query ($yes: Boolean!, $no: Boolean!) { ...A @include(if: $yes) ...A @skip(if: $no) ... @include(if: $yes) { ...A } } fragment A on Query { account(id: "acme") { ${fields} } }`,
      variables: { yes: true, no: false },
    },
    'under a condition that changes its mind': {
      query: `query ($yes: Boolean = false, $id: ID = "borealis") { account(id: $id) @include(if: $yes) { ${fields} } }`,
      variables: { yes: true, id: 'acme' },
    },
    'by one operation of two': {
      query: `query Mine { account { name } } query Theirs($id: ID) { account(id: $id) { ${fields} } }`,
      variables: { id: 'acme' },
      operationName: 'Theirs',
    },
    'by its orders': { query: `{ orders(accountId: "acme", first: 5) { totalCount nodes { ${orderFields} } } }` },
    'by its orders, filtered': {
      query: `query ($f: OrderFilter) { orders(accountId: "acme", filter: $f) { nodes { ${orderFields} } } }`,
      variables: { f: { isOpen: true, sku: null } },
    },
    'by an order of an order of its own': {
      query: `{ orders(accountId: "acme", first: 2) { nodes { account { ${fields} parent { id name } children { id name } } } } }`,
    },
  };

  test.each(Object.entries(documents))('%s', async (_how, body) => {
    await expectOwnersAlone({ body });
    const { query, variables, operationName } = body;
    const parameters = new URLSearchParams({
      query,
      ...(variables && { variables: JSON.stringify(variables) }),
      ...(operationName !== undefined && { operationName }),
    });
    await expectOwnersAlone({
      method: 'GET',
      path: `/graphql?${parameters}`,
      headers: [['apollo-require-preflight', '1']],
    });
  });

  test('by an order’s id', async () => {
    await expectOwnersAlone({ body: { query: `{ order(id: "${orderId}") { ${orderFields} } }` } });
    await expectOwnersAlone({
      body: {
        query: `query ($id: ID!) { a: order(id: $id) { lines { id } } b: order(id: $id) { account { name } } }`,
        variables: { id: orderId },
      },
    });
  });

  test('by a name that only looks like another', async () => {
    const names = [
      'ACME',
      ' acme',
      'acme ',
      'acme\u0000',
      'acme\u200b',
      '\uFF41cme',
      'аcme',
      'acme,borealis',
      'borealis,acme',
      '["acme"]',
      'acme/../acme',
      '../acme',
      'acme%00',
      'acme?x=borealis',
      'acme#',
      'acme;borealis',
      'a\u0301cme',
      "acme' OR '1'='1",
      '*',
      '',
      'acme'.repeat(2000),
    ];
    for (const id of names) {
      for (const query of [
        `query ($id: ID) { account(id: $id) { ${fields} } }`,
        `query ($id: ID) { orders(accountId: $id, first: 5) { nodes { ${orderFields} } } }`,
      ]) {
        await expectOwnersAlone({ body: { query, variables: { id } } }, { isOwnersToo: false });
      }
    }
  });

  test('by variables of another kind than declared', async () => {
    for (const id of [['acme'], { id: 'acme' }, true, 7, null, { toString: 'acme' }, [['acme']]]) {
      await expectOwnersAlone(
        { body: { query: `query ($id: ID) { account(id: $id) { ${fields} } }`, variables: { id } } },
        { isOwnersToo: false },
      );
    }
  });

  test('by a body that says two things', async () => {
    const theirs = JSON.stringify(`{ account(id: "acme") { ${fields} } }`);
    const bodies = [
      `{"query":"{ __typename }","query":${theirs}}`,
      `{"query":${theirs},"query":"{ account { id } }"}`,
      `{"query":"query ($id: ID) { account(id: $id) { name } }","variables":{"id":"borealis"},"variables":{"id":"acme"}}`,
      `{"query":"query ($id: ID) { account(id: $id) { name } }","variables":"{\\"id\\":\\"acme\\"}"}`,
      `[{"query":${theirs}},{"query":"{ account { id } }"}]`,
      `{"query":${theirs},"__proto__":{"account":"acme"},"constructor":{"prototype":{"account":"acme"}}}`,
      `\uFEFF{"query":${theirs}}`,
    ];
    for (const body of bodies) await expectOwnersAlone({ body }, { isOwnersToo: false });
  });

  test('by a query that the owner has made known by its hash', async () => {
    const query = `query Kept { account(id: "acme") { ${fields} } }`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await expectOwnersAlone({ body: { query, extensions } }, { isOwnersToo: false });
    await expectOwnersAlone({ body: { extensions } }, { isOwnersToo: false });
    const parameters = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    await expectOwnersAlone(
      { method: 'GET', path: `/graphql?${parameters}`, headers: [['apollo-require-preflight', '1']] },
      { isOwnersToo: false },
    );
  });

  test('by headers that say who asks', async () => {
    const body = { query: `{ account { ${fields} } orders(first: 5) { nodes { ${orderFields} } } }` };
    const names = [
      'account',
      'x-account',
      'x-account-id',
      'commerce-graph-account',
      'x-forwarded-user',
      'x-forwarded-for',
      'forwarded',
      'x-user',
      'x-scope',
      'cookie',
      'x-original-url',
      'x-http-method-override',
      'apollo-federation-include-trace',
      'apollo-cache-debugging',
      'commerce-graph-provenance',
    ];
    for (const name of names) {
      for (const value of ['acme', 'borealis, acme', 'acme, borealis', '["acme"]', 'true', '{"account":"acme"}']) {
        const { said } = await send({ body, headers: [[name, value]] }, attacker);
        expect(findLeaks(said), `${name}: ${value} ${said.slice(0, 500)}`).toEqual([]);
      }
      const { said } = await send(
        {
          body,
          headers: [
            [name, 'borealis'],
            [name, 'acme'],
          ],
        },
        attacker,
      );
      expect(findLeaks(said), name).toEqual([]);
    }
  });

  test('by two tokens at once, neither of which is good for both', async () => {
    const body = { query: `{ account(id: "acme") { ${fields} } }` };
    const [head = '', claims = ''] = victim.split('.');
    const signature = attacker.split('.')[2] ?? '';
    for (const authorization of [
      `Bearer ${attacker}, Bearer ${head}.${claims}.`,
      `Bearer ${head}.${claims}.${signature}`,
      `Bearer ${attacker}.${claims}`,
      `bearer ${attacker}`,
      `Bearer  ${attacker}`,
    ]) {
      const { said } = await send({ body, headers: [['authorization', authorization]] }, attacker);
      expect(findLeaks(said), said.slice(0, 500)).toEqual([]);
    }
  });
});

test('what is kept for one token is not found by another of the same user and another account', async () => {
  // `attacker` has the victim's subject: kept values and shared requests must not go by that.
  const body = {
    query: `{ account { ${fields} } prices(lines: [{ sku: "BRG-6205-2RS" }]) { price { ... on Price { unitPrice { amount } agreement { number } } } } }`,
  };
  const asked = await Promise.all(
    Array.from({ length: 40 }, async (_each, index) => {
      const isVictim = index % 2 === 0;
      return { isVictim, said: (await send({ body }, isVictim ? victim : attacker)).said };
    }),
  );
  for (const { isVictim, said } of asked) expect(findLeaks(said).length > 0).toBe(isVictim);
});
