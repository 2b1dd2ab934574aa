// A small catalogue with one of everything the PIM knows: two channels, variants on one and two levels, assets.
import { createHash } from 'node:crypto';
import type { PimSeed } from '@commerce-graph/systems';

export type SeedProduct = PimSeed['products'][number];

const created = '2025-01-10T08:00:00Z';
const updated = '2025-03-01T12:00:00Z';

/** A UUID that is the same each time; the order of UUIDs says nothing about that of SKUs. */
export function uuidOf(identifier: string): string {
  const hex = createHash('sha256').update(identifier).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function makeProduct(identifier: string, product: Partial<SeedProduct> = {}): SeedProduct {
  return {
    uuid: uuidOf(identifier),
    identifier,
    enabled: true,
    family: 'pump',
    parent: null,
    categories: [],
    values: {},
    associations: {},
    quantifiedAssociations: {},
    created,
    updated,
    ...product,
  };
}

const plain = { locale: null, scope: null };

/** @param fillers that many pumps more, named `FILLER-1` and on, every second one in the category `pumps`. */
export function createSmallCatalogue(fillers = 0): PimSeed {
  return {
    channels: [
      {
        code: 'ecommerce',
        currencies: ['USD'],
        locales: ['en_US', 'fr_FR'],
        categoryTree: 'master',
        labels: { en_US: 'Ecommerce' },
      },
      { code: 'print', currencies: ['USD'], locales: ['en_US'], categoryTree: 'paper', labels: { en_US: 'Print' } },
    ],
    locales: [
      { code: 'en_US', enabled: true },
      { code: 'fr_FR', enabled: true },
      { code: 'de_DE', enabled: false },
    ],
    categories: [
      { code: 'ball_bearings', parent: 'bearings', labels: { en_US: 'Ball bearings' }, updated },
      { code: 'master', parent: null, labels: { en_US: 'Master' }, updated },
      { code: 'bearings', parent: 'master', labels: { en_US: 'Bearings', fr_FR: 'Roulements' }, updated },
      { code: 'pumps', parent: 'master', labels: { en_US: 'Pumps' }, updated: '2025-06-01T00:00:00Z' },
      { code: 'paper', parent: null, labels: { en_US: 'Paper catalogue' }, updated },
    ],
    attributeGroups: [
      { code: 'general', sortOrder: 0, labels: { en_US: 'General' } },
      { code: 'technical', sortOrder: 1, labels: { en_US: 'Technical' } },
    ],
    attributes: [
      attribute('sku', 'pim_catalog_identifier', { unique: true }),
      attribute('name', 'pim_catalog_text', { localizable: true }),
      attribute('description', 'pim_catalog_textarea', { localizable: true, scopable: true }),
      attribute('brand', 'pim_catalog_simpleselect', {
        options: [
          { code: 'skf', labels: { en_US: 'SKF', fr_FR: 'SKF' } },
          { code: 'hydra', labels: { en_US: 'Hydra' } },
        ],
      }),
      attribute('uses', 'pim_catalog_multiselect', {
        options: [
          { code: 'water', labels: { en_US: 'Water' } },
          { code: 'oil', labels: { en_US: 'Oil', fr_FR: 'Huile' } },
          { code: 'slurry', labels: { en_US: 'Slurry' } },
        ],
      }),
      attribute('bore', 'pim_catalog_metric', {
        metricFamily: 'Length',
        defaultMetricUnit: 'MILLIMETER',
        decimalsAllowed: true,
      }),
      attribute('power', 'pim_catalog_metric', { metricFamily: 'Power', defaultMetricUnit: 'HORSEPOWER' }),
      attribute('ball_count', 'pim_catalog_number', {}),
      attribute('load_rating', 'pim_catalog_number', { decimalsAllowed: true }),
      attribute('is_relubricable', 'pim_catalog_boolean', {}),
      attribute('released_on', 'pim_catalog_date', {}),
      attribute('series', 'pim_catalog_simpleselect', {
        options: [
          { code: 's62', labels: {} },
          { code: 's63', labels: {} },
        ],
      }),
      attribute('seal', 'pim_catalog_simpleselect', {
        options: [
          { code: '2rs', labels: { en_US: 'Rubber, both sides' } },
          { code: 'zz', labels: { en_US: 'Steel, both sides' } },
        ],
      }),
      attribute('pictures', 'pim_catalog_asset_collection', { assetFamily: 'pictures' }),
    ],
    measurementFamilies: [
      {
        code: 'Length',
        labels: { en_US: 'Length' },
        standardUnitCode: 'METER',
        units: [unit('METER', 'm', '1'), unit('MILLIMETER', 'mm', '0.001')],
      },
      {
        code: 'Power',
        labels: { en_US: 'Power' },
        standardUnitCode: 'WATT',
        units: [unit('WATT', 'W', '1'), unit('HORSEPOWER', 'hp', '745.699871582')],
      },
    ],
    families: [
      {
        code: 'bearing',
        labels: { en_US: 'Bearing' },
        attributes: [
          'sku',
          'name',
          'description',
          'brand',
          'bore',
          'ball_count',
          'load_rating',
          'is_relubricable',
          'released_on',
          'series',
          'seal',
          'pictures',
        ],
        attributeAsLabel: 'name',
        attributeAsImage: 'pictures',
        attributeRequirements: { ecommerce: ['sku', 'name', 'brand', 'seal'], print: ['sku', 'description'] },
      },
      {
        code: 'pump',
        labels: { en_US: 'Pump' },
        attributes: ['sku', 'name', 'description', 'brand', 'uses', 'power', 'pictures'],
        attributeAsLabel: 'name',
        attributeAsImage: null,
        attributeRequirements: { ecommerce: ['sku', 'name'] },
      },
      {
        code: 'unused',
        labels: {},
        attributes: ['sku'],
        attributeAsLabel: 'sku',
        attributeAsImage: null,
        attributeRequirements: {},
      },
    ],
    familyVariants: [
      {
        code: 'bearing_by_seal',
        family: 'bearing',
        labels: { en_US: 'By seal' },
        levels: [{ axes: ['seal'], attributes: ['sku', 'seal', 'ball_count', 'pictures'] }],
      },
      {
        code: 'bearing_by_series_and_seal',
        family: 'bearing',
        labels: { en_US: 'By series and seal' },
        levels: [
          { axes: ['series'], attributes: ['series', 'bore'] },
          { axes: ['seal'], attributes: ['sku', 'seal', 'ball_count'] },
        ],
      },
    ],
    associationTypes: [
      { code: 'ACCESSORY', labels: { en_US: 'Accessories' }, isQuantified: false, isTwoWay: false },
      { code: 'COMPATIBLE', labels: { en_US: 'Compatible' }, isQuantified: false, isTwoWay: true },
      { code: 'KIT', labels: { en_US: 'Kit' }, isQuantified: true, isTwoWay: false },
    ],
    productModels: [
      {
        code: 'ball_6205',
        familyVariant: 'bearing_by_seal',
        parent: null,
        categories: ['ball_bearings'],
        values: {
          name: [
            { locale: 'en_US', scope: null, data: 'Ball bearing 6205' },
            { locale: 'fr_FR', scope: null, data: 'Roulement à billes 6205' },
          ],
          description: [
            { locale: 'en_US', scope: 'ecommerce', data: 'For the web' },
            { locale: 'fr_FR', scope: 'ecommerce', data: 'Pour le web' },
            { locale: 'en_US', scope: 'print', data: 'For paper' },
          ],
          brand: [{ ...plain, data: 'skf' }],
          bore: [{ ...plain, data: { amount: '25', unit: 'MILLIMETER' } }],
          load_rating: [{ ...plain, data: '14.8' }],
          is_relubricable: [{ ...plain, data: false }],
          released_on: [{ ...plain, data: '2019-05-20T00:00:00Z' }],
        },
        associations: { ACCESSORY: { products: ['PX-200'] } },
        quantifiedAssociations: {},
        created,
        updated: '2025-09-01T12:00:00Z',
      },
      // Below comes before above: the import sorts it out.
      {
        code: 'ball_63',
        familyVariant: 'bearing_by_series_and_seal',
        parent: 'ball_by_series',
        categories: [],
        values: {
          series: [{ ...plain, data: 's63' }],
          bore: [{ ...plain, data: { amount: '30.5', unit: 'MILLIMETER' } }],
        },
        associations: {},
        quantifiedAssociations: {},
        created,
        updated,
      },
      {
        code: 'ball_by_series',
        familyVariant: 'bearing_by_series_and_seal',
        parent: null,
        categories: ['bearings'],
        values: { brand: [{ ...plain, data: 'skf' }], name: [{ locale: 'en_US', scope: null, data: 'Ball bearings' }] },
        associations: {},
        quantifiedAssociations: { KIT: { products: [{ identifier: 'PX-200', quantity: 4 }] } },
        created,
        updated,
      },
    ],
    products: [
      makeProduct('BRG-6205-2RS', {
        family: 'bearing',
        parent: 'ball_6205',
        values: {
          seal: [{ ...plain, data: '2rs' }],
          ball_count: [{ ...plain, data: '9' }],
          pictures: [{ ...plain, data: ['brg_6205_front', 'brg_6205_side'] }],
        },
        associations: { COMPATIBLE: { products: ['PX-150'] } },
      }),
      makeProduct('BRG-6205-ZZ', {
        family: 'bearing',
        parent: 'ball_6205',
        enabled: false,
        values: { seal: [{ ...plain, data: 'zz' }] },
      }),
      makeProduct('BRG-6306-ZZ', {
        family: 'bearing',
        parent: 'ball_63',
        categories: ['ball_bearings'],
        values: { seal: [{ ...plain, data: 'zz' }] },
        quantifiedAssociations: { KIT: { products: [{ identifier: 'PX-200', quantity: 1 }] } },
      }),
      makeProduct('PX-150', {
        categories: ['pumps'],
        values: {
          brand: [{ ...plain, data: 'hydra' }],
          uses: [{ ...plain, data: ['water', 'oil'] }],
          power: [{ ...plain, data: { amount: '2', unit: 'HORSEPOWER' } }],
        },
        updated: '2025-02-01T12:00:00Z',
      }),
      makeProduct('PX-200', {
        categories: ['pumps', 'paper'],
        values: {
          name: [{ locale: 'en_US', scope: null, data: 'Centrifugal pump' }],
          uses: [{ ...plain, data: ['slurry'] }],
        },
        associations: { ACCESSORY: { products: ['PX-150'], productModels: ['ball_6205'] } },
      }),
      makeProduct('LOOSE-1'),
      ...Array.from({ length: fillers }, (_, index) =>
        makeProduct(`FILLER-${index + 1}`, { categories: index % 2 === 0 ? ['pumps'] : [] }),
      ),
    ],
    assetFamilies: [
      {
        code: 'pictures',
        labels: { en_US: 'Pictures' },
        attributeAsMainMedia: 'file',
        attributes: [
          {
            code: 'file',
            type: 'media_file',
            labels: {},
            valuePerLocale: false,
            valuePerChannel: false,
            mediaType: 'image',
          },
          { code: 'alt_text', type: 'text', labels: {}, valuePerLocale: true, valuePerChannel: false },
          { code: 'caption', type: 'text', labels: {}, valuePerLocale: false, valuePerChannel: true },
          {
            code: 'role',
            type: 'single_option',
            labels: {},
            valuePerLocale: false,
            valuePerChannel: false,
            options: [
              { code: 'primary', labels: { en_US: 'Primary' } },
              { code: 'gallery', labels: {} },
            ],
          },
        ],
      },
      {
        code: 'links',
        labels: {},
        attributeAsMainMedia: 'url',
        attributes: [
          {
            code: 'url',
            type: 'media_link',
            labels: {},
            valuePerLocale: false,
            valuePerChannel: false,
            mediaType: 'other',
          },
        ],
      },
    ],
    assets: [
      {
        code: 'brg_6205_front',
        assetFamily: 'pictures',
        values: {
          file: [{ locale: null, channel: null, data: 'a/b/brg_6205_front.svg' }],
          alt_text: [
            { locale: 'en_US', channel: null, data: 'Front view' },
            { locale: 'fr_FR', channel: null, data: 'Vue de face' },
          ],
          caption: [
            { locale: null, channel: 'ecommerce', data: 'On the web' },
            { locale: null, channel: 'print', data: 'On paper' },
          ],
          role: [{ locale: null, channel: null, data: 'primary' }],
        },
        created,
        updated,
      },
      ...Array.from({ length: 120 }, (_, index) => ({
        code: index === 0 ? 'brg_6205_side' : `spare_${index}`,
        assetFamily: 'pictures',
        values: { file: [{ locale: null, channel: null, data: 'a/b/sheet.pdf' }] },
        created,
        updated: '2025-05-01T00:00:00Z',
      })),
      {
        code: 'film',
        assetFamily: 'links',
        values: { url: [{ locale: null, channel: null, data: 'https://films.example/6205' }] },
        created,
        updated,
      },
    ],
    mediaFiles: [
      media('a/b/brg_6205_front.svg', 'image/svg+xml', 'Bearing <6205> & seals'),
      media('a/b/sheet.pdf', 'application/pdf', 'Data sheet (6205) – Ø 25 mm'),
      media('a/b/model.step', 'model/step', "Bearing '6205' Ø25"),
      media('a/b/drawing.dxf', 'image/vnd.dxf', 'Bearing 6205'),
    ],
  };
}

function attribute(
  code: string,
  type: PimSeed['attributes'][number]['type'],
  rest: Partial<PimSeed['attributes'][number]>,
): PimSeed['attributes'][number] {
  const group = ['sku', 'name', 'description', 'brand'].includes(code) ? 'general' : 'technical';
  return { code, type, group, sortOrder: 0, localizable: false, scopable: false, labels: { en_US: code }, ...rest };
}

function unit(code: string, symbol: string, factor: string): PimSeed['measurementFamilies'][number]['units'][number] {
  return { code, labels: { en_US: code }, symbol, convertFromStandard: [{ operator: 'mul', value: factor }] };
}

function media(
  code: string,
  mimeType: PimSeed['mediaFiles'][number]['mimeType'],
  title: string,
): PimSeed['mediaFiles'][number] {
  return {
    code,
    originalFilename: code.split('/').at(-1) ?? code,
    mimeType,
    title,
    lines: ['Bore 25 mm', 'Width 15 mm'],
  };
}
