// Prices of many lines: in the order asked, each answered on its own, browsing and firm.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(() => erp.close());

const acme = { account: 'acme' };
const selection = `sku quantity { value uom } product { sku } price { __typename
  ... on Price { extendedPrice { amount currencyCode } isFirm } ... on PriceOnRequest { reason } ... on PriceUnavailable { code message } }`;

function priceLines(field: 'prices' | 'firmPrices') {
  return `query ($lines: [PriceLineInput!]!) { lines: ${field}(lines: $lines) { ${selection} } }`;
}

describe.each(['prices', 'firmPrices'] as const)('%s', (field) => {
  test('keep the order and answer duplicates, in one call', async () => {
    const lines = [
      { sku: 'BRG-1', quantity: '100' },
      { sku: 'NOPE' },
      { sku: 'CABLE-1', quantity: '2.5' },
      { sku: 'BRG-1', quantity: '100' },
      { sku: 'BRG-1', quantity: '1', uom: 'DZ' },
    ];
    erp.countCalls();
    const { data, errors } = await erp.query({ query: priceLines(field), variables: { lines }, as: acme });
    expect(errors).toEqual([]);
    const isFirm = field === 'firmPrices';
    const hundred = {
      sku: 'BRG-1',
      quantity: { value: '100', uom: 'EA' },
      product: { sku: 'BRG-1' },
      price: { __typename: 'Price', extendedPrice: { amount: '750.00', currencyCode: 'USD' }, isFirm },
    };
    expect(data?.['lines']).toEqual([
      hundred,
      {
        sku: 'NOPE',
        quantity: null,
        product: null,
        price: { __typename: 'PriceUnavailable', code: 'UNKNOWN_ITEM', message: expect.any(String) },
      },
      {
        sku: 'CABLE-1',
        quantity: { value: '2.5', uom: 'M' },
        product: { sku: 'CABLE-1' },
        price: { __typename: 'Price', extendedPrice: { amount: '8.33', currencyCode: 'USD' }, isFirm },
      },
      hundred,
      {
        sku: 'BRG-1',
        quantity: { value: '1', uom: 'DZ' },
        product: { sku: 'BRG-1' },
        price: { __typename: 'Price', extendedPrice: { amount: '97.50', currencyCode: 'USD' }, isFirm },
      },
    ]);
    expect(erp.countCalls()).toEqual({ 'POST /prices/query': 1 });
  });

  test.each([
    [{ sku: 'ASK-1' }, { __typename: 'PriceOnRequest', reason: 'Made to order.' }],
    [{ sku: 'BLOCKED-1' }, { code: 'ITEM_BLOCKED' }],
    [{ sku: 'BRG-1', uom: 'M' }, { code: 'UOM_NOT_PERMITTED' }],
    [{ sku: 'BRG-1', quantity: '0' }, { code: 'INVALID_QUANTITY' }],
    [{ sku: 'BRG-1', quantity: '-1' }, { code: 'INVALID_QUANTITY' }],
    [{ sku: 'BRG-1', quantity: '0.5' }, { code: 'INVALID_QUANTITY' }],
    [{ sku: 'BRG-1', quantity: `1.${'0'.repeat(50)}` }, { code: 'INVALID_QUANTITY' }],
    [{ sku: 'BRG-1', currency: 'JPY' }, { code: 'NO_PRICE_IN_CURRENCY' }],
    [{ sku: 'SERVICE-1' }, { code: 'NO_PRICE' }],
    [{ sku: 'BRG-1', projectId: 'nope' }, { code: 'UNKNOWN_PROJECT' }],
    [{ sku: 'BRG-1', projectId: '' }, { code: 'UNKNOWN_PROJECT' }],
    [{ sku: '' }, { code: 'UNKNOWN_ITEM' }],
    [{ sku: 'x'.repeat(65) }, { code: 'UNKNOWN_ITEM' }],
  ])('answer %o beside a good line', async (line, answer) => {
    const lines = [{ sku: 'BRG-1' }, line];
    const { data, errors } = await erp.query({ query: priceLines(field), variables: { lines }, as: acme });
    expect(errors).toEqual([]);
    expect(data?.['lines']).toMatchObject([{ price: { __typename: 'Price' } }, { price: answer }]);
  });

  test('take 200 lines and refuse 201', async () => {
    const lines = Array.from({ length: 201 }, (_, index) => ({ sku: 'BRG-1', quantity: String(index + 1) }));
    const query = `query ($lines: [PriceLineInput!]!) { lines: ${field}(lines: $lines) { price { __typename } } }`;
    erp.countCalls();
    const most = await erp.query({ query, variables: { lines: lines.slice(0, 200) }, as: acme });
    expect(most.errors).toEqual([]);
    expect(most.data?.['lines']).toHaveLength(200);
    expect(erp.countCalls()).toEqual({ 'POST /prices/query': 1 });

    const tooMany = await erp.query({ query, variables: { lines }, as: acme });
    expect(tooMany.data).toEqual({ lines: null });
    expect(tooMany.errors).toMatchObject([
      { message: expect.stringContaining('201'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(erp.countCalls()).toEqual({});
  });

  test('answer no lines with none, without a call', async () => {
    erp.countCalls();
    const { data } = await erp.query({ query: priceLines(field), variables: { lines: [] }, as: acme });
    expect(data).toEqual({ lines: [] });
    expect(erp.countCalls()).toEqual({});
  });

  test('tell anonymous visitors to sign in, and still show the products that exist', async () => {
    const lines = [{ sku: 'BRG-1' }, { sku: 'NOPE' }];
    const { data, errors } = await erp.query({ query: priceLines(field), variables: { lines } });
    expect(errors).toEqual([]);
    expect(data?.['lines']).toMatchObject([
      { product: { sku: 'BRG-1' }, price: { code: 'LOGIN_REQUIRED' } },
      { product: null, price: { code: 'LOGIN_REQUIRED' } },
    ]);
  });
});

test('firm prices of a project count the lines of one field together, the same line twice included', async () => {
  const lines = [1, 2].map(() => ({ sku: 'BRG-1', quantity: '150', projectId: 'job-1' }));
  const query = `query ($lines: [PriceLineInput!]!) { prices(lines: $lines) { ...Total }
    firmPrices(lines: $lines) { ...Total } another: firmPrices(lines: $lines) { ...Total } }
    fragment Total on PriceLine { price { ... on Price { extendedPrice { amount } } } }`;
  const { data, errors } = await erp.query({ query, variables: { lines }, as: acme });
  expect(errors).toEqual([]);
  const total = (amount: string) => ({ price: { extendedPrice: { amount } } });
  const order = [total('750.00'), total('1125.00')];
  expect(data).toEqual({ prices: [total('750.00'), total('750.00')], firmPrices: order, another: order });
});

test('prices of two accounts differ, and only the token decides', async () => {
  const query = priceLines('prices');
  const variables = { lines: [{ sku: 'BRG-1' }] };
  const ours = await erp.query({ query, variables, as: acme });
  const theirs = await erp.query({ query, variables, as: { account: 'borealis' } });
  const child = await erp.query({ query, variables, as: { account: 'acme-dayton' } });
  expect(ours.data?.['lines']).toMatchObject([{ price: { extendedPrice: { amount: '8.13', currencyCode: 'USD' } } }]);
  expect(theirs.data?.['lines']).toMatchObject([
    { price: { extendedPrice: { amount: '13.75', currencyCode: 'CAD' } } },
  ]);
  expect(child.data?.['lines']).toMatchObject([{ price: { extendedPrice: { amount: '8.13', currencyCode: 'USD' } } }]);
});

test('a token whose account the ERP does not have gets no prices, and sees items nevertheless', async () => {
  const query = `{ prices(lines: [{ sku: "BRG-1" }]) { price { __typename } } }`;
  const { data, errors } = await erp.query({ query, as: { account: 'ghost' } });
  expect(data).toEqual({ prices: null });
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' }, path: ['prices'] }]);

  const items = await erp.query({
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { itemStatus customerPartNumber availability { status } consignmentStock { onHand { value } } } } }`,
    variables: { representations: [{ __typename: 'Product', sku: 'BRG-1' }] },
    as: { account: 'ghost' },
  });
  expect(items.errors).toEqual([]);
  expect(items.data?.['_entities']).toEqual([
    { itemStatus: 'ACTIVE', customerPartNumber: null, availability: { status: 'IN_STOCK' }, consignmentStock: [] },
  ]);
});

test('a quantity that is a number, not a decimal string, is refused', async () => {
  const literal = await erp.query({ query: '{ prices(lines: [{ sku: "BRG-1", quantity: 2 }]) { sku } }', as: acme });
  expect(literal.status).toBe(400);
  expect(literal.errors[0]?.message).toContain('decimal string');
  const variable = await erp.query({
    query: priceLines('prices'),
    variables: { lines: [{ sku: 'BRG-1', quantity: 2.5 }] },
    as: acme,
  });
  expect(variable.data).toBeNull();
  expect(variable.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  const exponent = await erp.query({
    query: priceLines('prices'),
    variables: { lines: [{ sku: 'BRG-1', quantity: '1e3' }] },
    as: acme,
  });
  expect(exponent.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});
