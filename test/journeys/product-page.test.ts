// A product page in one request: content from the PIM, this account's price and the stock from the ERP, open orders from
// the OMS. The same request by another account shows that account's prices and orders.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSampleVariables, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** A product that both accounts of this journey have agreed a price for. */
const sku = 'BRG-6205-2RS';

async function readProductPage(account?: string) {
  const token = account === undefined ? undefined : await graph.signToken({ account });
  const { data, errors } = await graph.query(sampleOperations.ProductPage, { sku, locale: 'en-US' }, token);
  return { product: data?.product, orders: data?.orders, errors };
}

describe('a product page', () => {
  test('shows content, price, stock and open orders in one answer', async () => {
    const { product, orders, errors } = await readProductPage('acme');
    expect(errors).toEqual([]);
    expect(product).toMatchObject({
      sku,
      name: expect.stringMatching(/6205/),
      description: expect.any(String),
      itemStatus: 'ACTIVE',
      price: { __typename: 'Price', priceSource: 'CONTRACT' },
    });
    expect(product?.attributes?.length).toBeGreaterThan(3);
    expect(product?.relationships?.edges.some((edge) => edge.type === 'SUBSTITUTE')).toBe(true);
    expect(product?.availability?.locations.map(({ warehouse }) => warehouse.code)).toEqual(
      expect.arrayContaining(['DAY', 'CHI', 'HOU']),
    );
    expect(orders?.nodes.length).toBeGreaterThan(0);
  });

  test('links to pictures and documents that a browser opens without a token', async () => {
    const { data } = await graph.query<{ product: Record<'media' | 'documents', { url: string }[]> }>(
      'query Files($sku: ID!) { product(sku: $sku) { media { url } documents { url } } }',
      { sku },
    );
    const urls = [...(data?.product.media ?? []), ...(data?.product.documents ?? [])].map(({ url }) => url);
    expect(urls.length).toBeGreaterThan(3);
    const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual(urls.map(() => 200));
  });

  test('shows two accounts the same content and each its own contract price and orders', async () => {
    const acme = await readProductPage('acme');
    const borealis = await readProductPage('borealis');
    expect(acme.errors).toEqual([]);
    expect(borealis.errors).toEqual([]);

    const contentOf = ({ product }: typeof acme) => ({
      name: product?.name,
      description: product?.description,
      attributes: product?.attributes,
      documents: product?.documents,
      categories: product?.categories,
    });
    expect(contentOf(borealis)).toEqual(contentOf(acme));

    const [acmePrice, borealisPrice] = [acme.product?.price, borealis.product?.price];
    if (acmePrice?.__typename !== 'Price' || borealisPrice?.__typename !== 'Price') expect.unreachable();
    else {
      expect(acmePrice.agreement?.number).not.toBe(borealisPrice.agreement?.number);
      expect(acmePrice.unitPrice).not.toEqual(borealisPrice.unitPrice);
    }

    const numbersOf = ({ orders }: typeof acme) => orders?.nodes.map((order) => order.orderNumber) ?? [];
    expect(numbersOf(acme).length).toBeGreaterThan(0);
    expect(numbersOf(acme).filter((number) => numbersOf(borealis).includes(number))).toEqual([]);
  });

  test('shows everybody the content, and nobody without a token a price or an order', async () => {
    const { product, orders, errors } = await readProductPage();
    expect(product?.name).toMatch(/6205/);
    expect(product?.availability?.status).toBeDefined();
    expect(product?.price).toMatchObject({ __typename: 'PriceUnavailable', code: 'LOGIN_REQUIRED' });
    expect(product?.customerPartNumber).toBeNull();
    expect(product?.consignmentStock ?? []).toEqual([]);
    expect(orders).toBeNull();
    expect(errors.map(({ path: place, extensions }) => [place, extensions?.['code']])).toContainEqual([
      ['orders'],
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  });

  test('shows consignment stock to its account only', async () => {
    const consigned = (await readProductPage('acme')).product?.consignmentStock ?? [];
    expect(consigned.map(({ warehouse }) => warehouse.code)).toEqual(['CONS-ACME']);
    expect((await readProductPage('borealis')).product?.consignmentStock).toEqual([]);
    const { product } = await readProductPage('borealis');
    expect(product?.availability?.locations.map(({ warehouse }) => warehouse.code)).not.toContain('CONS-ACME');
  });

  test('of an unknown product is null, not an error', async () => {
    const variables = { ...readSampleVariables('ProductPage'), sku: 'NO-SUCH-SKU' };
    const token = await graph.signToken({ account: 'acme' });
    const { data, errors } = await graph.query(sampleOperations.ProductPage, variables, token);
    expect(data?.product).toBeNull();
    expect(errors).toEqual([]);
  });
});
