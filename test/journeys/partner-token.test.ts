// A partner's way: it is issued, gets a token, asks the whole graph, and sees its accounts and no other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { sampleOperations } from '../graph/sample-operations.ts';
import { issuePartner, requestPartnerToken, startTestIssuer, type TestableIssuer } from '../issuer/running-issuer.ts';

let issuer: TestableIssuer;
let graph: RunningGraph;

beforeAll(async () => {
  issuer = await startTestIssuer();
  graph = await startGraph({ trusting: { issuer: issuer.issuer, jwks: `${issuer.issuer}/jwks` } });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

const tokenOf = async (accounts: string[], scope = 'orders:read orders:write credit:read'): Promise<string> => {
  const { body } = await requestPartnerToken(issuer.issuer, await issuePartner(issuer.admin, { accounts, scope }));
  return body.access_token ?? '';
};

describe('a partner', () => {
  test('sees the orders of its account, and of no other', async () => {
    const [acme, borealis] = await Promise.all([tokenOf(['acme']), tokenOf(['borealis'])]);
    const own = await graph.query(sampleOperations.OrderHistory, { first: 50 }, acme);
    expect(own.errors).toEqual([]);
    expect(new Set(own.data?.orders?.nodes.map((order) => order.account?.id))).toEqual(new Set(['acme']));
    for (const { id } of own.data?.orders?.nodes ?? []) {
      const foreign = await graph.query<{ order: unknown }>(
        'query ($id: ID!) { order(id: $id) { id } }',
        { id },
        borealis,
      );
      expect(foreign.data?.order ?? null).toBeNull();
    }
  });

  test('may act for the accounts that it was given, and for no other', async () => {
    const token = await tokenOf(['acme', 'acme-dayton']);
    const ask = (accountId: string) => graph.query(sampleOperations.OrderHistory, { accountId, first: 5 }, token);
    const branch = await ask('acme-dayton');
    expect(branch.errors).toEqual([]);
    expect(new Set(branch.data?.orders?.nodes.map((order) => order.account?.id))).toEqual(new Set(['acme-dayton']));
    const foreign = await ask('borealis');
    expect(foreign.data?.orders ?? null).toBeNull();
    expect(foreign.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });

  test('goes on after a rotation of the keys, without a restart of the gateway', async () => {
    const before = await tokenOf(['acme']);
    expect((await graph.query(sampleOperations.OrderHistory, { first: 1 }, before)).errors).toEqual([]);
    await issuer.admin.call('POST', '/keys/rotation', { lead_seconds: 0 });
    // What the old key signed is good still: it is published.
    expect((await graph.query(sampleOperations.OrderHistory, { first: 2 }, before)).errors).toEqual([]);
  });
});
