// Who buys for several accounts, or sells to all of them, says by a header for which one a request is: and then sees what
// that account itself would see, whatever was asked and kept before.
import { buyerScope } from '../../scripts/development-token.ts';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSampleVariables, type SampleOperationName, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let representative: string;
beforeAll(async () => {
  graph = await startGraph();
  representative = await graph.signToken({
    account: 'northline',
    user: 'rep@northline',
    scope: `accounts:act-on-behalf ${buyerScope}`,
  });
});
afterAll(() => graph.close());

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

async function ask(query: string, variables: object, token: string | undefined, account?: string): Promise<Answer> {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(account !== undefined && { 'commerce-graph-account': account }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = await response.text();
  return { status: response.status, body, ...(JSON.parse(body) as Pick<Answer, 'data' | 'errors'>) };
}

const readingOperations = Object.keys(sampleOperations).filter(
  (name): name is SampleOperationName => name !== 'SubmitOrder',
);

/** Everything that the sample operations show of an account. */
async function readAll(token: string, account?: string): Promise<string[]> {
  const bodies: string[] = [];
  for (const name of readingOperations) {
    const { body } = await ask(print(sampleOperations[name]), readSampleVariables(name), token, account);
    bodies.push(body);
  }
  return bodies;
}

const pricesAndOrders = `query ($accountId: ID) {
  product(sku: "BRG-6205-2RS") { price { ... on Price { unitPrice { amount currencyCode } priceSource } } }
  orders(accountId: $accountId, first: 50) { nodes { orderNumber account { id } } }
}`;

describe('a representative', () => {
  test('sees for each account what that account sees, in any order, from what is kept and from the systems', async () => {
    const accounts = ['acme', 'borealis', 'kyoto', 'acme-dayton'];
    const own = new Map<string, string[]>();
    // Some are read by the account itself first, and some by the representative.
    for (const account of ['acme', 'kyoto']) own.set(account, await readAll(await graph.signToken({ account })));
    for (const account of accounts) {
      const acting = await readAll(representative, account);
      expect(acting).toEqual(own.get(account) ?? (await readAll(await graph.signToken({ account }))));
    }
    for (const account of accounts.toReversed()) {
      expect(await readAll(representative, account)).toEqual(await readAll(await graph.signToken({ account })));
    }
    // Else the comparison says little.
    const shown = await Promise.all(accounts.map(async (account) => (await readAll(representative, account)).join()));
    expect(new Set(shown).size).toBe(accounts.length);
  });

  test('sees no account but the one acted for, and nothing without saying which', async () => {
    const other = await ask(pricesAndOrders, { accountId: 'borealis' }, representative, 'acme');
    expect(other.data?.['orders']).toBeNull();
    expect(other.errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
    const none = await ask(pricesAndOrders, { accountId: 'acme' }, representative);
    expect(none.data?.['orders']).toBeNull();
  });

  test('places an order that is the account’s', async () => {
    const variables = {
      idempotencyKey: 'on-behalf-1',
      input: { poNumber: 'PO-REP', lines: [{ sku: 'BRG-6205-2RS', quantity: '10', uom: 'EA' }] },
    };
    const placed = await ask(print(sampleOperations.SubmitOrder), variables, representative, 'borealis');
    expect(placed.errors).toBeUndefined();
    const { orderNumber } = (placed.data as { submitOrder: { order: { orderNumber: string } } }).submitOrder.order;
    const history = await ask(pricesAndOrders, {}, await graph.signToken({ account: 'borealis' }));
    expect(history.body).toContain(orderNumber);
    expect((await ask(pricesAndOrders, {}, representative, 'kyoto')).body).not.toContain(orderNumber);
  });
});

describe('a portal whose token has several accounts', () => {
  test('asks prices and orders of each of them by the header, and of no other', async () => {
    const portal = await graph.signToken({ account: 'acme', accounts: ['acme-dayton'] });
    const ownOfChild = await ask(pricesAndOrders, {}, await graph.signToken({ account: 'acme-dayton' }));
    const ownOfParent = await ask(pricesAndOrders, {}, await graph.signToken({ account: 'acme' }));
    expect(ownOfChild.body).not.toBe(ownOfParent.body);
    for (const [account, own] of [
      ['acme-dayton', ownOfChild],
      ['acme', ownOfParent],
      ['acme-dayton', ownOfChild],
    ] as const) {
      expect((await ask(pricesAndOrders, {}, portal, account)).body).toBe(own.body);
    }
    for (const account of ['borealis', 'no-such-account']) {
      const { status, data, errors } = await ask(pricesAndOrders, {}, portal, account);
      expect([status, data, errors?.[0]?.extensions.code]).toEqual([403, undefined, 'ACCOUNT_NOT_PERMITTED']);
    }
  });
});
