// No account sees an order of another: not by id, by reference, in a list, or by placing one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningOms, startOms } from './start-oms.ts';

let oms: RunningOms;
beforeAll(async () => {
  oms = await startOms();
});
afterAll(() => oms.close());

const borealis = { account: 'borealis' };

describe('a single order', () => {
  const query = 'query ($id: ID!) { order(id: $id) { id } }';

  test('of another account looks like one that does not exist', async () => {
    const answers = await Promise.all(
      ['full', 'dayton', 'no-such-order'].map((id) => oms.query({ query, variables: { id }, as: borealis })),
    );
    for (const answer of answers) expect(answer).toEqual({ status: 200, data: { order: null }, errors: [] });
    const own = await oms.query({ query, variables: { id: 'theirs' }, as: borealis });
    expect(own.data).toEqual({ order: { id: 'theirs' } });
  });

  test('is not shown to anonymous visitors, and the OMS is not even asked', async () => {
    oms.countCalls();
    const { data, errors } = await oms.query({ query, variables: { id: 'full' } });
    expect(data).toEqual({ order: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(oms.countCalls()).toEqual({});
  });

  test('of a child is shown when the token covers the child', async () => {
    const as = { account: 'acme', accounts: ['acme-dayton'] };
    const { data } = await oms.query({ query, variables: { id: 'dayton' }, as });
    expect(data).toEqual({ order: { id: 'dayton' } });
    const parentOnly = await oms.query({ query, variables: { id: 'dayton' }, as: { account: 'acme' } });
    expect(parentOnly.data).toEqual({ order: null });
  });
});

describe('references', () => {
  test('to orders and accounts of others are null', async () => {
    const orders = await oms.query({
      ...queryEntities('Order', [{ id: 'full' }, { id: 'theirs' }], 'id'),
      as: borealis,
    });
    expect(orders.data?.['_entities']).toEqual([null, { __typename: 'Order', id: 'theirs' }]);
    const accounts = await oms.query({
      ...queryEntities('Account', [{ id: 'acme' }, { id: 'borealis' }, { id: 'nobody' }], 'id orders { nodes { id } }'),
      as: borealis,
    });
    expect(accounts.errors).toEqual([]);
    expect(accounts.data?.['_entities']).toEqual([
      null,
      { __typename: 'Account', id: 'borealis', orders: { nodes: [{ id: 'theirs' }] } },
      null,
    ]);
  });

  test('are null for anonymous visitors', async () => {
    oms.countCalls();
    const orders = await oms.query(queryEntities('Order', [{ id: 'full' }], 'id'));
    expect(orders.data?.['_entities']).toEqual([null]);
    const accounts = await oms.query(queryEntities('Account', [{ id: 'acme' }], 'id'));
    expect(accounts.data?.['_entities']).toEqual([null]);
    expect(oms.countCalls()).toEqual({});
  });
});

describe('a list', () => {
  const query =
    'query ($accountId: ID) { orders(accountId: $accountId) { nodes { id account { id orders { nodes { id } } } } } }';

  test('is the own account’s when none is named', async () => {
    const { data } = await oms.query({ query, as: borealis });
    expect(data).toEqual({
      orders: { nodes: [{ id: 'theirs', account: { id: 'borealis', orders: { nodes: [{ id: 'theirs' }] } } }] },
    });
  });

  test('of another account, existing or not, is refused without a call', async () => {
    oms.countCalls();
    for (const accountId of ['acme', 'nobody']) {
      const { data, errors } = await oms.query({ query, variables: { accountId }, as: borealis });
      expect(data).toEqual({ orders: null });
      expect(errors).toMatchObject([
        { message: `The token does not cover the account \`${accountId}\`.`, extensions: { code: 'FORBIDDEN' } },
      ]);
    }
    const anonymous = await oms.query({ query, variables: { accountId: 'acme' } });
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(oms.countCalls()).toEqual({});
  });
});
