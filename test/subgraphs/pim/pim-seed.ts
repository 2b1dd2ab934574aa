// A small PIM: one product with everything, one of each case that is told apart, and enough pumps for pages.
import { createHash } from 'node:crypto';
import type { PimSeed } from '@commerce-graph/systems';

type Product = PimSeed['products'][number];
type Attribute = PimSeed['attributes'][number];
type Values = Product['values'];

const updated = '2026-01-05T10:00:00+02:00';

function createUuid(sku: string): string {
  const hex = createHash('sha256').update(sku).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const same = (data: Values[string][number]['data']): Values[string] => [{ locale: null, scope: null, data }];
const inLocales = (texts: Record<string, string>, scope: string | null = null): Values[string] =>
  Object.entries(texts).map(([locale, data]) => ({ locale, scope, data }));

function createProduct(sku: string, product: Partial<Product> = {}): Product {
  return {
    uuid: createUuid(sku),
    identifier: sku,
    enabled: true,
    family: 'pump',
    parent: null,
    categories: ['pumps'],
    associations: {},
    quantifiedAssociations: {},
    created: updated,
    updated,
    values: {},
    ...product,
  };
}

function createAttribute(code: string, type: Attribute['type'], more: Partial<Attribute> = {}): Attribute {
  return {
    code,
    type,
    group: 'technical',
    sortOrder: 0,
    localizable: false,
    scopable: false,
    labels: { en_US: `Label of ${code}` },
    ...more,
  };
}

const length = { metricFamily: 'Length', defaultMetricUnit: 'MILLIMETER', decimalsAllowed: true } as const;
const weight = { metricFamily: 'Weight', defaultMetricUnit: 'KILOGRAM', decimalsAllowed: true } as const;

const texts = [
  createAttribute('sku', 'pim_catalog_identifier', { unique: true }),
  createAttribute('name', 'pim_catalog_text', { localizable: true }),
  createAttribute('range_name', 'pim_catalog_text', { localizable: true }),
  createAttribute('short_description', 'pim_catalog_text', { localizable: true }),
  createAttribute('description', 'pim_catalog_textarea', { localizable: true, scopable: true }),
  createAttribute('brand', 'pim_catalog_simpleselect', {
    options: [
      { code: 'nordlager', labels: { en_US: 'Nordlager', fr_FR: 'Nordlager' } },
      { code: 'hydra', labels: { en_US: 'Hydra Pumps' } },
    ],
  }),
  createAttribute('manufacturer_part_number', 'pim_catalog_text'),
  createAttribute('gtin', 'pim_catalog_text'),
  createAttribute('images', 'pim_catalog_asset_collection', { assetFamily: 'product_images' }),
  createAttribute('documents', 'pim_catalog_asset_collection', { assetFamily: 'product_documents' }),
];

const packaging = [
  createAttribute('each_gross_weight', 'pim_catalog_metric', weight),
  ...['inner_pack', 'case', 'pallet'].flatMap((level) => [
    createAttribute(`${level}_quantity`, 'pim_catalog_number'),
    createAttribute(`${level}_gtin`, 'pim_catalog_text'),
    createAttribute(`${level}_gross_weight`, 'pim_catalog_metric', weight),
  ]),
];

/** In the order of the family `bearing`, which is not that of the alphabet. */
const specifications = [
  createAttribute('width', 'pim_catalog_metric', length),
  createAttribute('bore', 'pim_catalog_metric', { ...length, labels: { en_US: 'Bore', fr_FR: 'Alésage' } }),
  createAttribute('temperature_max', 'pim_catalog_metric', {
    metricFamily: 'Temperature',
    negativeAllowed: true,
    decimalsAllowed: true,
  }),
  createAttribute('flow', 'pim_catalog_metric', { metricFamily: 'VolumeFlow', decimalsAllowed: true }),
  createAttribute('ball_count', 'pim_catalog_number'),
  createAttribute('load_rating', 'pim_catalog_number', { decimalsAllowed: true }),
  createAttribute('is_relubricable', 'pim_catalog_boolean'),
  createAttribute('released_on', 'pim_catalog_date'),
  createAttribute('seal', 'pim_catalog_simpleselect', {
    options: [
      { code: 'rubber', labels: { en_US: 'Rubber', fr_FR: 'Caoutchouc' } },
      { code: 'steel', labels: {} },
    ],
  }),
  createAttribute('uses', 'pim_catalog_multiselect', {
    options: [
      { code: 'water', labels: { en_US: 'Water', fr_FR: 'Eau' } },
      { code: 'oil', labels: { en_US: 'Oil' } },
    ],
  }),
  createAttribute('standard', 'pim_catalog_text'),
  createAttribute('note', 'pim_catalog_text', { localizable: true }),
  createAttribute('buying_note', 'pim_catalog_text', { group: 'internal' }),
];

const unit = (code: string, symbol: string, ...operations: ['mul' | 'div' | 'add' | 'sub', string][]) => ({
  code,
  symbol,
  labels: {},
  convertFromStandard: operations.map(([operator, value]) => ({ operator, value })),
});

const assetAttribute = (code: string, type: 'text' | 'media_file' | 'single_option', more: object = {}) => ({
  code,
  type,
  labels: {},
  valuePerLocale: false,
  valuePerChannel: false,
  ...more,
});

const option = (code: string) => ({ code, labels: {} });

const assetValue = (data: string, locale: string | null = null) => ({ locale, channel: null, data });

function createImage(code: string, role: string | undefined): PimSeed['assets'][number] {
  return {
    code,
    assetFamily: 'product_images',
    values: {
      media: [assetValue(`1/2/${code}.svg`)],
      ...(role !== undefined && { role: [assetValue(role)] }),
      alt_text: [assetValue(`Picture ${code}`, 'en_US'), assetValue(`Image ${code}`, 'fr_FR')],
    },
    created: updated,
    updated,
  };
}

function createDocument(code: string, type: string, language?: string): PimSeed['assets'][number] {
  return {
    code,
    assetFamily: 'product_documents',
    values: {
      media: [assetValue(`3/4/${code}.${language === undefined ? 'step' : 'pdf'}`)],
      type: [assetValue(type)],
      label: [assetValue(`Title of ${code}`, 'en_US'), assetValue(`Titre de ${code}`, 'fr_FR')],
      ...(language !== undefined && { language: [assetValue(language)] }),
      revision_date: [assetValue('2025-11-30')],
    },
    created: updated,
    updated,
  };
}

const assets = [
  createImage('front', 'primary'),
  createImage('side', undefined),
  createImage('lines', 'line_art'),
  ...Array.from({ length: 30 }, (_, index) => createImage(`pump_${index + 1}`, 'primary')),
  createDocument('sheet_en', 'datasheet', 'en_US'),
  createDocument('sheet_fr', 'datasheet', 'fr_FR'),
  createDocument('sds_en', 'sds', 'en_US'),
  createDocument('model', 'cad_3d'),
  createDocument('film', 'poster', 'en_US'),
];

/** The SKUs of a page, in the order of the alphabet. */
export const pumpSkus = Array.from({ length: 30 }, (_, index) => `PUMP-${String(index + 1).padStart(2, '0')}`);

const pumps = pumpSkus.map((sku, index) =>
  createProduct(sku, {
    parent: index < 4 ? (index % 2 === 0 ? 'range_small' : 'range_large') : null,
    values: {
      name: inLocales({ en_US: `Pump ${index + 1}` }),
      brand: same('hydra'),
      images: same([`pump_${index + 1}`]),
      flow: same({ amount: String(100 + index), unit: 'LITER_PER_MINUTE' }),
      ...(index < 4 && { seal: same(index < 2 ? 'rubber' : 'steel') }),
    },
    associations: { ACCESSORY: { products: ['BRG-1', pumpSkus[(index + 1) % 30] ?? ''] } },
  }),
);

/** A bearing with everything; its model lends it name, description and bore. */
const bearings = [
  createProduct('BRG-1', {
    family: 'bearing',
    parent: 'ball_6205',
    categories: ['supplier_one'],
    values: {
      short_description: inLocales({ en_US: 'Sealed ball bearing', es_MX: 'Rodamiento sellado' }),
      brand: same('nordlager'),
      manufacturer_part_number: same('6205-2RS1'),
      gtin: same('9520000000011'),
      images: same(['front', 'side', 'lines']),
      documents: same(['sheet_en', 'sheet_fr', 'sds_en', 'model', 'film']),
      each_gross_weight: same({ amount: '128.5', unit: 'GRAM' }),
      case_quantity: same('50'),
      case_gtin: same('19520000000018'),
      case_gross_weight: same({ amount: '15', unit: 'POUND' }),
      width: same({ amount: '15', unit: 'MILLIMETER' }),
      temperature_max: same({ amount: '-40', unit: 'FAHRENHEIT' }),
      flow: same({ amount: '1', unit: 'GALLON_PER_MINUTE' }),
      ball_count: same('9'),
      load_rating: same('14.80'),
      is_relubricable: same(false),
      released_on: same('2019-05-20T00:00:00Z'),
      seal: same('rubber'),
      uses: same(['water', 'oil']),
      standard: same('ISO 15'),
      note: inLocales({ fr_FR: 'Graissé à vie' }),
      buying_note: same('Cheaper in May'),
    },
    associations: {
      SUBSTITUTE: { products: ['BRG-2', 'BRG-OFF', 'PAPER-1'] },
      ACCESSORY: { products: ['PUMP-02', 'PUMP-01'], productModels: ['range_small'] },
      SEEN_TOGETHER: { products: ['PUMP-03'] },
    },
    quantifiedAssociations: { KIT_COMPONENT: { products: [{ identifier: 'PUMP-05', quantity: 4 }] } },
  }),
  createProduct('BRG-2', {
    family: 'bearing',
    parent: 'ball_6205',
    categories: [],
    values: { seal: same('steel'), each_gross_weight: same({ amount: '130', unit: 'GRAM' }) },
  }),
  createProduct('BRG-OFF', { family: 'bearing', enabled: false, categories: ['ball_bearings'] }),
  createProduct('PAPER-1', { categories: ['supplier_one'] }),
  createProduct('BARE-1', { categories: ['bearings'] }),
];

const createModel = (
  code: string,
  familyVariant: string,
  categories: string[],
  values: Values,
): PimSeed['productModels'][number] => ({
  code,
  familyVariant,
  parent: null,
  categories,
  values,
  associations: {},
  quantifiedAssociations: {},
  created: updated,
  updated,
});

export const pimSeed: PimSeed = {
  channels: [
    {
      code: 'ecommerce',
      currencies: ['USD'],
      locales: ['en_US', 'fr_FR', 'es_MX'],
      categoryTree: 'master',
      labels: {},
    },
    { code: 'print', currencies: ['USD'], locales: ['en_US'], categoryTree: 'suppliers', labels: {} },
  ],
  locales: ['en_US', 'fr_FR', 'es_MX'].map((code) => ({ code, enabled: true })),
  categories: [
    { code: 'master', parent: null, labels: { en_US: 'All products' }, updated },
    { code: 'bearings', parent: 'master', labels: { en_US: 'Bearings', fr_FR: 'Roulements' }, updated },
    { code: 'ball_bearings', parent: 'bearings', labels: { en_US: 'Ball bearings' }, updated },
    { code: 'pumps', parent: 'master', labels: { en_US: 'Pumps', fr_FR: 'Pompes' }, updated },
    { code: 'empty', parent: 'master', labels: {}, updated },
    { code: 'suppliers', parent: null, labels: {}, updated },
    { code: 'supplier_one', parent: 'suppliers', labels: { en_US: 'Supplier one' }, updated },
  ],
  attributeGroups: [
    { code: 'technical', sortOrder: 0, labels: { en_US: 'Technical', fr_FR: 'Technique' } },
    { code: 'internal', sortOrder: 1, labels: {} },
  ],
  attributes: [...texts, ...packaging, ...specifications],
  measurementFamilies: [
    {
      code: 'Length',
      labels: {},
      standardUnitCode: 'METER',
      units: [unit('METER', 'm', ['mul', '1']), unit('MILLIMETER', 'mm', ['mul', '0.001'])],
    },
    {
      code: 'Weight',
      labels: {},
      standardUnitCode: 'KILOGRAM',
      units: [
        unit('KILOGRAM', 'kg', ['mul', '1']),
        unit('GRAM', 'g', ['mul', '0.001']),
        unit('POUND', 'lb', ['mul', '0.45359237']),
      ],
    },
    {
      code: 'Temperature',
      labels: {},
      standardUnitCode: 'KELVIN',
      units: [
        unit('KELVIN', 'K', ['mul', '1']),
        unit('FAHRENHEIT', '°F', ['sub', '32'], ['div', '1.8'], ['add', '273.15']),
      ],
    },
    {
      code: 'VolumeFlow',
      labels: {},
      standardUnitCode: 'CUBIC_METER_PER_SECOND',
      units: [
        unit('CUBIC_METER_PER_SECOND', 'm³/s', ['mul', '1']),
        unit('LITER_PER_MINUTE', 'L/min', ['div', '60000']),
        unit('GALLON_PER_MINUTE', 'gpm', ['mul', '0.003785411784'], ['div', '60']),
      ],
    },
  ],
  families: [
    {
      code: 'bearing',
      labels: { en_US: 'Bearing', fr_FR: 'Roulement' },
      attributes: [...texts, ...packaging, ...specifications].map(({ code }) => code),
      attributeAsLabel: 'name',
      attributeAsImage: null,
      attributeRequirements: {},
    },
    {
      code: 'pump',
      labels: { en_US: 'Pump' },
      attributes: [...texts.map(({ code }) => code), 'flow', 'seal'],
      attributeAsLabel: 'name',
      attributeAsImage: null,
      attributeRequirements: {},
    },
  ],
  familyVariants: [
    {
      code: 'bearing_by_seal',
      family: 'bearing',
      labels: {},
      levels: [
        {
          axes: ['seal'],
          attributes: [...texts, ...packaging, ...specifications]
            .map(({ code }) => code)
            .filter((code) => !['name', 'range_name', 'description', 'bore'].includes(code)),
        },
      ],
    },
    {
      code: 'pump_by_seal',
      family: 'pump',
      labels: {},
      levels: [{ axes: ['seal'], attributes: ['sku', 'name', 'brand', 'images', 'flow', 'seal'] }],
    },
  ],
  associationTypes: [
    { code: 'ACCESSORY', labels: {}, isQuantified: false, isTwoWay: false },
    { code: 'SUBSTITUTE', labels: {}, isQuantified: false, isTwoWay: true },
    { code: 'SEEN_TOGETHER', labels: {}, isQuantified: false, isTwoWay: false },
    { code: 'KIT_COMPONENT', labels: {}, isQuantified: true, isTwoWay: false },
  ],
  productModels: [
    createModel('ball_6205', 'bearing_by_seal', ['ball_bearings'], {
      name: inLocales({ en_US: 'Ball bearing 6205', fr_FR: 'Roulement à billes 6205' }),
      range_name: inLocales({ en_US: 'Series 6205', fr_FR: 'Série 6205' }),
      description: [
        ...inLocales({ en_US: 'For the web', fr_FR: 'Pour le web' }, 'ecommerce'),
        ...inLocales({ en_US: 'For paper' }, 'print'),
      ],
      bore: same({ amount: '25', unit: 'MILLIMETER' }),
    }),
    createModel('range_small', 'pump_by_seal', ['pumps'], { range_name: inLocales({ en_US: 'Small pumps' }) }),
    createModel('range_large', 'pump_by_seal', ['pumps'], { range_name: inLocales({ en_US: 'Large pumps' }) }),
  ],
  products: [...bearings, ...pumps],
  assetFamilies: [
    {
      code: 'product_images',
      labels: {},
      attributeAsMainMedia: 'media',
      attributes: [
        assetAttribute('media', 'media_file', { mediaType: 'image' }),
        assetAttribute('role', 'single_option', { options: ['primary', 'gallery', 'line_art'].map(option) }),
        assetAttribute('alt_text', 'text', { valuePerLocale: true }),
      ],
    },
    {
      code: 'product_documents',
      labels: {},
      attributeAsMainMedia: 'media',
      attributes: [
        assetAttribute('media', 'media_file', { mediaType: 'other' }),
        assetAttribute('type', 'single_option', { options: ['datasheet', 'sds', 'cad_3d', 'poster'].map(option) }),
        assetAttribute('label', 'text', { valuePerLocale: true }),
        assetAttribute('language', 'single_option', { options: ['en_US', 'fr_FR'].map(option) }),
        assetAttribute('revision_date', 'text'),
      ],
    },
  ],
  assets,
  mediaFiles: assets.map(({ code, assetFamily, values }) => ({
    code: String(values['media']?.[0]?.data),
    originalFilename: code,
    mimeType: assetFamily === 'product_images' ? 'image/svg+xml' : 'application/pdf',
    title: code,
    lines: [],
  })),
};
