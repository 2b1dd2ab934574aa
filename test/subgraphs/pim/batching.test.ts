// One call per kind of thing, whatever a query looks like; structure only when it is not known yet.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { pumpSkus } from './pim-seed.ts';
import { type RunningPim, startPim } from './start-pim.ts';

const page = pumpSkus.slice(0, 24);
const keys = page.map((sku) => ({ sku }));
const products = { products: 1 };
const categories = { categories: 1 };
const images = { 'asset-families/product_images/assets': 1 };
const documents = { 'asset-families/product_documents/assets': 1 };
const models = { 'product-models': 1 };

const everything = `name(locale: "fr-FR") english: name shortDescription description brand manufacturerPartNumber gtin
  family { code label } attributes { code label value { __typename } } packaging { level }
  media { code altText } documents { code title } variantGroup { code name axes }
  categories { code name parent { code } ancestors { name } children { code } } contentUpdatedAt`;

describe('a page of 24 products', () => {
  let pim: RunningPim;
  beforeAll(async () => {
    pim = await startPim();
    // Attributes and the like are known from here on.
    await pim.query(queryEntities('Product', keys, 'name brand media { code } documents { code }'));
  });
  afterAll(() => pim.close());
  beforeEach(() => {
    pim.countCalls();
  });

  test.each([
    ['nothing but the key', 'sku', products],
    ['names', 'name', products],
    ['texts in several languages', 'name a: name(locale: "fr-FR") b: description(locale: "es-MX")', products],
    ['all specifications', 'attributes { code label displayValue value { __typename } } family { label }', products],
    [
      'some specifications, twice',
      'a: attributes(codes: ["flow"]) { code } b: attributes(codes: ["seal"]) { code }',
      products,
    ],
    ['pictures', 'media { url altText(locale: "fr-FR") }', { ...products, ...images }],
    [
      'categories and the way to them',
      'categories { name ancestors { name } parent { children { name } } }',
      { ...products, ...categories },
    ],
    ['the variants', 'variantGroup { name axes }', { ...products, ...models }],
    ['packaging', 'packaging { level grossWeight { standardAmount } }', products],
    ['everything', everything, { ...products, ...categories, ...images, ...models }],
    [
      'the same through fragments',
      '...A ... on Product { categories { ...B } } } } } fragment A on Product { name ... on Product { media { code } variantGroup { code name } } } fragment B on Category { ancestors { parent { code',
      { ...products, ...categories, ...images, ...models },
    ],
  ])('asking for %s', async (_name, selection, calls) => {
    await pim.query(queryEntities('Product', keys, selection));
    pim.countCalls();
    // Now the structure is known.
    const { data, errors } = await pim.query(queryEntities('Product', keys, selection));
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toHaveLength(24);
    expect(data?.['_entities']).not.toContain(null);
    expect(pim.countCalls()).toEqual(calls);
  });

  test('listed with all that a listing shows', async () => {
    const { data, errors } = await pim.query({
      query: `query Listing($first: Int! = 24) {
        category(code: "pumps") {
          name
          children { code }
          products(first: $first) { nodes { sku name brand media { url } } pageInfo { hasNextPage endCursor } }
        }
      }`,
    });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ category: { products: { pageInfo: { hasNextPage: true } } } });
    expect(pim.countCalls()).toEqual({ ...products, ...categories, ...images });
  });

  test('with the products related to them: one call for the page, one for the related that are not on it', async () => {
    const selection =
      'name relationships { edges { type node { sku name relationships { edges { node { name } } } } } }';
    const { errors } = await pim.query(queryEntities('Product', keys, selection));
    expect(errors).toEqual([]);
    // BRG-1 and PUMP-25 are related to the page; BRG-2, PUMP-26 and the bare bones are related to those.
    expect(pim.countCalls()).toEqual({ products: 3 });
  });

  test('with the variants of all their groups', async () => {
    const { errors } = await pim.query(queryEntities('Product', keys, 'name variantGroup { products { sku name } }'));
    expect(errors).toEqual([]);
    expect(pim.countCalls()).toEqual({ products: 2 });
  });

  test('documents of several products', async () => {
    await pim.query(queryEntities('Product', [{ sku: 'BRG-1' }, ...keys], 'documents { title }'));
    expect(pim.countCalls()).toEqual({ ...products, ...documents });
  });
});

test('200 products are two calls', async () => {
  const pim = await startPim();
  await pim.query({ query: '{ product(sku: "BRG-1") { name } }' });
  pim.countCalls();
  const skus = [...pumpSkus, ...Array.from({ length: 170 }, (_, index) => `NONE-${index}`)];
  const { data } = await pim.query({
    query: 'query ($skus: [ID!]!) { productsBySku(skus: $skus) { name } }',
    variables: { skus },
  });
  const { productsBySku } = data as { productsBySku: unknown[] };
  expect(productsBySku.filter((product) => product !== null)).toHaveLength(30);
  expect(pim.countCalls()).toEqual({ products: 2 });
  await pim.close();
});

test('only what is asked for is requested: attributes, locales, channel', async () => {
  const pim = await startPim();
  await pim.query({ query: '{ product(sku: "BRG-1") { name } }' });
  pim.countCalls();
  const lastQuery = () => pim.system.switches.calls.findLast(({ path }) => path.endsWith('/products'))?.query;

  await pim.query({
    query: '{ product(sku: "BRG-1") { name(locale: "fr-CA") gtin attributes(codes: ["bore", "nope"]) { code } } }',
  });
  expect(lastQuery()).toMatchObject({
    attributes: 'name,gtin,bore',
    locales: 'en_US,fr_FR',
    scope: 'ecommerce',
    limit: '100',
  });
  await pim.query({ query: '{ product(sku: "BRG-1") { sku } }' });
  expect(lastQuery()).toMatchObject({ attributes: 'name', locales: 'en_US' });
  await pim.query({ query: '{ product(sku: "BRG-1") { attributes { code } } }' });
  expect(lastQuery()).not.toHaveProperty('attributes');
  await pim.close();
});

test('structure is asked for once, however many requests come at once, and again when it has grown old', async () => {
  const pim = await startPim({ structureMaxAgeMs: 1500 });
  const read = () => pim.query({ query: '{ product(sku: "BRG-1") { family { label } attributes { label } } }' });
  await Promise.all([read(), read(), read(), read()]);
  const structure = { 'channels/ecommerce': 1, families: 1, attributes: 1, 'measurement-families': 1 };
  expect(pim.countCalls()).toEqual({ '/api/oauth/v1/token': 1, ...structure, products: 4 });
  await read();
  expect(pim.countCalls()).toEqual({ products: 1 });
  await new Promise((resolve) => setTimeout(resolve, 1550));
  await Promise.all([read(), read()]);
  expect(pim.countCalls()).toEqual({ ...structure, products: 2 });
  await pim.close();
});
