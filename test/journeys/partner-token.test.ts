// A partner's way: it is issued, gets a token, asks the whole graph, sees its accounts and no other, and is shut out.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { sampleOperations } from '../graph/sample-operations.ts';
import { findFreePort } from '../graph/free-port.ts';
import { issuePartner, requestPartnerToken, startTestIssuer, type TestableIssuer } from '../issuer/running-issuer.ts';

let issuer: TestableIssuer;
let graph: RunningGraph;

beforeAll(async () => {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  graph = await startGraph({ trusting: { issuer: url, jwks: `${url}/jwks` } });
  const secretFile = graph.gatewayEnvironment['ISSUER_EVENTS_SECRET_FILE'] ?? '';
  const secret = (await readFile(secretFile, 'utf8')).trim();
  issuer = await startTestIssuer({
    issuer: url,
    port,
    events: { urls: [`${graph.origin}/events`], secret, secretFile },
  });
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

  test('is refused once it is revoked, with the tokens that it has, and others are not', async () => {
    const partner = await issuePartner(issuer.admin, { accounts: ['acme'], scope: 'orders:read' });
    const { body } = await requestPartnerToken(issuer.issuer, partner);
    const ask = (token = '') => graph.query(sampleOperations.OrderHistory, { first: 3 }, token);
    const other = await tokenOf(['acme']);
    expect((await ask(body.access_token)).errors).toEqual([]);
    await issuer.admin.call('DELETE', `/partners/${partner.client_id}`);
    await expect.poll(async () => (await ask(body.access_token)).status, { timeout: 10_000 }).toBe(401);
    expect((await ask(other)).errors).toEqual([]);
    expect((await requestPartnerToken(issuer.issuer, partner)).status).toBe(401);
  });

  test('goes on after a rotation of the keys, without a restart of the gateway', async () => {
    const before = await tokenOf(['acme']);
    expect((await graph.query(sampleOperations.OrderHistory, { first: 1 }, before)).errors).toEqual([]);
    await issuer.admin.call('POST', '/keys/rotation', { lead_seconds: 0 });
    // What the old key signed is good still: it is published.
    expect((await graph.query(sampleOperations.OrderHistory, { first: 2 }, before)).errors).toEqual([]);
  });
});
