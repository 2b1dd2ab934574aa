// What the cache promises, on a shop of three subgraphs: each promise with what the subgraphs are asked.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import { anonymousPrincipal } from '../../gateway/src/authentication/principal.ts';
import { principals } from './principals.ts';
import { type ScriptedGraph, startScriptedGraph } from './scripted-graph.ts';

interface ProductRow {
  sku: string;
  name: string;
  description: string | null;
  weight: number;
}

let graph: ScriptedGraph;
let rows: Map<string, ProductRow>;
let prices: Map<string, number>;
let missing: Set<string>;

const product = (sku: string) => ({ __typename: 'Product', ...rows.get(sku) });

beforeAll(async () => {
  graph = await startScriptedGraph(
    [
      {
        name: 'pim',
        sdl: `
        type Query {
          products(first: Int = 24): [Product!]! @cacheControl(maxAge: 300) @refreshedBy(events: ["example.changed"])
          product(sku: ID!): Product @cacheControl(maxAge: 300)
          brand: Brand @cacheControl(maxAge: 300)
          media: [Media!]! @cacheControl(maxAge: 300)
          hits: [Hit!]! @cacheControl(maxAge: 300)
          now: Int
        }
        type Product @key(fields: "sku") @key(fields: "region code") {
          sku: ID!
          region: String!
          code: Int!
          name: String @cacheControl(maxAge: 300) @stale(whileRevalidate: 60, ifError: 600)
          description: String @cacheControl(maxAge: 300)
          weight: Float @cacheControl(maxAge: 60)
          dimensions: Dimensions @cacheControl(maxAge: 300)
          related: [Product!]! @cacheControl(maxAge: 300)
          viewed: Int
        }
        type Dimensions { width: Int height: Int depth: Int }
        type Brand @key(fields: "maker { id }") { maker: Maker! title: String @cacheControl(maxAge: 300) }
        type Maker @key(fields: "id") { id: ID! }
        interface Media { url: String }
        type Image implements Media { url: String width: Int }
        type Film implements Media { url: String seconds: Int }
        union Hit = Product | Image`,
        resolvers: {
          Query: {
            products: (_: unknown, { first }: { first: number }) => [...rows.keys()].slice(0, first).map(product),
            product: (_: unknown, { sku }: { sku: string }) => (rows.has(sku) ? product(sku) : null),
            brand: () => ({ maker: { id: 'm' }, title: 'Maker' }),
            media: () => [
              { __typename: 'Image', url: 'a', width: 1 },
              { __typename: 'Film', url: 'b', seconds: 2 },
            ],
            hits: () => [product('1'), { __typename: 'Image', url: 'a', width: 1 }],
            now: () => 1,
          },
          Product: {
            __resolveReference: ({ sku }: { sku: string }) => (missing.has(sku) ? null : product(sku)),
            region: () => 'eu',
            code: ({ sku }: ProductRow) => Number(sku),
            dimensions: () => ({ width: 1, height: 0, depth: null }),
            related: ({ sku }: ProductRow) => (sku === '1' ? [product('2')] : []),
            viewed: () => 3,
          },
          Brand: { __resolveReference: ({ maker }: { maker: { id: string } }) => ({ maker, title: 'Maker' }) },
        },
      },
      {
        name: 'erp',
        sdl: `
        type Query { offers: [Product!]! @cacheControl(maxAge: 60) @provides(fields: "name") }
        type Product @key(fields: "sku") {
          sku: ID!
          name: String @external
          weight: Float @external
          price: Float @cacheControl(maxAge: 60) @varyBy(claims: [PRICE_GROUP]) @stale(ifError: 600)
          freight: String @requires(fields: "weight") @cacheControl(maxAge: 60)
        }`,
        resolvers: {
          Query: { offers: () => [{ sku: '1', name: 'Drill as ERP has it' }] },
          Product: {
            __resolveReference: (representation: object) => representation,
            price: ({ sku }: ProductRow, _: unknown, { priceGroup = 'none' }: Principal) =>
              (prices.get(sku) ?? 0) + (priceGroup === 'silver' ? 1000 : 0),
            freight: ({ weight }: ProductRow) => `for ${weight} kg`,
          },
        },
      },
      {
        name: 'reviews',
        sdl: `
        type Product @key(fields: "region code") {
          region: String!
          code: Int!
          stars: Int @cacheControl(maxAge: 60)
        }`,
        resolvers: { Product: { __resolveReference: (representation: object) => representation, stars: () => 5 } },
      },
    ].map((subgraph) =>
      // In one subgraph a field that another provides has to be shareable.
      subgraph.name === 'pim'
        ? { ...subgraph, sdl: subgraph.sdl.replace('name: String @cache', 'name: String @shareable @cache') }
        : subgraph,
    ),
  );
});

afterAll(() => graph.close());

beforeEach(() => {
  rows = new Map(
    Array.from({ length: 24 }, (_, index) => {
      const sku = String(index + 1);
      return [sku, { sku, name: `Tool ${sku}`, description: null, weight: 0 }];
    }),
  );
  prices = new Map([['1', 10]]);
  missing = new Set();
  graph.intercept = undefined;
  graph.cache.store.clear();
  graph.advance(100_000);
  graph.takeAsked();
});

const [buyer] = principals;
const silverBuyer: Principal = { ...(buyer ?? anonymousPrincipal), subject: 'silver', priceGroup: 'silver' };

describe('selections', () => {
  test('a wider one answers a narrower one, under any alias', async () => {
    await graph.ask('{ product(sku: "1") { sku name dimensions { width height depth } } }');
    graph.takeAsked();
    const { data } = await graph.ask('{ p: product(sku: "1") { n: name d: dimensions { h: height depth } } }');
    expect(data).toEqual({ p: { n: 'Tool 1', d: { h: 0, depth: null } } });
    expect(graph.takeAsked()).toEqual([]);
  });

  test('a narrower value does not answer a wider selection, and both are kept', async () => {
    await graph.ask('{ product(sku: "1") { dimensions { width } } }');
    graph.takeAsked();
    expect((await graph.ask('{ product(sku: "1") { dimensions { width height } } }')).data).toEqual({
      product: { dimensions: { width: 1, height: 0 } },
    });
    expect(graph.takeTexts()).toEqual([
      'pim: query($representations0:[_Any!]!){_e0:_entities(representations:$representations0){...on Product{dimensions{width height}}}} {"representations0":[{"__typename":"Product","sku":"1"}]}',
    ]);
    await graph.ask('{ product(sku: "1") { dimensions { width } } }');
    expect(graph.takeAsked()).toEqual([]);
  });

  test('null, zero, false and nothing are values like others', async () => {
    const text =
      '{ product(sku: "1") { description weight related { sku } dimensions { depth height } } none: product(sku: "0") { sku } }';
    const first = await graph.ask(text);
    expect(first.data).toEqual({
      product: { description: null, weight: 0, related: [{ sku: '2' }], dimensions: { depth: null, height: 0 } },
      none: null,
    });
    graph.takeAsked();
    expect(await graph.ask(text)).toEqual(first);
    expect(graph.takeAsked()).toEqual([]);
  });

  test('an argument that is its default is no other than one that is left out', async () => {
    await graph.ask('{ products { sku } }');
    graph.takeAsked();
    await graph.ask('query($n: Int) { a: products(first: 24) { sku } b: products(first: $n) { sku } }', {
      variables: {},
    });
    expect(graph.takeAsked()).toEqual([]);
    const { data } = await graph.ask('query($n: Int) { products(first: $n) { sku } }', { variables: { n: 2 } });
    expect(data).toEqual({ products: [{ sku: '1' }, { sku: '2' }] });
  });

  test('the default of a variable is sent with what is asked for', async () => {
    const { data } = await graph.ask(
      'query($n: Int = 1, $sku: ID! = "3") { products(first: $n) { sku } product(sku: $sku) { sku } }',
    );
    expect(data).toEqual({ products: [{ sku: '1' }], product: { sku: '3' } });
  });

  test('a value of which conditions leave nothing is asked for all the same', async () => {
    const { data, errors } = await graph.ask(
      'query($no: Boolean = false) { product(sku: "1") { dimensions { width @include(if: $no) } } }',
    );
    expect({ data, errors }).toEqual({ data: { product: { dimensions: {} } }, errors: undefined });
  });

  test('interfaces and unions are kept with the types of their objects', async () => {
    const text =
      '{ media { url ... on Image { width } ... on Film { seconds } } hits { __typename ... on Product { name } ... on Image { url } } }';
    const first = await graph.ask(text);
    expect(first.data).toEqual({
      media: [
        { url: 'a', width: 1 },
        { url: 'b', seconds: 2 },
      ],
      hits: [
        { __typename: 'Product', name: 'Tool 1' },
        { __typename: 'Image', url: 'a' },
      ],
    });
    graph.takeAsked();
    expect(await graph.ask(text)).toEqual(first);
    expect(graph.takeAsked()).toEqual([]);
  });
});

describe('entities', () => {
  test('a listing warms the page of a product', async () => {
    await graph.ask('{ products { sku name weight } }');
    graph.takeAsked();
    await graph.ask('{ product(sku: "7") { sku name weight } }');
    // Only which product that is has not been asked yet.
    expect(graph.takeTexts()).toEqual([
      'pim: query($_literal0:ID!){product(sku:$_literal0){_response_key_Product_sku:sku sku name weight}} {"_literal0":"7"}',
    ]);
    await graph.ask('{ products { name } }');
    expect(graph.takeAsked()).toEqual([]);
  });

  test('each is asked only for what it lacks', async () => {
    await graph.ask('{ products(first: 3) { sku name } }');
    await graph.ask('{ product(sku: "2") { weight } }');
    await graph.ask('{ product(sku: "3") { viewed } }');
    graph.takeAsked();
    await graph.ask('{ products(first: 3) { name weight description } }');
    expect(graph.takeTexts()).toEqual([
      'pim: query($representations0:[_Any!]!,$representations1:[_Any!]!){_e0:_entities(representations:$representations0){...on Product{weight description}} _e1:_entities(representations:$representations1){...on Product{description}}} ' +
        '{"representations0":[{"__typename":"Product","sku":"1"},{"__typename":"Product","sku":"3"}],"representations1":[{"__typename":"Product","sku":"2"}]}',
    ]);
  });

  test('one that is dropped is fetched by its key, and not the list of 24', async () => {
    const text = '{ products { sku name } }';
    await graph.ask(text);
    graph.takeAsked();
    rows.set('7', { sku: '7', name: 'New', description: null, weight: 1 });
    expect(await graph.cache.invalidate([{ kind: 'entity', type: 'Product', key: { sku: '7' } }])).toBeGreaterThan(0);
    const { data } = await graph.ask(text);
    expect((data?.['products'] as ProductRow[] | undefined)?.[6]).toEqual({ sku: '7', name: 'New' });
    expect(graph.takeTexts()).toEqual([
      'pim: query($representations0:[_Any!]!){_e0:_entities(representations:$representations0){...on Product{name}}} {"representations0":[{"__typename":"Product","sku":"7"}]}',
    ]);
  });

  test('one that is not there any more makes the list be asked for anew', async () => {
    const text = '{ products(first: 2) { sku name } }';
    await graph.ask(text);
    rows.delete('2');
    missing.add('2');
    await graph.cache.invalidate([{ kind: 'entity', type: 'Product', key: { sku: '2' } }]);
    expect((await graph.ask(text)).data).toEqual({
      products: [
        { sku: '1', name: 'Tool 1' },
        { sku: '3', name: 'Tool 3' },
      ],
    });
  });

  test('each field keeps its own age', async () => {
    await graph.ask('{ product(sku: "1") { name weight } }');
    graph.advance(100);
    graph.takeAsked();
    await graph.ask('{ product(sku: "1") { name weight } }');
    expect(graph.takeTexts()).toEqual([
      'pim: query($representations0:[_Any!]!){_e0:_entities(representations:$representations0){...on Product{weight}}} {"representations0":[{"__typename":"Product","sku":"1"}]}',
    ]);
  });

  test('what another field requires is part of what is asked: another weight is another freight', async () => {
    const text = '{ product(sku: "1") { freight } }';
    expect((await graph.ask(text)).data).toEqual({ product: { freight: 'for 0 kg' } });
    rows.set('1', { sku: '1', name: 'Tool', description: null, weight: 8 });
    await graph.cache.invalidate([{ kind: 'type', subgraph: 'pim', type: 'Product' }]);
    expect((await graph.ask(text)).data).toEqual({ product: { freight: 'for 8 kg' } });
    graph.takeAsked();
    await graph.ask(text);
    expect(graph.takeAsked()).toEqual([]);
  });

  test('what is provided on a path is kept there, and dropped with the entity', async () => {
    const text = '{ offers { name } }';
    expect((await graph.ask(text)).data).toEqual({ offers: [{ name: 'Drill as ERP has it' }] });
    graph.takeAsked();
    expect((await graph.ask('{ product(sku: "1") { name } }')).data).toEqual({ product: { name: 'Tool 1' } });
    graph.takeAsked();
    await graph.ask(text);
    expect(graph.takeAsked()).toEqual([]);
    await graph.cache.invalidate([{ kind: 'entity', type: 'Product', key: { sku: '1' } }]);
    await graph.ask(text);
    expect(graph.takeAsked().map(({ subgraph }) => subgraph)).toEqual(['erp']);
  });

  test('keys of several fields, and several keys', async () => {
    const text = '{ product(sku: "1") { stars name } }';
    expect((await graph.ask(text)).data).toEqual({ product: { stars: 5, name: 'Tool 1' } });
    graph.takeAsked();
    await graph.ask(text);
    expect(graph.takeAsked()).toEqual([]);
    // A subgraph that knows it by another key may have the one that is meant.
    await graph.cache.invalidate([{ kind: 'entity', type: 'Product', key: { sku: '1' }, subgraphs: ['reviews'] }]);
    await graph.ask(text);
    expect(graph.takeAsked().map(({ subgraph }) => subgraph)).toEqual(['reviews']);
  });

  test.each(['{ brand { title } }', '{ brand { title maker { id } } }'])('keys that are objects: %s', async (text) => {
    const first = await graph.ask(text);
    expect(first.data).toMatchObject({ brand: { title: 'Maker' } });
    graph.takeAsked();
    expect(await graph.ask(text)).toEqual(first);
    expect(graph.takeAsked()).toEqual([]);
  });
});

describe('identity', () => {
  const text = '{ product(sku: "1") { price } }';
  const price = async (as: Principal): Promise<unknown> => (await graph.ask(text, { as })).data?.['product'];

  test('who pays other prices gets other prices; who pays the same shares them', async () => {
    const other = { ...(buyer ?? anonymousPrincipal), subject: 'other', account: 'C' };
    expect([await price(buyer ?? anonymousPrincipal), await price(silverBuyer)]).toEqual([
      { price: 10 },
      { price: 1010 },
    ]);
    graph.takeAsked();
    expect(await price(other)).toEqual({ price: 10 });
    expect(graph.takeAsked()).toEqual([]);
  });

  test('nobody signed in is an identity of its own', async () => {
    await price(anonymousPrincipal);
    graph.takeAsked();
    await price(anonymousPrincipal);
    expect(graph.takeAsked()).toEqual([]);
    await price(silverBuyer);
    expect(graph.takeAsked().map(({ subgraph }) => subgraph)).toEqual(['erp']);
  });

  test('who lacks the claim is always answered by the system', async () => {
    const { priceGroup: _, ...without } = buyer ?? anonymousPrincipal;
    for (let round = 0; round < 2; round += 1) {
      expect(await price(without)).toEqual({ price: 10 });
      expect(graph.takeAsked().map(({ subgraph }) => subgraph)).toContain('erp');
    }
    graph.takeAsked();
    await price(buyer ?? anonymousPrincipal);
    expect(graph.takeAsked().map(({ subgraph }) => subgraph)).toEqual(['erp']);
  });
});

describe('what the answer itself allows', () => {
  const send = (cacheControl: string): void => {
    graph.intercept = async (_question, answer) => ({ text: await answer(), cacheControl });
  };

  test.each(['no-store', 'no-cache', 'private', 'max-age=0', 'max-age=soon'])(
    '%s: nothing that is for all is kept',
    async (header) => {
      send(header);
      await graph.ask('{ product(sku: "1") { name } }');
      graph.takeAsked();
      await graph.ask('{ product(sku: "1") { name } }');
      expect(graph.takeAsked()).toHaveLength(1);
    },
  );

  test('a shorter age than the policy counts, with nothing added while it is stale; a longer one does not', async () => {
    send('public, max-age=10');
    await graph.ask('{ product(sku: "1") { name } }');
    graph.advance(11);
    graph.takeAsked();
    await graph.ask('{ product(sku: "1") { name } }');
    expect(graph.takeAsked()).toHaveLength(1);
    send('max-age=100000');
    await graph.ask('{ product(sku: "2") { weight } }');
    graph.advance(61);
    graph.takeAsked();
    await graph.ask('{ product(sku: "2") { weight } }');
    expect(graph.takeAsked()).toHaveLength(1);
  });
});

describe('time', () => {
  test('that something is not there is known for at most half a minute', async () => {
    const text = '{ product(sku: "0") { name } }';
    await graph.ask(text);
    graph.advance(29);
    graph.takeAsked();
    await graph.ask(text);
    expect(graph.takeAsked()).toEqual([]);
    graph.advance(2);
    await graph.ask(text);
    expect(graph.takeAsked()).toHaveLength(1);
  });

  test('one background refresh follows what is served stale, and then it is fresh', async () => {
    const text = '{ product(sku: "1") { name } }';
    await graph.ask(text);
    graph.advance(301);
    // Now it is known again which product that is, and its name is past its age.
    await graph.ask('{ product(sku: "1") { sku } }');
    rows.set('1', { sku: '1', name: 'New', description: null, weight: 0 });
    graph.takeAsked();
    const served = await Promise.all([graph.ask(text), graph.ask(text), graph.ask(text)]);
    expect(served.map(({ data }) => data)).toEqual(Array.from({ length: 3 }, () => ({ product: { name: 'Tool 1' } })));
    await expect.poll(async () => (await graph.ask(text)).data).toEqual({ product: { name: 'New' } });
    expect(graph.takeTexts()).toEqual([
      'pim: query($representations0:[_Any!]!){_e0:_entities(representations:$representations0){...on Product{name}}} {"representations0":[{"__typename":"Product","sku":"1"}]}',
    ]);
  });

  test('a refresh changes nothing of a response that is still being put together', async () => {
    const stale = '{ product(sku: "1") { name } }';
    await graph.ask('{ product(sku: "1") { name weight } }');
    await graph.ask('{ products { sku } }');
    graph.advance(301);
    await graph.ask('{ product(sku: "1") { sku } }');
    graph.intercept = async ({ body }, answer) => {
      // The refresh is answered at once, and badly; what else is missing comes later.
      if (body.includes('{name}')) {
        return JSON.stringify({
          data: { _e0: [{ name: null }] },
          errors: [{ message: 'no', path: ['_e0', 0, 'name'] }],
        });
      }
      await new Promise((resolve) => {
        setImmediate(() => setImmediate(resolve));
      });
      return answer();
    };
    const { data, errors } = await graph.ask('{ product(sku: "1") { name weight } }');
    expect({ data, errors }).toEqual({ data: { product: { name: 'Tool 1', weight: 0 } }, errors: undefined });
    graph.intercept = undefined;
    expect((await graph.ask(stale)).errors).toBeUndefined();
  });

  test('values that were fetched together do not expire together, and none later than it may', async () => {
    const numbers = [0.1, 0.9, 0.4, 0.7];
    let count = 0;
    const jittered = await startScriptedGraph(
      [
        {
          name: 'a',
          sdl: 'type Query { a: Int @cacheControl(maxAge: 100) b: Int @cacheControl(maxAge: 100) }',
          resolvers: { Query: { a: () => 1, b: () => 2 } },
        },
      ],
      { random: () => numbers[(count += 1) % numbers.length] ?? 0 },
    );
    const countAsked = async (): Promise<number> => {
      await jittered.ask('{ a b }');
      return (
        jittered
          .takeTexts()
          .join()
          .match(/\b[ab]\b(?=[ }])/g)?.length ?? 0
      );
    };
    expect(await countAsked()).toBe(2);
    jittered.advance(89);
    expect(await countAsked()).toBe(0);
    jittered.advance(3);
    expect(await countAsked()).toBe(1);
    jittered.advance(8);
    expect(await countAsked()).toBe(1);
    await jittered.close();
  });
});

describe('failures', () => {
  const text = '{ product(sku: "1") { price } }';
  const fail = (code: string, where: 'field' | 'whole'): void => {
    graph.intercept = ({ subgraph }, answer) =>
      subgraph === 'erp'
        ? Promise.resolve(
            JSON.stringify(
              where === 'field'
                ? {
                    data: { _e0: [{ price: null }] },
                    errors: [{ message: 'no', path: ['_e0', 0, 'price'], extensions: { code } }],
                  }
                : { errors: [{ message: 'no', extensions: { code } }] },
            ),
          )
        : answer();
  };

  test.each(['field', 'whole'] as const)(
    'what is kept stands in while the system fails (%s), and not for any other error',
    async (where) => {
      await graph.ask(text);
      graph.advance(100);
      fail('SYSTEM_UNAVAILABLE', where);
      expect(await graph.ask(text)).toEqual({ data: { product: { price: 10 } } });
      fail('NOT_FOUND', where);
      const { data, errors } = await graph.ask(text);
      expect(data).toEqual({ product: { price: null } });
      expect(errors).toHaveLength(1);
      graph.advance(600);
      fail('SYSTEM_UNAVAILABLE', where);
      expect((await graph.ask(text)).data).toEqual({ product: { price: null } });
    },
  );

  test('it also stands in for those who wait for the fetch of somebody else', async () => {
    await graph.ask(text);
    graph.advance(100);
    graph.intercept = ({ subgraph }, answer) => (subgraph === 'erp' ? Promise.reject(new Error('down')) : answer());
    const both = await Promise.all([graph.ask(text), graph.ask(text)]);
    expect(both).toEqual([{ data: { product: { price: 10 } } }, { data: { product: { price: 10 } } }]);
  });

  test('errors are not kept', async () => {
    fail('SYSTEM_UNAVAILABLE', 'field');
    expect((await graph.ask(text)).errors).toHaveLength(1);
    graph.intercept = undefined;
    expect(await graph.ask(text)).toEqual({ data: { product: { price: 10 } } });
  });

  test('an error that does not say where it belongs is told where something is missing', async () => {
    await graph.ask('{ products(first: 2) { sku } }');
    graph.intercept = ({ subgraph }, answer) => (subgraph === 'pim' ? Promise.reject(new Error('down')) : answer());
    const { data, errors } = await graph.ask('{ products(first: 2) { sku name } }');
    expect(data).toEqual({
      products: [
        { sku: '1', name: null },
        { sku: '2', name: null },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['products', 0, 'name'],
      ['products', 1, 'name'],
    ]);
  });
});

describe('what an error takes with it', () => {
  const fail = (): never => {
    throw new Error('down');
  };
  let strict: ScriptedGraph;
  beforeAll(async () => {
    strict = await startScriptedGraph([
      {
        name: 'strict',
        sdl: `
          type Query {
            box: Box @shareable @cacheControl(maxAge: 60)
            other: Int @cacheControl(maxAge: 60)
            items: [Item!]! @cacheControl(maxAge: 60)
          }
          type Item @key(fields: "id") { id: ID! }
          type Box { size: Int! @shareable }`,
        resolvers: {
          Query: { box: () => ({ size: 1 }), other: () => 1, items: () => [{ id: '1' }, { id: '2' }, { id: '3' }] },
        },
      },
      {
        name: 'sizes',
        sdl: `
          type Item @key(fields: "id") @key(fields: "code") {
            id: ID!
            code: ID!
            size: Int! @shareable @cacheControl(maxAge: 60)
            weight: Int @cacheControl(maxAge: 60)
          }`,
        resolvers: {
          Item: {
            __resolveReference: ({ id }: { id: string }) => (id === '3' ? null : { id, code: `c${id}`, weight: 5 }),
            size: ({ id }: { id: string }) => (id === '1' ? fail() : 7),
          },
        },
      },
      {
        name: 'lenient',
        sdl: `
          type Item @key(fields: "code") { code: ID! size: Int @shareable name: String @cacheControl(maxAge: 60) }`,
        resolvers: { Item: { __resolveReference: ({ code }: { code: string }) => ({ code, name: `item ${code}` }) } },
      },
    ]);
  });
  afterAll(() => strict.close());

  const listPaths = ({ errors }: { readonly errors?: readonly { readonly path?: readonly unknown[] }[] }): string[] =>
    (errors ?? []).map(({ path = [] }) => path.join('.')).toSorted();

  test('all data of a response', async () => {
    strict.intercept = () =>
      Promise.resolve(JSON.stringify({ data: null, errors: [{ message: 'down', path: ['box', 'size'] }] }));
    const answer = await strict.ask('{ box { size } other }');
    strict.intercept = undefined;
    expect(answer.data).toEqual({ box: null, other: null });
    expect(listPaths(answer)).toEqual(['box.size', 'other']);
  });

  test('an entity, and what would have been asked for by its key; and not one that is not there', async () => {
    const answer = await strict.ask('{ items { id size weight name } }');
    expect(answer.data).toEqual({
      items: [
        { id: '1', size: null, weight: null, name: null },
        { id: '2', size: 7, weight: 5, name: 'item c2' },
        { id: '3', size: null, weight: null, name: null },
      ],
    });
    expect(listPaths(answer)).toEqual(['items.0.name', 'items.0.size', 'items.0.weight']);
  });
});

describe('interfaces that another subgraph extends', () => {
  let library: ScriptedGraph;
  let stars: number;

  beforeAll(async () => {
    const author = { name: 'Ann', born: 1950 };
    const media = [
      { __typename: 'Book', id: '1', title: 'Novel', pages: 300, author },
      { __typename: 'Film', id: '2', title: 'Western', minutes: 90, author },
    ];
    const byId = ({ id }: { id: string }) => media.find((each) => each.id === id);
    library = await startScriptedGraph([
      {
        name: 'media',
        sdl: `
          type Query { media: [Media!]! @cacheControl(maxAge: 60) books: [Book!]! @cacheControl(maxAge: 60) }
          interface Media @key(fields: "id") { id: ID! title: String author: Author }
          type Author @key(fields: "name") { name: String! born: Int @cacheControl(maxAge: 60) }
          type Book implements Media @key(fields: "id") {
            id: ID! title: String @cacheControl(maxAge: 60) author: Author pages: Int @cacheControl(maxAge: 60)
          }
          type Film implements Media @key(fields: "id") {
            id: ID! title: String @cacheControl(maxAge: 60) author: Author minutes: Int @cacheControl(maxAge: 60)
          }`,
        resolvers: {
          Query: { media: () => media, books: () => [media[0]] },
          Author: { __resolveReference: () => author },
          Media: { __resolveReference: byId },
          Book: { __resolveReference: byId },
          Film: { __resolveReference: byId },
        },
      },
      {
        name: 'reviews',
        sdl: `
          type Query { reviewed: [Media!]! @cacheControl(maxAge: 60) }
          type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int @cacheControl(maxAge: 60) }`,
        resolvers: {
          Query: { reviewed: () => [{ id: '2' }, { id: '1' }] },
          Media: { __resolveReference: (representation: object) => representation, stars: () => stars },
        },
      },
    ]);
  });

  afterAll(() => library.close());

  test('the type of each object is that of the subgraph that knows it', async () => {
    stars = 3;
    const text =
      '{ reviewed { __typename stars title author { born } ... on Book { pages } ... on Film { minutes } } }';
    const expected = {
      reviewed: [
        { __typename: 'Film', stars: 3, title: 'Western', author: { born: 1950 }, minutes: 90 },
        { __typename: 'Book', stars: 3, title: 'Novel', author: { born: 1950 }, pages: 300 },
      ],
    };
    expect((await library.ask(text)).data).toEqual(expected);
    expect((await library.ask(text)).data).toEqual(expected);
  });

  test('what is kept of the interface is dropped with an object of one of its types', async () => {
    stars = 3;
    const text = '{ media { __typename stars } }';
    await library.ask(text);
    stars = 4;
    await library.cache.invalidate([{ kind: 'entity', type: 'Book', key: { id: '1' } }]);
    expect((await library.ask(text)).data).toEqual({
      media: [
        { __typename: 'Book', stars: 4 },
        { __typename: 'Film', stars: 3 },
      ],
    });
  });

  test('while the other subgraph fails, the types are still known', async () => {
    library.cache.store.clear();
    library.intercept = ({ subgraph }, answer) =>
      subgraph === 'reviews' ? Promise.reject(new Error('down')) : answer();
    expect((await library.ask('{ media { __typename title stars } }')).data).toEqual({
      media: [
        { __typename: 'Book', title: 'Novel', stars: null },
        { __typename: 'Film', title: 'Western', stars: null },
      ],
    });
    expect((await library.ask('{ books { stars __typename } }')).data).toEqual({
      books: [{ stars: null, __typename: 'Book' }],
    });
    library.intercept = undefined;
  });
});
