// Every field of the PIM's part of the contract.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningPim, startPim } from './start-pim.ts';

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());

async function readBearing(selection: string): Promise<unknown> {
  const { data, errors } = await pim.query({ query: `{ product(sku: "BRG-1") { ${selection} } }` });
  expect(errors).toEqual([]);
  return data?.['product'];
}

test('texts and numbers, inherited ones included, in the channel’s version', async () => {
  const selection =
    'sku name shortDescription description brand manufacturerPartNumber gtin contentUpdatedAt family { code label }';
  expect(await readBearing(selection)).toEqual({
    sku: 'BRG-1',
    name: 'Ball bearing 6205',
    shortDescription: 'Sealed ball bearing',
    description: 'For the web',
    brand: 'Nordlager',
    manufacturerPartNumber: '6205-2RS1',
    gtin: '9520000000011',
    contentUpdatedAt: '2026-01-05T08:00:00.000Z',
    family: { code: 'bearing', label: 'Bearing' },
  });
});

const everyValue = `__typename
  ... on TextValue { text }
  ... on NumberValue { number }
  ... on MeasureValue { amount unit symbol standardAmount standardUnit }
  ... on BooleanValue { isTrue }
  ... on OptionsValue { options { code label } }
  ... on DateValue { date }`;

test('specifications of every type, in the order of the family, hidden groups and other fields left out', async () => {
  const measure = (amount: string, unit: string, symbol: string, standardAmount: string, standardUnit: string) => ({
    __typename: 'MeasureValue',
    amount,
    unit,
    symbol,
    standardAmount,
    standardUnit,
  });
  expect(await readBearing(`attributes { code label group displayValue value { ${everyValue} } }`)).toEqual({
    attributes: [
      ['width', 'Label of width', '15 mm', measure('15', 'MILLIMETER', 'mm', '0.015', 'METER')],
      ['bore', 'Bore', '25 mm', measure('25', 'MILLIMETER', 'mm', '0.025', 'METER')],
      // Exactly the same temperature: -40 °F is -40 °C.
      ['temperature_max', 'Label of temperature_max', '-40 °F', measure('-40', 'FAHRENHEIT', '°F', '233.15', 'KELVIN')],
      [
        'flow',
        'Label of flow',
        '1 gpm',
        measure('1', 'GALLON_PER_MINUTE', 'gpm', '0.0000630901964', 'CUBIC_METER_PER_SECOND'),
      ],
      ['ball_count', 'Label of ball_count', '9', { __typename: 'NumberValue', number: '9' }],
      ['load_rating', 'Label of load_rating', '14.8', { __typename: 'NumberValue', number: '14.8' }],
      ['is_relubricable', 'Label of is_relubricable', 'No', { __typename: 'BooleanValue', isTrue: false }],
      ['released_on', 'Label of released_on', 'May 20, 2019', { __typename: 'DateValue', date: '2019-05-20' }],
      [
        'seal',
        'Label of seal',
        'Rubber',
        { __typename: 'OptionsValue', options: [{ code: 'rubber', label: 'Rubber' }] },
      ],
      [
        'uses',
        'Label of uses',
        'Oil, Water',
        {
          __typename: 'OptionsValue',
          options: [
            { code: 'oil', label: 'Oil' },
            { code: 'water', label: 'Water' },
          ],
        },
      ],
      ['standard', 'Label of standard', 'ISO 15', { __typename: 'TextValue', text: 'ISO 15' }],
    ].map(([code, label, displayValue, value]) => ({ code, label, group: 'Technical', displayValue, value })),
  });
});

test('specifications by code: known ones in the order of the family, unknown, hidden and mapped ones left out', async () => {
  const codes = '["seal", "bore", "no_such_code", "not a code!", "buying_note", "name"]';
  expect(await readBearing(`attributes(codes: ${codes}) { code } none: attributes(codes: []) { code }`)).toEqual({
    attributes: [{ code: 'bore' }, { code: 'seal' }],
    none: [],
  });
});

test('pictures with their roles', async () => {
  const url = (code: string): string => `${pim.system.url}/share/1/2/${code}.svg`;
  expect(await readBearing('media { code role url mimeType altText french: altText(locale: "fr-CA") }')).toEqual({
    media: [
      ['front', 'PRIMARY'],
      ['side', 'GALLERY'],
      ['lines', 'LINE_ART'],
    ].map(([code = '', role]) => ({
      code,
      role,
      url: url(code),
      mimeType: 'image/svg+xml',
      altText: `Picture ${code}`,
      french: `Image ${code}`,
    })),
  });
});

describe('documents', () => {
  const codes = async (args: string): Promise<unknown> => {
    const product = (await readBearing(`documents${args} { code }`)) as { documents: { code: string }[] };
    return product.documents.map(({ code }) => code);
  };

  test('with all they have', async () => {
    expect(
      await readBearing('documents(types: [CAD_3D, SDS]) { code type title locale url mimeType revisionDate }'),
    ).toEqual({
      documents: [
        {
          code: 'sds_en',
          type: 'SDS',
          title: 'Title of sds_en',
          locale: 'en-US',
          url: `${pim.system.url}/share/3/4/sds_en.pdf`,
          mimeType: 'application/pdf',
          revisionDate: '2025-11-30',
        },
        {
          code: 'model',
          type: 'CAD_3D',
          title: 'Title of model',
          locale: null,
          url: `${pim.system.url}/share/3/4/model.step`,
          mimeType: 'model/step',
          revisionDate: '2025-11-30',
        },
      ],
    });
  });

  test('by type and language, where a type that is missing in it comes in the default one; unknown types left out', async () => {
    expect(await codes('')).toEqual(['sheet_en', 'sheet_fr', 'sds_en', 'model']);
    expect(await codes('(locale: "fr-CA")')).toEqual(['sheet_fr', 'sds_en', 'model']);
    expect(await codes('(types: [DATASHEET], locale: "ja-JP")')).toEqual(['sheet_en']);
  });
});

test('packaging, with weights in the standard unit to the last digit', async () => {
  expect(await readBearing('packaging { level gtin baseQuantity grossWeight { amount unit standardAmount } }')).toEqual(
    {
      packaging: [
        {
          level: 'EACH',
          gtin: '9520000000011',
          baseQuantity: '1',
          grossWeight: { amount: '128.5', unit: 'GRAM', standardAmount: '0.1285' },
        },
        {
          level: 'CASE',
          gtin: '19520000000018',
          baseQuantity: '50',
          grossWeight: { amount: '15', unit: 'POUND', standardAmount: '6.80388555' },
        },
      ],
    },
  );
});

test('the variants it is one of', async () => {
  expect(await readBearing('variantGroup { code name(locale: "fr-FR") axes products { sku name } }')).toEqual({
    variantGroup: {
      code: 'ball_6205',
      name: 'Série 6205',
      axes: ['seal'],
      products: [
        { sku: 'BRG-1', name: 'Ball bearing 6205' },
        { sku: 'BRG-2', name: 'Ball bearing 6205' },
      ],
    },
  });
});

test('categories of the channel’s tree, with the way to them', async () => {
  const category = 'code name parent { code } ancestors { code name } children { code }';
  expect(await readBearing(`categories { ${category} }`)).toEqual({
    categories: [
      {
        code: 'ball_bearings',
        name: 'Ball bearings',
        parent: { code: 'bearings' },
        ancestors: [
          { code: 'master', name: 'All products' },
          { code: 'bearings', name: 'Bearings' },
        ],
        children: [],
      },
    ],
  });
});

test('a product that has nothing has nulls and empty lists', async () => {
  const selection =
    'name brand gtin family { code } attributes { code } media { code } documents { code } packaging { level } variantGroup { code } relationships { edges { type } }';
  const { data, errors } = await pim.query({ query: `{ product(sku: "BARE-1") { ${selection} } }` });
  expect(errors).toEqual([]);
  expect(data?.['product']).toEqual({
    name: null,
    brand: null,
    gtin: null,
    family: { code: 'pump' },
    attributes: [],
    media: [],
    documents: [],
    packaging: [],
    variantGroup: null,
    relationships: { edges: [] },
  });
});

describe('categories', () => {
  test('at the top, by code, and null where there is none or it hangs in another tree', async () => {
    const { data, errors } = await pim.query({
      query: `{
        rootCategories { code children { code } }
        category(code: "pumps") { code name(locale: "fr-FR") parent { code name } }
        unnamed: category(code: "empty") { name }
        root: category(code: "master") { parent { code } ancestors { code } }
        unknown: category(code: "nope") { code }
        foreign: category(code: "supplier_one") { code }
      }`,
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      rootCategories: [
        { code: 'bearings', children: [{ code: 'ball_bearings' }] },
        { code: 'pumps', children: [] },
        { code: 'empty', children: [] },
      ],
      category: { code: 'pumps', name: 'Pompes', parent: { code: 'master', name: 'All products' } },
      unnamed: { name: null },
      root: { parent: null, ancestors: [] },
      unknown: null,
      foreign: null,
    });
  });

  test('as entities', async () => {
    const { data } = await pim.query(queryEntities('Category', [{ code: 'pumps' }, { code: 'nope' }], 'code name'));
    expect(data?.['_entities']).toEqual([{ __typename: 'Category', code: 'pumps', name: 'Pumps' }, null]);
  });
});

test('a code that is longer than any is not asked for, and costs its neighbours nothing', async () => {
  const query = `query ($long: String!, $family: ID!) { product(sku: "BRG-1") { name attributes(codes: [$long, "bore_diameter"]) { code } }
    byFamily: products(filter: { family: $family }) { nodes { sku } } byBrand: products(filter: { brand: $long }) { nodes { sku } } }`;
  const long = 'x'.repeat(20_000);
  const { data, errors } = await pim.query({ query, variables: { long, family: long } });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    product: { name: 'Ball bearing 6205' },
    byFamily: { nodes: [] },
    byBrand: { nodes: [] },
  });
});

describe('a product is null', () => {
  test.each([
    ['unknown', 'NO-SUCH-SKU'],
    ['disabled', 'BRG-OFF'],
    ['outside the channel’s tree', 'PAPER-1'],
    ['named in other letters', 'brg-1'],
    ['an empty SKU', ''],
    ['longer than a SKU can be', 'x'.repeat(65)],
    ['so long that the PIM would not read it', 'x'.repeat(20_000)],
    ['an attempt to break out of the filter', '"]}],"x":[{'],
  ])('when it is %s', async (_case, sku) => {
    const { data, errors } = await pim.query({
      query: 'query ($sku: ID!) { product(sku: $sku) { sku } productsBySku(skus: [$sku, "BRG-2"]) { sku } }',
      variables: { sku },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({ product: null, productsBySku: [null, { sku: 'BRG-2' }] });
    const entities = await pim.query(queryEntities('Product', [{ sku }, { sku: 'BRG-1' }], 'sku brand'));
    expect(entities.data?.['_entities']).toEqual([null, { __typename: 'Product', sku: 'BRG-1', brand: 'Nordlager' }]);
  });
});

test('products by SKU come in the order asked, however often', async () => {
  const { data } = await pim.query({ query: '{ productsBySku(skus: ["PUMP-02", "BRG-1", "PUMP-02"]) { sku name } }' });
  expect(data?.['productsBySku']).toEqual([
    { sku: 'PUMP-02', name: 'Pump 2' },
    { sku: 'BRG-1', name: 'Ball bearing 6205' },
    { sku: 'PUMP-02', name: 'Pump 2' },
  ]);
});

test.each([
  [
    'more than 200 SKUs',
    `{ productsBySku(skus: [${Array.from({ length: 201 }, (_, index) => `"S${index}"`).join()}]) { sku } }`,
    '`skus` takes at most 200 entries, got 201: ask in several requests.',
  ],
  ['a page of none', '{ products(first: 0) { nodes { sku } } }', '`first` must be 1 to 100, got 0.'],
  ['a page that is too long', '{ products(first: 101) { nodes { sku } } }', '`first` must be 1 to 100, got 101.'],
  [
    'a strange cursor',
    '{ products(after: "x") { nodes { sku } } }',
    '`after` is not a cursor of this connection: pass the endCursor of the page before.',
  ],
  [
    'a strange locale',
    '{ product(sku: "BRG-1") { name(locale: "en_US") } }',
    'Locale must be a BCP 47 language tag such as "en-US", got "en_US".',
  ],
])('refuses %s', async (_case, query, message) => {
  const { errors } = await pim.query({ query });
  expect(errors.map((error) => error.message)).toEqual([message]);
});
