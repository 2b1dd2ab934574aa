// Arguments that name an account: one that is not the caller's is refused before any subgraph is asked, and everything
// else of the operation is served.
import { afterEach, describe, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../gateway/graphql-client.ts';
import { createOrder, createShop, createShopWorld, type ShopWorld } from './order-shop.ts';
import { type ScopedGateway, startScopedGateway } from './scoped-gateway.ts';

const acme = { account: 'acme' };
const group = { account: 'acme', accounts: ['acme-dayton'] };
const own = createOrder('acme');

let shop: ScopedGateway;
let world: ShopWorld;
afterEach(() => shop.close());

async function open(isKept = true): Promise<void> {
  world = Object.assign(createShopWorld(), { order: own, orders: [own] });
  shop = await startScopedGateway(createShop(world, { isKept }));
}

const placesOf = ({ errors = [] }: GraphqlAnswer) =>
  errors.map(({ path, extensions }) => `${String(extensions?.['code'])} ${path?.join('.')}`);

describe.each([
  ['values are kept', true],
  ['nothing is kept', false],
])('where %s', (_what, isKept) => {
  test.each<[string, string, Record<string, unknown>?]>([
    ['a literal', '{ orders(accountId: "borealis") { id } }'],
    ['a literal among those of a list', '{ orders(accountIds: ["acme", "borealis"]) { id } }'],
    ['a literal in place of a list', '{ orders(accountIds: "borealis") { id } }'],
    ['a number', '{ orders(accountId: 9007199254740993) { id } }'],
    ['an empty text', '{ orders(accountId: "") { id } }'],
    ['a variable', 'query ($id: ID) { orders(accountId: $id) { id } }', { id: 'borealis' }],
    ['a variable that is a number', 'query ($id: ID) { orders(accountId: $id) { id } }', { id: 7 }],
    ['the default of a variable', 'query ($id: ID = "borealis") { orders(accountId: $id) { id } }'],
    ['a variable in a list', 'query ($id: ID!) { orders(accountIds: ["acme", $id]) { id } }', { id: 'borealis' }],
    ['a list', 'query ($ids: [ID!]) { orders(accountIds: $ids) { id } }', { ids: ['acme', 'borealis'] }],
    ['a list that is one value', 'query ($ids: [ID!]) { orders(accountIds: $ids) { id } }', { ids: 'borealis' }],
    ['a name that planners use', 'query ($_id: ID) { orders(accountId: $_id) { id } }', { _id: 'borealis' }],
    ['an input field', '{ orders(filter: { of: "borealis" }) { id } }'],
    ['an input field in another', '{ orders(filter: { and: [{ open: true }, { and: { of: "borealis" } }] }) { id } }'],
    [
      'an input field that is a variable',
      'query ($id: ID) { orders(filter: { and: [{ of: $id }] }) { id } }',
      { id: 'borealis' },
    ],
    [
      'a variable with an input field',
      'query ($f: OrderFilter) { orders(filter: $f) { id } }',
      { f: { and: { of: 'borealis' } } },
    ],
    ['a fragment', '{ ...Theirs } fragment Theirs on Query { ... { orders(accountId: "borealis") { id } } }'],
  ])('an account of another in %s is refused, and no subgraph is asked', async (_where, query, variables = {}) => {
    await open(isKept);
    for (let round = 0; round < 2; round += 1) {
      const answer = await shop.ask(query, acme, { variables });
      expect(answer.data).toEqual({ orders: null });
      expect(placesOf(answer)).toEqual(['FORBIDDEN orders']);
      expect(answer.text).not.toContain('borealis');
    }
    expect(world.calls).toEqual([]);
    expect(shop.subgraphs.flatMap(({ requests }) => requests)).toEqual([]);
  });

  test.each<[string, string, Record<string, unknown>?]>([
    ['none', '{ orders { id } }'],
    ['null', '{ orders(accountId: null, accountIds: null, filter: null) { id } }'],
    ['no value of a variable', 'query ($id: ID) { orders(accountId: $id) { id } }'],
    ['null of a variable', 'query ($id: ID = "borealis") { orders(accountId: $id) { id } }', { id: null }],
    ['its own', '{ orders(accountId: "acme", filter: { of: "acme" }) { id } }'],
    ['its own and one that it may act for', '{ orders(accountIds: ["acme", "acme-dayton"]) { id } }'],
    ['an empty list', '{ orders(accountIds: []) { id } }'],
  ])('a caller that names %s is served', async (_named, query, variables = {}) => {
    await open(isKept);
    const answer = await shop.ask(query, group, { variables });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ orders: [{ id: own.id }] });
  });

  test('other fields are served, also the same one with another account', async () => {
    await open(isKept);
    const query = `query ($theirs: ID) {
      news
      theirs: orders(accountId: $theirs) { id }
      ours: orders(accountId: "acme") { id }
      order { account { id theirs: orders(accountId: $theirs) { id } ours: orders { id } } }
    }`;
    for (let round = 0; round < 3; round += 1) {
      const answer = await shop.ask(query, acme, { variables: { theirs: 'borealis' } });
      expect(answer.data).toEqual({
        news: 'The news',
        theirs: null,
        ours: [{ id: own.id }],
        order: { account: { id: 'acme', theirs: null, ours: [{ id: own.id }] } },
      });
      expect(placesOf(answer)).toEqual(['FORBIDDEN theirs', 'FORBIDDEN order.account.theirs']);
      const allowed = await shop.ask(
        query,
        { account: 'acme', accounts: ['borealis'] },
        { variables: { theirs: 'borealis' } },
      );
      expect(allowed.errors).toBeUndefined();
    }
    expect(world.calls.some((call) => call.startsWith('account '))).toBe(false);
  });

  test('what one caller was given and has been kept is not given to one that is refused', async () => {
    await open(isKept);
    const query = '{ orders(accountId: "acme") { id } }';
    const variants = [acme, { account: 'acme', sub: 'other' }];
    for (let round = 0; round < 3; round += 1) {
      for (const caller of variants) expect((await shop.ask(query, caller)).data).toEqual({ orders: [{ id: own.id }] });
      for (const caller of [{ account: 'borealis' }, {}, undefined]) {
        const refused = await shop.ask(query, caller);
        expect(refused.data).toEqual({ orders: null });
        expect(placesOf(refused)).toEqual(['FORBIDDEN orders']);
      }
    }
    const mixed = await Promise.all(
      Array.from({ length: 20 }, (_, index) => shop.ask(query, { account: index % 2 === 0 ? 'acme' : 'borealis' })),
    );
    expect(mixed.map(({ data }) => data?.['orders'] !== null)).toEqual(mixed.map((_, index) => index % 2 === 0));
  });

  test('a mutation that names another account is not carried out, and the others of the operation are', async () => {
    await open(isKept);
    const answer = await shop.ask(
      'mutation ($id: ID) { first: place { order { id } } second: place(accountId: $id) { order { id } } touch { id } }',
      acme,
      { variables: { id: 'borealis' } },
    );
    expect(answer.data).toEqual({ first: { order: { id: own.id } }, second: null, touch: { id: own.id } });
    expect(placesOf(answer)).toEqual(['FORBIDDEN second']);
    expect(world.calls).toEqual(['place {}', 'touch {}']);
    const alone = await shop.ask('mutation { place(accountId: "borealis") { order { id } } }', acme);
    expect(alone.data).toEqual({ place: null });
    expect(world.calls).toHaveLength(2);
  });

  test('what @skip and @include leave out is not refused', async () => {
    await open(isKept);
    const query = `query ($isOff: Boolean!) {
      orders(accountId: "borealis") @skip(if: $isOff) { id }
      account(id: "borealis") @include(if: false) { id }
      news
    }`;
    const off = await shop.ask(query, acme, { variables: { isOff: true } });
    expect(off.errors).toBeUndefined();
    expect(off.data).toEqual({ news: 'The news' });
    const on = await shop.ask(query, acme, { variables: { isOff: false } });
    expect(on.data).toEqual({ orders: null, news: 'The news' });
  });

  test('that an account exists is not to be told from the answer', async () => {
    await open(isKept);
    const [existing, missing] = await Promise.all(
      ['borealis', 'nobody'].map((id) =>
        shop.ask('query ($id: ID) { account(id: $id) { id } }', acme, { variables: { id } }),
      ),
    );
    expect(existing?.text).toBe(missing?.text);
    expect(existing?.errors?.[0]?.message).toMatch(/^An argument names an account that the caller may not act for/);
  });
});
