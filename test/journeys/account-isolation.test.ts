// Nothing of one account reaches another, whatever it asks: the sample operations of two accounts, compared byte by byte.
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSampleVariables, type SampleOperationName, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const readingOperations = Object.keys(sampleOperations).filter(
  (name): name is SampleOperationName => name !== 'SubmitOrder',
);

async function runAll(account: string, variables: Record<string, unknown> = {}): Promise<string> {
  const token = await graph.signToken({ account });
  const bodies: string[] = [];
  for (const name of readingOperations) {
    const query = print(sampleOperations[name]);
    const { body } = await graph.query(query, { ...readSampleVariables(name), ...variables }, token);
    bodies.push(body);
  }
  return bodies.join('\n');
}

/** What only the account itself may know: the values that its own answers hold under these names. */
function findPrivateValues(body: string): Set<string> {
  const names = ['orderNumber', 'poNumber', 'accountNumber', 'number'];
  const values = names.flatMap((name) =>
    [...body.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].map(([, value = '']) => value),
  );
  return new Set(values);
}

describe('two accounts', () => {
  test('see nothing of each other in any sample operation', async () => {
    const acme = await runAll('acme');
    const borealis = await runAll('borealis');
    const secretsOfAcme = findPrivateValues(acme);
    const secretsOfBorealis = findPrivateValues(borealis);
    expect(secretsOfAcme.size).toBeGreaterThan(5);
    expect(secretsOfBorealis.size).toBeGreaterThan(2);
    expect([...secretsOfAcme].filter((secret) => borealis.includes(secret))).toEqual([]);
    expect([...secretsOfBorealis].filter((secret) => acme.includes(secret))).toEqual([]);
  });

  test('see nothing of each other when they name the other account', async () => {
    const acme = await runAll('acme');
    const asking = await runAll('borealis', { accountId: 'acme' });
    expect([...findPrivateValues(acme)].filter((secret) => asking.includes(secret))).toEqual([]);
  });

  test('cannot read each other’s orders by id', async () => {
    const acmeToken = await graph.signToken({ account: 'acme' });
    const borealisToken = await graph.signToken({ account: 'borealis' });
    const { data } = await graph.query(sampleOperations.OrderHistory, { first: 50 }, acmeToken);
    const ids = data?.orders?.nodes.map((order) => order.id) ?? [];
    expect(ids.length).toBeGreaterThan(3);
    const readOrder = 'query ($id: ID!) { order(id: $id) { id orderNumber account { id name } } }';
    for (const id of ids) {
      const own = await graph.query<{ order: { id: string } | null }>(readOrder, { id }, acmeToken);
      expect(own.data?.order?.id).toBe(id);
      const foreign = await graph.query<{ order: unknown }>(readOrder, { id }, borealisToken);
      expect(foreign.data?.order).toBeNull();
      const anonymous = await graph.query<{ order: unknown }>(readOrder, { id });
      expect(anonymous.data?.order ?? null).toBeNull();
    }
  });

  test('order history holds orders of the caller’s account only', async () => {
    for (const account of ['acme', 'borealis', 'kyoto', 'acme-dayton']) {
      const token = await graph.signToken({ account });
      const { data, errors } = await graph.query(sampleOperations.OrderHistory, { first: 100 }, token);
      expect(errors).toEqual([]);
      const owners = new Set(data?.orders?.nodes.map((order) => order.account?.id));
      expect([...owners].filter((owner) => owner !== account)).toEqual([]);
    }
  });

  test('a parent sees its children’s orders when its token says so, and not otherwise', async () => {
    const readChild = (token: string) =>
      graph.query(sampleOperations.OrderHistory, { accountId: 'acme-dayton', first: 50 }, token);
    const allowed = await readChild(await graph.signToken({ account: 'acme', accounts: ['acme-dayton'] }));
    expect(allowed.errors).toEqual([]);
    expect(allowed.data?.orders?.nodes.length).toBeGreaterThan(0);
    const refused = await readChild(await graph.signToken({ account: 'acme' }));
    expect(refused.data?.orders?.nodes ?? []).toEqual([]);
    const child = await graph.query(
      sampleOperations.OrderHistory,
      { accountId: 'acme', first: 50 },
      await graph.signToken({ account: 'acme-dayton' }),
    );
    expect(child.data?.orders?.nodes ?? []).toEqual([]);
  });
});
