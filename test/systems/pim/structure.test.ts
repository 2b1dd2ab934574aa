// Families, attributes, categories and the like, as they are answered and searched.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningPim, startPim } from './start-pim.ts';

const root = '/api/rest/v1';
let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim({ clock: () => new Date('2026-01-01T00:00:00Z') });
});
afterAll(() => pim.close());

const codes = async (path: string, search: unknown): Promise<string[]> =>
  (await pim.items(`${root}/${path}`, { search })).map((item) => item.code);

describe('single documents', () => {
  it.each<[string, object]>([
    [
      'families/bearing',
      {
        code: 'bearing',
        attribute_as_label: 'name',
        attribute_as_image: 'pictures',
        attribute_requirements: { ecommerce: ['sku', 'name', 'brand', 'seal'], print: ['sku', 'description'] },
        labels: { en_US: 'Bearing' },
      },
    ],
    [
      'families/bearing/variants/bearing_by_series_and_seal',
      {
        code: 'bearing_by_series_and_seal',
        labels: { en_US: 'By series and seal' },
        common_attributes: [
          'name',
          'description',
          'brand',
          'load_rating',
          'is_relubricable',
          'released_on',
          'pictures',
        ],
        variant_attribute_sets: [
          { level: 1, axes: ['series'], attributes: ['series', 'bore'] },
          { level: 2, axes: ['seal'], attributes: ['seal', 'sku', 'ball_count'] },
        ],
      },
    ],
    [
      'attributes/bore',
      {
        code: 'bore',
        type: 'pim_catalog_metric',
        group: 'technical',
        group_labels: { en_US: 'Technical' },
        metric_family: 'Length',
        default_metric_unit: 'MILLIMETER',
        decimals_allowed: true,
        localizable: false,
        scopable: false,
        reference_data_name: null,
        is_main_identifier: false,
      },
    ],
    ['attributes/pictures', { type: 'pim_catalog_asset_collection', reference_data_name: 'pictures' }],
    ['attributes/SKU', { code: 'sku', unique: true, is_main_identifier: true }],
    [
      'attributes/uses/options/slurry',
      { code: 'slurry', attribute: 'uses', sort_order: 2, labels: { en_US: 'Slurry' } },
    ],
    [
      'attribute-groups/general',
      { code: 'general', sort_order: 0, attributes: ['sku', 'name', 'description', 'brand'] },
    ],
    ['categories/bearings', { code: 'bearings', parent: 'master', updated: '2025-03-01T12:00:00+00:00' }],
    ['association-types/KIT', { code: 'KIT', is_quantified: true, is_two_way: false }],
    [
      'channels/ecommerce',
      { code: 'ecommerce', locales: ['en_US', 'fr_FR'], category_tree: 'master', conversion_units: {} },
    ],
    ['locales/de_DE', { code: 'de_DE', enabled: false }],
    ['asset-families/pictures', { code: 'pictures', attribute_as_main_media: 'file' }],
    ['asset-families/pictures/attributes/alt_text', { code: 'alt_text', type: 'text', value_per_locale: true }],
  ])('%s', async (path, document) => {
    const { status, body } = await pim.get(`${root}/${path}`);
    expect(status).toBe(200);
    expect(body).toMatchObject(document);
  });

  it('keeps what belongs to its storage out of the answers', async () => {
    expect((await pim.get(`${root}/families/bearing/variants/bearing_by_seal`)).body).not.toHaveProperty('family');
    const attribute = await pim.get(`${root}/asset-families/pictures/attributes/role`);
    expect(attribute.body).not.toHaveProperty('asset_family');
  });

  // Documented: measurement families come as a plain list; their operations turn a unit into the standard one.
  it('lists measurement families without pages', async () => {
    const { text } = await pim.get(`${root}/measurement-families`);
    expect(JSON.parse(text)).toMatchObject([
      {
        code: 'Length',
        standard_unit_code: 'METER',
        units: {
          MILLIMETER: {
            code: 'MILLIMETER',
            symbol: 'mm',
            convert_from_standard: [{ operator: 'mul', value: '0.001' }],
          },
        },
      },
      { code: 'Power' },
    ]);
  });

  it('lists attributes and options of assets without pages', async () => {
    const attributes = await pim.get(`${root}/asset-families/pictures/attributes`);
    expect(JSON.parse(attributes.text)).toMatchObject([
      { code: 'file', media_type: 'image' },
      { code: 'alt_text' },
      { code: 'caption' },
      { code: 'role' },
    ]);
    const options = await pim.get(`${root}/asset-families/pictures/attributes/role/options`);
    expect(JSON.parse(options.text)).toEqual([
      { code: 'primary', labels: { en_US: 'Primary' } },
      { code: 'gallery', labels: {} },
    ]);
  });
});

describe('lists', () => {
  // Documented: lists are sorted by code; categories by tree.
  it('are in order', async () => {
    expect(await codes('families', {})).toEqual(['bearing', 'pump', 'unused']);
    expect(await codes('categories', {})).toEqual(['master', 'bearings', 'ball_bearings', 'pumps', 'paper']);
    expect(await codes('attributes/uses/options', {})).toEqual(['oil', 'slurry', 'water']);
    expect(await codes('asset-families', {})).toEqual(['links', 'pictures']);
  });

  it.each<[string, string, string, unknown, string[]]>([
    ['attributes', 'code', 'IN', ['NAME', 'brand', 'nope'], ['brand', 'name']],
    ['attributes', 'type', 'IN', ['pim_catalog_boolean', 'pim_catalog_date'], ['is_relubricable', 'released_on']],
    ['attributes', 'is_main_identifier', '=', true, ['sku']],
    ['attributes', 'updated', '>', '2026-01-01T00:00:00Z', []],
    ['attribute-groups', 'code', 'IN', ['technical'], ['technical']],
    ['families', 'code', 'IN', ['pump'], ['pump']],
    ['families', 'has_products', '=', true, ['bearing', 'pump']],
    ['families', 'has_products', '=', false, ['unused']],
    ['families', 'updated', '>', '2025-12-31T23:59:59+00:00', ['bearing', 'pump', 'unused']],
    ['categories', 'code', 'IN', ['pumps', 'master'], ['master', 'pumps']],
    ['categories', 'is_root', '=', true, ['master', 'paper']],
    ['categories', 'is_root', '=', false, ['bearings', 'ball_bearings', 'pumps']],
    // Documented: all below the parent, at any depth, not the parent itself.
    ['categories', 'parent', '=', 'master', ['bearings', 'ball_bearings', 'pumps']],
    ['categories', 'updated', '>', '2025-05-01T00:00:00Z', ['pumps']],
    ['locales', 'enabled', '=', true, ['en_US', 'fr_FR']],
    ['locales', 'enabled', '=', false, ['de_DE']],
  ])('%s by %s %s %j', async (path, property, operator, value, found) => {
    expect(await codes(path, { [property]: [{ operator, value }] })).toEqual(found);
  });

  // Documented: the position counts from 1 within a level, and only when asked for.
  it('tell the position of a category when asked', async () => {
    const categories = await pim.items(`${root}/categories`, { with_position: 'true' });
    expect(categories.map(({ code, ['position']: position }) => [code, position])).toEqual([
      ['master', 1],
      ['bearings', 1],
      ['ball_bearings', 1],
      ['pumps', 2],
      ['paper', 2],
    ]);
    expect((await pim.get(`${root}/categories/pumps`)).body).not.toHaveProperty('position');
    expect((await pim.get(`${root}/categories/pumps`, { with_position: 'true' })).body['position']).toBe(2);
  });
});
