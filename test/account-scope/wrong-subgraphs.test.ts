// Subgraphs that are wrong about whose an object is: nothing of another account leaves the gateway, in any form, whether
// values are kept or not, and what is the caller's own is all there.
import { afterEach, describe, expect, test } from 'vitest';
import type { GraphqlAnswer } from '../gateway/graphql-client.ts';
import {
  createOrder,
  createQuote,
  createShop,
  createShopWorld,
  notice,
  secretOf,
  type ShopWorld,
} from './order-shop.ts';
import { type ScopedGateway, startScopedGateway } from './scoped-gateway.ts';

const acme = { account: 'acme' };
const own = createOrder('acme');
const foreign = createOrder('borealis');
const withheld = 'This is not shown, because it does not belong to an account of the caller.';

let shop: ScopedGateway;
let world: ShopWorld;
afterEach(() => shop.close());

async function open(
  isKept: boolean,
  change: Partial<ShopWorld> = {},
  config: Parameters<typeof startScopedGateway>[1] = {},
): Promise<void> {
  world = Object.assign(createShopWorld(), change);
  shop = await startScopedGateway(createShop(world, { isKept }), { response_cache: { enabled: isKept }, ...config });
}

const describeErrors = ({ errors = [] }: GraphqlAnswer) =>
  errors.map(({ message, path, extensions }) => ({ message, path: path?.join('.'), code: extensions?.['code'] }));
const withheldAt = (...paths: string[]) => paths.map((path) => ({ message: withheld, path, code: 'OBJECT_WITHHELD' }));

/** Each place at which an object can stand, with the shape of an answer in which all but one are withheld. */
const places: readonly {
  readonly where: string;
  readonly query: string;
  readonly data: unknown;
  readonly paths: readonly string[];
}[] = [
  { where: 'a root field', query: '{ order { total } }', data: { order: null }, paths: ['order'] },
  {
    where: 'a root field under an alias',
    query: '{ account_of_: order { _account_of_Order: total } }',
    data: { account_of_: null },
    paths: ['account_of_'],
  },
  {
    where: 'a field of which only the type is asked for',
    query: '{ order { __typename } }',
    data: { order: null },
    paths: ['order'],
  },
  {
    where: 'a list',
    query: '{ orders { total } }',
    data: { orders: [null, { total: `${secretOf('acme')} in ${own.id}` }] },
    paths: ['orders.0'],
  },
  {
    where: 'a list without nulls',
    query: '{ required { total } news }',
    data: { required: null, news: 'The news' },
    paths: ['required.0'],
  },
  {
    where: 'a list of lists',
    query: '{ grid { id } }',
    data: {
      grid: [
        [null, { id: own.id }],
        [null, { id: own.id }],
      ],
    },
    paths: ['grid.0.0', 'grid.1.0'],
  },
  {
    where: 'a connection',
    query: '{ page { nodes { id } edges { node { id } cursor } total } }',
    data: {
      page: {
        nodes: [null, { id: own.id }],
        edges: [
          { node: null, cursor: 'x' },
          { node: { id: own.id }, cursor: 'x' },
        ],
        total: 1,
      },
    },
    paths: ['page.nodes.0', 'page.edges.0.node'],
  },
  { where: 'an interface', query: '{ document { id total } }', data: { document: null }, paths: ['document'] },
  {
    where: 'an interface, by a fragment in a fragment',
    query:
      '{ document { ...Any } } fragment Any on Document { ... on Order { address { city } } ... on Quote { total } }',
    data: { document: null },
    paths: ['document'],
  },
  {
    where: 'a union',
    query: '{ anything { __typename ... on Notice { total } ... on Quote { id } } }',
    data: { anything: [null, null, { __typename: 'Notice', total: 'Closed on Sunday' }] },
    paths: ['anything.0', 'anything.1'],
  },
  {
    where: 'an object of the caller',
    query: '{ orders { id next { id address { city } } } }',
    data: { orders: [null, { id: own.id, next: null }] },
    paths: ['orders.0', 'orders.1.next'],
  },
  {
    where: 'an account',
    query: '{ accounts { credit } }',
    data: { accounts: [{ credit: `${secretOf('acme')} in acme` }, null] },
    paths: ['accounts.1'],
  },
  {
    where: "an account's parent",
    query: '{ accounts { id parent { id credit } } }',
    data: { accounts: [{ id: 'acme', parent: null }, null] },
    paths: ['accounts.0.parent', 'accounts.1'],
  },
  {
    where: 'an account, from a subgraph that ignores the argument',
    query: '{ account(id: "acme") { id } }',
    data: { account: null },
    paths: ['account'],
  },
  {
    where: 'an order with what another subgraph adds',
    query: '{ order { invoice } }',
    data: { order: null },
    paths: ['order'],
  },
];

describe.each([
  ['nothing is kept', false, 'hive'],
  ['values are kept', true, 'hive'],
  ['values are kept, with the other planner', true, 'apollo'],
])('where %s', (_what, isKept, planner) => {
  const config = { supergraph: { query_planning: { planner } } };

  test.each(places)('an object of another account is null in $where', async ({ query, data, paths }) => {
    await open(
      isKept,
      {
        order: foreign,
        orders: [foreign, own],
        document: foreign,
        documents: [foreign, createQuote('borealis'), notice],
      },
      config,
    );
    // Cold, and then with whatever has been kept.
    for (let round = 0; round < 3; round += 1) {
      const answer = await shop.ask(query, acme);
      expect(answer.data).toEqual(data);
      expect(describeErrors(answer)).toEqual(expect.arrayContaining(withheldAt(...paths)));
      expect(answer.errors).toHaveLength(paths.length);
      expect(answer.text).not.toMatch(/borealis/i);
      expect(answer.headers.get('cache-control') ?? 'no-store').toMatch(/no-store|max-age=0/);
    }
  });

  test('the result of a mutation is withheld as well', async () => {
    await open(isKept, { order: foreign }, config);
    const answer = await shop.ask('mutation { place { order { total } } touch { total } }', acme);
    expect(answer.data).toEqual({ place: { order: null }, touch: null });
    expect(describeErrors(answer)).toEqual(withheldAt('place.order', 'touch'));
    expect(answer.text).not.toMatch(/borealis/i);
  });

  test('an entity in the place of the one that was asked for is withheld with it', async () => {
    await open(isKept, {}, config);
    await shop.ask('{ accounts { id orders { id } } }', acme);
    world.substitute = () => 'borealis';
    const answer = await shop.ask('{ accounts { id orders(accountId: "acme") { total } } }', acme);
    expect(answer.text).not.toMatch(/borealis/i);
    expect(answer.data).toEqual({ accounts: [null, null] });
    world.substitute = (id) => id;
    const honest = await shop.ask('{ accounts { id orders(accountId: "acme") { id } } }', acme);
    expect(honest.data).toEqual({ accounts: [{ id: 'acme', orders: [{ id: own.id }] }, null] });
  });

  test('nothing is asked for with what is withheld', async () => {
    await open(isKept, { orders: [foreign, own] }, config);
    const { data } = await shop.ask('{ orders { invoice } }', acme);
    expect(data).toEqual({ orders: [null, { invoice: `${secretOf('acme')} in ${own.id}` }] });
    expect(world.calls.filter((call) => call.startsWith('Order.invoice'))).toHaveLength(1);
    expect(
      JSON.stringify(shop.subgraphs.map(({ requests }) => requests.map(({ variables }) => variables))),
    ).not.toMatch(/order-1-borealis/);
  });

  test('each caller gets its own, whatever the other got before', async () => {
    await open(isKept, { orders: [foreign, own] }, config);
    const query = '{ orders { total } }';
    for (let round = 0; round < 3; round += 1) {
      for (const [account, index] of [
        ['acme', 1],
        ['borealis', 0],
      ] as const) {
        const answer = await shop.ask(query, { account });
        const secret = `${secretOf(account)} in order-1-${account}`;
        expect(answer.data).toEqual({ orders: index === 1 ? [null, { total: secret }] : [{ total: secret }, null] });
      }
      const both = await shop.ask(query, { account: 'acme', accounts: ['borealis'] });
      expect(both.errors).toBeUndefined();
      expect(both.data).toEqual({
        orders: ['borealis', 'acme'].map((account) => ({ total: `${secretOf(account)} in order-1-${account}` })),
      });
      const nobody = await shop.ask(query);
      expect(nobody.data).toEqual({ orders: [null, null] });
    }
  });

  test('questions that are under way at the same time are not answered with what is for another', async () => {
    await open(isKept, { orders: [foreign, own] }, config);
    const callers = ['acme', 'borealis', 'kyoto'];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => shop.ask('{ orders { total } }', { account: callers[index % 3] ?? '' })),
    );
    for (const [index, { text }] of answers.entries()) {
      const account = callers[index % 3] ?? '';
      for (const other of callers) expect(text.includes(secretOf(other))).toBe(other === account && other !== 'kyoto');
    }
  });

  test('answers that a subgraph has swapped reach nobody', async () => {
    await open(isKept, {}, config);
    const [oms] = shop.subgraphs;
    const waiting: { account: string; respond: (account: string) => void }[] = [];
    if (oms) {
      oms.intercept = (response, { headers }) => {
        const [, claims = ''] = headers.authorization?.split('.') ?? [];
        const { account } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { account: string };
        waiting.push({
          account,
          respond(of) {
            const order = {
              __typename: 'Order',
              id: '1',
              _response_key_Order_id: '1',
              total: secretOf(of),
              _account_of_Order: { id: of, _response_key_Account_id: of },
            };
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ data: { order } }));
          },
        });
        if (waiting.length === 2) {
          const [one, two] = waiting;
          if (one && two) {
            one.respond(two.account);
            two.respond(one.account);
          }
        }
      };
    }
    const answers = await Promise.all(
      ['acme', 'borealis'].map((account) => shop.ask('{ order { total } }', { account })),
    );
    for (const answer of answers) {
      expect(answer.data).toEqual({ order: null });
      expect(answer.text).not.toContain('SECRET');
    }
  });

  test('what a subgraph says about a withheld object is not passed on', async () => {
    const fail = () => {
      throw Object.assign(new Error(`The credit of ${secretOf('borealis')} is used up`), {
        extensions: { code: secretOf('borealis'), reason: secretOf('borealis') },
      });
    };
    await open(isKept, { orders: [foreign, own], note: fail }, { ...config, include_subgraph_errors: { all: true } });
    const inside = await shop.ask('{ orders { id note } }', acme);
    expect(inside.data).toEqual({ orders: [null, { id: own.id, note: null }] });
    expect(describeErrors(inside).filter(({ path }) => path === 'orders.0')).toEqual(withheldAt('orders.0'));
    expect(inside.errors?.some(({ path }) => path?.join('.').startsWith('orders.0.'))).toBe(false);
    // The other order is the caller's own, and so is what is said about it.
    expect(describeErrors(inside).find(({ path }) => path === 'orders.1.note')?.message).toContain('is used up');

    const [oms] = shop.subgraphs;
    if (oms) {
      oms.intercept = (response, { headers }) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const order = { __typename: 'Order', id: '2', total: 'SECRET', _account_of_Order: { id: 'borealis' } };
        const extensions = { code: 'SECRET', reason: headers.authorization };
        const errors = [undefined, ['order'], ['order', 'total'], ['elsewhere']].map((path) => ({
          message: 'SECRET',
          path,
          extensions,
        }));
        response.end(JSON.stringify({ data: { order }, errors, extensions: { headers, order } }));
      };
    }
    const around = await shop.ask('{ order { total } }', acme);
    expect(around.data).toEqual({ order: null });
    expect(around.text).not.toMatch(/SECRET|borealis|Bearer|elsewhere/);
  });

  test('operators learn of it, once for each response, with all that they need and no value', async () => {
    await open(isKept, { orders: [foreign, foreign, own] }, config);
    await shop.ask('query History { orders { total } }', acme);
    const lines = shop.takeLines().filter(({ coordinate }) => coordinate !== undefined);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        operationName: 'History',
        coordinate: 'Query.orders',
        type: 'Order',
        subgraph: 'oms',
        owner: 'OMS',
        objects: 2,
        callerAccount: 'acme',
        accounts: ['borealis'],
        requestId: expect.any(String) as string,
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('SECRET');
    expect(await shop.countViolations('type="Order",subgraph="oms"')).toBe(2);
  });

  test('an object of which nobody says whose it is is not shown, and nobody is accused of anything', async () => {
    await open(isKept, { orders: [createOrder(null), own] }, config);
    const answer = await shop.ask('{ orders { total } }', acme);
    expect(answer.data).toEqual({ orders: [null, { total: `${secretOf('acme')} in ${own.id}` }] });
    expect(describeErrors(answer)).toEqual([
      {
        path: 'orders.0',
        code: 'DOWNSTREAM_SERVICE_ERROR',
        message: expect.stringContaining('could not be told to which account') as string,
      },
    ]);
    expect(shop.takeLines().map(({ level }) => level)).toEqual(['warn']);
    expect(await shop.countViolations('type="Order",subgraph="oms"')).toBe(0);
  });

  test('where values come from says nothing of a withheld object', async () => {
    await open(isKept, { orders: [foreign, own] }, config);
    for (let round = 0; round < 2; round += 1) {
      const { text } = await shop.ask('{ orders { total account { id } } }', acme, {
        headers: { 'commerce-graph-provenance': 'true', 'apollo-cache-debugging': 'true' },
      });
      expect(text).not.toMatch(/borealis/i);
      expect(text).not.toMatch(/"path":\["orders",0,/);
    }
  });

  test('an honest subgraph is served as before', async () => {
    await open(isKept, { orders: [own], documents: [own, createQuote('acme'), notice] }, config);
    const query = `{
      orders { id account { id } next { id } }
      documents { id ... on Order { note } }
      order { account { id credit orders { id invoice } } }
    }`;
    const expected = {
      orders: [{ id: own.id, account: { id: 'acme' }, next: { id: own.id } }],
      documents: [{ id: own.id, note: 'a note' }, { id: 'quote-acme' }, { id: 'notice' }],
      order: {
        account: {
          id: 'acme',
          credit: `${secretOf('acme')} in acme`,
          orders: [{ id: own.id, invoice: `${secretOf('acme')} in ${own.id}` }],
        },
      },
    };
    for (let round = 0; round < 3; round += 1) {
      const answer = await shop.ask(query, acme);
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual(expected);
    }
    if (!isKept) return;
    const asked = shop.subgraphs.map(({ requests }) => requests.length);
    await shop.ask('{ orders { id account { id } } }', acme);
    await shop.ask('{ orders { account { id } } }', acme);
    expect(shop.subgraphs.map(({ requests }) => requests.length)).toEqual(asked);
  });
});
