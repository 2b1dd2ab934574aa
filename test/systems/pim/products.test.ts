// Products and product models as they are answered: values, inheritance, associations, options.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidOf } from './small-catalogue.ts';
import { type RunningPim, startPim } from './start-pim.ts';

const root = '/api/rest/v1';
let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());

type Values = Record<string, { locale: string | null; scope: string | null; data: unknown; linked_data?: unknown }[]>;

async function getProduct(sku: string, query?: Record<string, string>): Promise<Record<string, unknown>> {
  const { status, body } = await pim.get(`${root}/products-uuid/${uuidOf(sku)}`, query);
  expect(status).toBe(200);
  return body;
}

/** Values of the list's one product of this SKU, by attribute: `data` with locale and scope before it. */
async function listValues(sku: string, query: Record<string, string>): Promise<Record<string, string[]>> {
  const search = { sku: [{ operator: 'IN', value: [sku] }] };
  const [product] = await pim.items(`${root}/products-uuid`, { search, ...query });
  return Object.fromEntries(
    Object.entries((product?.['values'] ?? {}) as Values).map(([code, values]) => [
      code,
      values.map(({ locale, scope, data }) => `${locale ?? '-'} ${scope ?? '-'} ${JSON.stringify(data)}`),
    ]),
  );
}

describe('a product by UUID', () => {
  it('has the form of the documentation', async () => {
    const product = await getProduct('PX-200');
    expect(product).toEqual({
      uuid: uuidOf('PX-200'),
      enabled: true,
      family: 'pump',
      categories: ['paper', 'pumps'],
      groups: [],
      parent: null,
      root_parent: null,
      values: {
        sku: [{ locale: null, scope: null, data: 'PX-200', attribute_type: 'pim_catalog_identifier' }],
        name: [{ locale: 'en_US', scope: null, data: 'Centrifugal pump', attribute_type: 'pim_catalog_text' }],
        uses: [{ locale: null, scope: null, data: ['slurry'], attribute_type: 'pim_catalog_multiselect' }],
      },
      created: '2025-01-10T08:00:00+00:00',
      updated: '2025-03-01T12:00:00+00:00',
      associations: {
        ACCESSORY: { groups: [], products: [uuidOf('PX-150')], product_models: ['ball_6205'] },
      },
      quantified_associations: {},
      metadata: { workflow_status: 'working_copy' },
    });
  });

  // Documented: a variant's answer holds the values and categories of the product models above it.
  it('inherits from one product model', async () => {
    const product = await getProduct('BRG-6205-2RS');
    expect(product).toMatchObject({ parent: 'ball_6205', root_parent: 'ball_6205', categories: ['ball_bearings'] });
    const values = product['values'] as Values;
    expect(Object.keys(values).toSorted()).toEqual(
      [
        'sku',
        'name',
        'description',
        'brand',
        'bore',
        'ball_count',
        'load_rating',
        'is_relubricable',
        'released_on',
        'seal',
        'pictures',
      ].toSorted(),
    );
    expect(product['associations']).toEqual({
      COMPATIBLE: { groups: [], products: [uuidOf('PX-150')], product_models: [] },
      ACCESSORY: { groups: [], products: [uuidOf('PX-200')], product_models: [] },
    });
  });

  it('inherits from two product models, the nearer first', async () => {
    const product = await getProduct('BRG-6306-ZZ');
    expect(product).toMatchObject({
      parent: 'ball_63',
      root_parent: 'ball_by_series',
      categories: ['ball_bearings', 'bearings'],
      values: {
        brand: [{ data: 'skf' }],
        series: [{ data: 's63' }],
        seal: [{ data: 'zz' }],
        bore: [{ data: { amount: '30.5000', unit: 'MILLIMETER', symbol: 'mm' } }],
      },
      // Its own quantity, not the four of its root.
      quantified_associations: { KIT: { products: [{ uuid: uuidOf('PX-200'), quantity: 1 }], product_models: [] } },
    });
  });

  // Documented: numbers and amounts are strings where decimals are allowed, else JSON numbers; a metric has its symbol.
  it('answers data by attribute type', async () => {
    const values = (await getProduct('BRG-6205-2RS'))['values'] as Values;
    const data = Object.fromEntries(Object.entries(values).map(([code, [first]]) => [code, first?.data]));
    expect(data).toMatchObject({
      brand: 'skf',
      bore: { amount: '25.0000', unit: 'MILLIMETER', symbol: 'mm' },
      ball_count: 9,
      load_rating: '14.8000',
      is_relubricable: false,
      released_on: '2019-05-20T00:00:00+00:00',
      pictures: ['brg_6205_front', 'brg_6205_side'],
    });
    expect(values['pictures']?.[0]).toMatchObject({
      attribute_type: 'pim_catalog_asset_collection',
      reference_data_name: 'pictures',
    });
    const pump = (await getProduct('PX-150'))['values'] as Values;
    expect(pump['power']?.[0]?.data).toEqual({ amount: 2, unit: 'HORSEPOWER', symbol: 'hp' });
  });

  // Documented: a two-way association shows on both ends.
  it('is associated back where the type is two-way', async () => {
    expect((await getProduct('PX-150'))['associations']).toEqual({
      COMPATIBLE: { groups: [], products: [uuidOf('BRG-6205-2RS')], product_models: [] },
    });
  });

  // Documented: linked_data is one option of a simple select, and options by code of a multiple select.
  it('adds option labels when asked', async () => {
    expect((await getProduct('PX-150', { with_attribute_options: 'true' }))['values']).toMatchObject({
      brand: [{ linked_data: { attribute: 'brand', code: 'hydra', labels: { en_US: 'Hydra' } } }],
      uses: [
        {
          data: ['oil', 'water'],
          linked_data: {
            oil: { attribute: 'uses', code: 'oil', labels: { en_US: 'Oil', fr_FR: 'Huile' } },
            water: { attribute: 'uses', code: 'water', labels: { en_US: 'Water' } },
          },
        },
      ],
    });
    const without = (await getProduct('PX-150'))['values'] as Values;
    expect(without['brand']?.[0]).not.toHaveProperty('linked_data');
  });

  // Documented: completeness is the share of the required attributes that have a value, by channel and locale.
  it('tells its completeness when asked', async () => {
    expect((await getProduct('BRG-6306-ZZ', { with_completenesses: 'true' }))['completenesses']).toEqual([
      { scope: 'ecommerce', locale: 'en_US', data: 100 },
      { scope: 'ecommerce', locale: 'fr_FR', data: 75 },
      { scope: 'print', locale: 'en_US', data: 50 },
    ]);
    expect(await getProduct('BRG-6306-ZZ')).not.toHaveProperty('completenesses');
    expect((await getProduct('PX-150', { with_quality_scores: 'true' }))['quality_scores']).toEqual([]);
  });
});

describe('a product by identifier', () => {
  // Documented: here products, associated ones too, are named by identifier, and the SKU is not among the values.
  it('names products by identifier', async () => {
    const { body } = await pim.get(`${root}/products/BRG-6205-2RS`);
    expect(body).toMatchObject({
      identifier: 'BRG-6205-2RS',
      associations: { COMPATIBLE: { products: ['PX-150'] }, ACCESSORY: { products: ['PX-200'] } },
    });
    expect(body).not.toHaveProperty('uuid');
    expect(body['values']).not.toHaveProperty('sku');
    const kit = await pim.get(`${root}/products/BRG-6306-ZZ`);
    expect(kit.body['quantified_associations']).toEqual({
      KIT: { products: [{ identifier: 'PX-200', quantity: 1 }], product_models: [] },
    });
  });

  it('finds it in any case', async () => {
    expect((await pim.get(`${root}/products/px-200`)).body['identifier']).toBe('PX-200');
  });
});

describe('values in a list', () => {
  const sku = 'BRG-6205-2RS';

  // Documented: values of other locales are left out; those that are not localizable stay.
  it('keeps the locales that were asked for', async () => {
    const values = await listValues(sku, { locales: 'fr_FR' });
    expect(values['name']).toEqual(['fr_FR - "Roulement à billes 6205"']);
    expect(values['description']).toEqual(['fr_FR ecommerce "Pour le web"']);
    expect(values['brand']).toEqual(['- - "skf"']);
    expect((await listValues(sku, { locales: 'en_US, fr_FR' }))['name']).toHaveLength(2);
  });

  // Documented: values of other channels are left out; with a channel, only its locales remain.
  it('keeps the channel that was asked for', async () => {
    const [product] = await pim.items(`${root}/products`, {
      scope: 'print',
      search: { identifier: [{ operator: 'IN', value: ['PX-200'] }] },
    });
    expect(product?.identifier).toBe('PX-200');
    const web = await listValues(sku, { scope: 'ecommerce' });
    expect(web['description']).toEqual(['en_US ecommerce "For the web"', 'fr_FR ecommerce "Pour le web"']);
    expect((await listValues(sku, { scope: 'ecommerce', locales: 'en_US' }))['description']).toEqual([
      'en_US ecommerce "For the web"',
    ]);
  });

  // Documented: only values of the attributes that were asked for.
  it('keeps the attributes that were asked for', async () => {
    const values = await listValues(sku, { attributes: 'sku,seal', locales: 'en_US' });
    expect(values).toEqual({ sku: ['- - "BRG-6205-2RS"'], seal: ['- - "2rs"'] });
  });

  it('leaves out an attribute of which no value remains', async () => {
    const values = await listValues('PX-200', { locales: 'fr_FR' });
    expect(values).not.toHaveProperty('name');
  });
});

describe('product models', () => {
  it('hold their own and inherited values, and name products by identifier', async () => {
    const { body } = await pim.get(`${root}/product-models/ball_63`);
    expect(body).toMatchObject({
      code: 'ball_63',
      family: 'bearing',
      family_variant: 'bearing_by_series_and_seal',
      parent: 'ball_by_series',
      categories: ['bearings'],
      values: { series: [{ data: 's63' }], brand: [{ data: 'skf' }] },
      quantified_associations: { KIT: { products: [{ identifier: 'PX-200', quantity: 4 }], product_models: [] } },
    });
  });

  it('are listed by code, with the filters of product models', async () => {
    const codes = async (search: unknown) =>
      (await pim.items(`${root}/product-models`, { search })).map((model) => model.code);
    expect(await codes({})).toEqual(['ball_6205', 'ball_63', 'ball_by_series']);
    expect(await codes({ identifier: [{ operator: 'IN', value: ['ball_63', 'nope'] }] })).toEqual(['ball_63']);
    expect(await codes({ parent: [{ operator: 'IN', value: ['ball_by_series'] }] })).toEqual(['ball_63']);
    expect(await codes({ parent: [{ operator: 'EMPTY' }] })).toEqual(['ball_6205', 'ball_by_series']);
    expect(await codes({ family: [{ operator: 'IN', value: ['pump'] }] })).toEqual([]);
    expect(await codes({ categories: [{ operator: 'IN', value: ['bearings'] }] })).toEqual([
      'ball_63',
      'ball_by_series',
    ]);
    expect(await codes({ categories: [{ operator: 'IN CHILDREN', value: ['bearings'] }] })).toHaveLength(3);
    expect(await codes({ updated: [{ operator: '>', value: '2025-08-01 00:00:00' }] })).toEqual(['ball_6205']);
    expect(await codes({ series: [{ operator: 'IN', value: ['s63'] }] })).toEqual(['ball_63']);
    expect(
      (await pim.get(`${root}/product-models`, { search: { enabled: [{ operator: '=', value: true }] } })).status,
    ).toBe(422);
    // Documented for product models: a search that is not JSON is a 422.
    expect((await pim.get(`${root}/product-models`, { search: 'nonsense' })).status).toBe(422);
  });
});
