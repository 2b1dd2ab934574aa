// Pillow block units of series UCP 200 and their insert bearings; housing dimensions to ISO 3228 (JIS B 1559).
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';

/** Shaft, centre height h, length a, bolt spacing e, foot width b in millimetres; loads in kilonewtons. */
interface PillowBlock {
  itemReference: number;
  size: string;
  shaft: string;
  h: string;
  a: string;
  e: string;
  b: string;
  bolt: string;
  C: string;
  C0: string;
  massKg: string;
  price: string;
  stock: readonly [string, string, string];
}

type PillowBlockRow = readonly [
  itemReference: number,
  size: string,
  shaft: string,
  h: string,
  a: string,
  e: string,
  b: string,
  bolt: string,
  C: string,
  C0: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const rows: readonly PillowBlockRow[] = [
  [1101, '204', '20', '33.3', '127', '95', '38', 'M10', '12.8', '6.65', '0.66', '24.80', ['90', '18', '12']],
  [1102, '205', '25', '36.5', '140', '105', '38', 'M10', '14', '7.85', '0.81', '28.90', ['144', '24', '24']],
  [1103, '206', '30', '42.9', '165', '121', '48', 'M14', '19.5', '11.3', '1.24', '36.40', ['72', '12', '12']],
  [1104, '207', '35', '47.6', '167', '127', '48', 'M14', '25.7', '15.4', '1.58', '46.20', ['48', '12', '6']],
  [1105, '208', '40', '49.2', '184', '137', '54', 'M14', '29.1', '17.8', '1.89', '58.70', ['0', '4', '0']],
];

const pillowBlocks: readonly PillowBlock[] = rows.map(
  ([itemReference, size, shaft, h, a, e, b, bolt, C, C0, massKg, price, stock]) => ({
    itemReference,
    size,
    shaft,
    h,
    a,
    e,
    b,
    bolt,
    C,
    C0,
    massKg,
    price,
    stock,
  }),
);

function describePillowBlock(block: PillowBlock): ProductContent {
  const name = `UCP${block.size}`;
  const figures = [`Shaft ${block.shaft} mm, center height ${block.h} mm`, `Bolt spacing ${block.e} mm, ${block.bolt}`];
  return {
    family: 'pillow_block',
    categories: ['mounted_bearings'],
    name: translate(`Pillow block unit ${name}`, `Palier à semelle ${name}`, `Chumacera de piso ${name}`),
    shortDescription: translate(
      `Cast iron, shaft ${block.shaft} mm, center height ${block.h} mm, set screws`,
      `Fonte, arbre ${block.shaft} mm, hauteur d’axe ${block.h} mm, vis de blocage`,
      `Hierro fundido, flecha ${block.shaft} mm, altura al centro ${block.h} mm, prisioneros`,
    ),
    description: translate(
      `Relubricatable pillow block unit ${name} with insert bearing UC${block.size} in a gray cast iron housing. Self-aligning, locked to the shaft by two set screws; two ${block.bolt} mounting bolts at ${block.e} mm.`,
      `Palier à semelle regraissable ${name} avec roulement insert UC${block.size} dans un corps en fonte grise. Auto-aligneur, blocage par deux vis ; deux vis de fixation ${block.bolt} à ${block.e} mm d’entraxe.`,
    ),
    specifications: {
      shaft_diameter: measure.mm(block.shaft),
      centre_height: measure.mm(block.h),
      overall_length: measure.mm(block.a),
      bolt_spacing: measure.mm(block.e),
      width: measure.mm(block.b),
      mounting_bolt: block.bolt,
      dynamic_load_rating: measure.kilonewton(block.C),
      static_load_rating: measure.kilonewton(block.C0),
      body_material: 'cast_iron',
      standard: 'ISO 3228',
      mass: measure.kg(block.massKg),
    },
    eachWeightKg: block.massKg,
    hsCode: '8483.20',
    images: [createImage('primary', name, translate(`Pillow block unit ${name}`), figures)],
    documents: [...createDocuments('datasheet', name, ['en_US'], 320, figures), ...createCadFiles(name, 700, figures)],
  };
}

const insertFigures = ['Bore 25 mm, outside diameter 52 mm, inner ring 34.1 mm'];

const insertBearing: CatalogueProduct = {
  sku: 'UC205',
  itemReference: 1120,
  content: {
    family: 'insert_bearing',
    categories: ['mounted_bearings'],
    name: translate('Insert bearing UC205', 'Roulement insert UC205', 'Rodamiento de inserto UC205'),
    shortDescription: translate(
      'Spherical outside diameter, set screws, bore 25 mm',
      'Diamètre extérieur sphérique, vis de blocage, alésage 25 mm',
    ),
    description: translate(
      'Insert bearing UC205 with extended inner ring and two set screws; replacement for units UCP205 and UCF205.',
    ),
    specifications: {
      bore_diameter: measure.mm('25'),
      outside_diameter: measure.mm('52'),
      width: measure.mm('34.1'),
      dynamic_load_rating: measure.kilonewton('14'),
      static_load_rating: measure.kilonewton('7.85'),
      closure: 'two_seals',
      standard: 'ISO 9628',
      mass: measure.kg('0.21'),
    },
    eachWeightKg: '0.21',
    hsCode: '8482.10',
    images: [createImage('primary', 'UC205', translate('Insert bearing UC205'), insertFigures)],
    documents: createDocuments('datasheet', 'UC205', ['en_US'], 320, insertFigures),
  },
  trade: {
    brand: 'ironvale',
    countryOfOrigin: 'IT',
    leadTime: [3, 'STOCK'],
    lowStockThreshold: '10',
    listPrice: priceEach('14.60', ['12', '13.87']),
    stock: { DAY: '110', CHI: '12', HOU: '12' },
    packs: { innerPack: 10 },
    associations: { COMPATIBLE_WITH: ['UCP205'] },
  },
};

export const mountedBearings: readonly CatalogueProduct[] = [
  ...pillowBlocks.map((block): CatalogueProduct => {
    const [day, chi, hou] = block.stock;
    return {
      sku: `UCP${block.size}`,
      itemReference: block.itemReference,
      content: describePillowBlock(block),
      trade: {
        brand: 'ironvale',
        countryOfOrigin: 'IT',
        leadTime: [5, 'STOCK'],
        lowStockThreshold: '12',
        listPrice: priceEach(block.price),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { case: 12 },
        ...(block.size === '205'
          ? { associations: { SPARE_PART: ['UC205'], CONSUMABLE: ['LUB-EP2'], ACCESSORY: ['BLT-4017-M10X50-88'] } }
          : {}),
        ...(block.size === '208'
          ? { receipts: [{ warehouse: 'DAY', inDays: 12, quantity: '36', type: 'PURCHASE_ORDER' }] }
          : {}),
      },
    };
  }),
  insertBearing,
];
