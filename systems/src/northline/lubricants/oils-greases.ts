// Oils by the pail, drum and tote, and greases by the cartridge, pail and drum.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent, SellingUnit } from '../catalogue/product.ts';
import { sell, sellFraction } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

export interface Oil {
  name: Translations;
  use: Translations;
  subject: string;
  /** ISO 3448. */
  viscosityGrade: string;
  viscosityIndex: string;
  flashPoint: string;
  pourPoint: string;
  standard: string;
  isFoodGrade: boolean;
}

function describeOil(oil: Oil): ProductContent {
  const figures = [`ISO VG ${oil.viscosityGrade}, viscosity index ${oil.viscosityIndex}`, oil.standard];
  return {
    family: 'oil',
    categories: ['oils'],
    name: oil.name,
    shortDescription: translate(
      `ISO VG ${oil.viscosityGrade}, pail, drum or tote`,
      `ISO VG ${oil.viscosityGrade}, seau, fût ou conteneur`,
      `ISO VG ${oil.viscosityGrade}, cubeta, tambor o contenedor`,
    ),
    description: oil.use,
    specifications: {
      viscosity_grade: `ISO VG ${oil.viscosityGrade}`,
      // The grade of ISO 3448 is the middle of its range of viscosities at 40 °C.
      viscosity_40c: measure.centistoke(oil.viscosityGrade),
      viscosity_index: oil.viscosityIndex,
      flash_point: measure.celsius(oil.flashPoint),
      pour_point: measure.celsius(oil.pourPoint),
      standard: oil.standard,
      certifications: oil.isFoodGrade ? ['nsf_h1'] : [],
      is_hazardous: false,
    },
    hsCode: '2710.19',
    images: [createImage('primary', oil.subject, oil.name, figures)],
    documents: [
      ...createDocuments('datasheet', oil.subject, ['en_US', 'fr_FR'], 200, figures),
      ...createDocuments('sds', oil.subject, ['en_US', 'fr_FR', 'es_MX'], 95, ['Not classified as hazardous (GHS)']),
    ],
  };
}

const oilUnits: readonly SellingUnit[] = [sell('PAIL20', '20'), sell('DRUM208', '208'), sell('TOTE1000', '1000')];

interface OilRecord {
  sku: string;
  itemReference: number;
  oil: Oil;
  /** US dollars a litre: by the pail, the drum, the tote. */
  prices: readonly [string, string, string];
  /** Litres. */
  stock: readonly [string, string, string];
}

const createHydraulicOil = (grade: string, flashPoint: string, pourPoint: string): Oil => ({
  name: translate(`Hydraulic oil AW ${grade}`, `Huile hydraulique AW ${grade}`, `Aceite hidráulico AW ${grade}`),
  use: translate(
    `Anti-wear hydraulic oil ISO VG ${grade} for vane, piston and gear pumps, with rust and oxidation inhibitors.`,
    `Huile hydraulique anti-usure ISO VG ${grade} pour pompes à palettes, à pistons et à engrenages.`,
    `Aceite hidráulico antidesgaste ISO VG ${grade} para bombas de paletas, pistones y engranes.`,
  ),
  subject: `Hydraulic oil AW ${grade}`,
  viscosityGrade: grade,
  viscosityIndex: '100',
  flashPoint,
  pourPoint,
  standard: 'ISO 11158 HM, DIN 51524-2',
  isFoodGrade: false,
});

const oils: readonly OilRecord[] = [
  {
    sku: 'LUB-HYD-32',
    itemReference: 7001,
    oil: createHydraulicOil('32', '210', '-33'),
    prices: ['5.10', '4.35', '3.80'],
    stock: ['6240', '800', '2080'],
  },
  {
    sku: 'LUB-HYD-46',
    itemReference: 7002,
    oil: createHydraulicOil('46', '220', '-30'),
    prices: ['5.10', '4.35', '3.80'],
    stock: ['9360', '1248', '3120'],
  },
  {
    sku: 'LUB-HYD-68',
    itemReference: 7003,
    oil: createHydraulicOil('68', '230', '-27'),
    prices: ['5.25', '4.48', '3.92'],
    stock: ['4160', '416', '1040'],
  },
  {
    sku: 'LUB-GEAR-220',
    itemReference: 7004,
    oil: {
      name: translate('Gear oil EP 220', 'Huile d’engrenages EP 220', 'Aceite para engranes EP 220'),
      use: translate(
        'Extreme pressure gear oil ISO VG 220 for enclosed industrial gears under shock loads.',
        'Huile d’engrenages extrême pression ISO VG 220 pour réducteurs fermés soumis à des chocs.',
      ),
      subject: 'Gear oil EP 220',
      viscosityGrade: '220',
      viscosityIndex: '97',
      flashPoint: '240',
      pourPoint: '-21',
      standard: 'ISO 12925-1 CKD, AGMA 9005 EP',
      isFoodGrade: false,
    },
    prices: ['6.35', '5.45', '4.90'],
    stock: ['3120', '208', '624'],
  },
  {
    sku: 'LUB-FG-150',
    itemReference: 7005,
    oil: {
      name: translate('Food grade oil FG 150', 'Huile alimentaire FG 150', 'Aceite grado alimenticio FG 150'),
      use: translate('White oil with anti-wear additives for machines where food may be touched by chance (NSF H1).'),
      subject: 'Food grade oil FG 150',
      viscosityGrade: '150',
      viscosityIndex: '105',
      flashPoint: '236',
      pourPoint: '-15',
      standard: 'NSF H1, ISO 21469',
      isFoodGrade: true,
    },
    prices: ['13.90', '12.20', '11.40'],
    stock: ['640', '0', '0'],
  },
];

const greaseFigures = ['NLGI 2, lithium complex, −20 to 130 °C'];
const siliconeFigures = ['5 g, for O-rings and seals, −40 to 200 °C'];

const greases: readonly CatalogueProduct[] = [
  {
    sku: 'LUB-EP2',
    itemReference: 7051,
    content: {
      family: 'grease',
      categories: ['greases'],
      name: translate('Lithium grease EP 2', 'Graisse lithium EP 2', 'Grasa de litio EP 2'),
      shortDescription: translate(
        'NLGI 2, extreme pressure, cartridge, pail or drum',
        'NLGI 2, extrême pression, cartouche, seau ou fût',
        'NLGI 2, extrema presión, cartucho, cubeta o tambor',
      ),
      description: translate(
        'Multipurpose grease with lithium complex soap and extreme pressure additives for rolling and plain bearings.',
        'Graisse multiusage au savon lithium complexe avec additifs extrême pression pour roulements et paliers lisses.',
      ),
      specifications: {
        nlgi_grade: '2',
        thickener: 'Lithium complex',
        temperature_min: measure.celsius('-20'),
        temperature_max: measure.celsius('130'),
        standard: 'DIN 51825 KP2K-20',
        certifications: [],
        is_hazardous: false,
      },
      hsCode: '3403.19',
      images: [createImage('primary', 'LUB-EP2', translate('Grease cartridge'), greaseFigures)],
      documents: [
        ...createDocuments('datasheet', 'Lithium grease EP 2', ['en_US', 'fr_FR'], 200, greaseFigures),
        ...createDocuments('sds', 'Lithium grease EP 2', ['en_US', 'fr_FR', 'es_MX'], 95, [
          'Not classified as hazardous (GHS)',
        ]),
      ],
    },
    trade: {
      brand: 'oleon',
      baseUom: 'KG',
      // A cartridge of 400 g is two fifths of a kilogram.
      sellingUnits: [sellFraction('CART400', '2', '5'), sell('PAIL18', '18'), sell('DRUM180', '180')],
      countryOfOrigin: 'US',
      leadTime: [2, 'STOCK'],
      lowStockThreshold: '90',
      listPrice: priceEach('14.50', ['18', '12.30'], ['180', '10.85']),
      stock: { DAY: '1260', CHI: '180', HOU: '216' },
    },
  },
  {
    sku: 'LUB-SIL-5G',
    itemReference: 7052,
    content: {
      family: 'grease',
      categories: ['greases'],
      name: translate(
        'Silicone grease, sachet of 5 g',
        'Graisse silicone, dosette de 5 g',
        'Grasa de silicón, sobre de 5 g',
      ),
      shortDescription: translate('For O-rings and seals'),
      description: translate('Silicone grease for fitting elastomer seals; safe for drinking water.'),
      specifications: {
        nlgi_grade: '2',
        thickener: 'Silica',
        temperature_min: measure.celsius('-40'),
        temperature_max: measure.celsius('200'),
        content_weight: measure.kg('0.005'),
        certifications: ['nsf_61'],
        is_hazardous: false,
      },
      eachWeightKg: '0.007',
      hsCode: '3403.99',
      images: [createImage('primary', 'LUB-SIL-5G', translate('Sachet of silicone grease'), siliconeFigures)],
      documents: createDocuments('sds', 'Silicone grease', ['en_US', 'fr_FR', 'es_MX'], 130, [
        'Not classified as hazardous (GHS)',
      ]),
    },
    trade: {
      brand: 'oleon',
      countryOfOrigin: 'US',
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '50',
      listPrice: priceEach('0.95', ['100', '0.74']),
      stock: { DAY: '600', CHI: '60', HOU: '60' },
      packs: { innerPack: 50 },
    },
  },
];

export const oilsAndGreases: readonly CatalogueProduct[] = [
  ...oils.map(({ sku, itemReference, oil, prices: [pail, drum, tote], stock: [day, chi, hou] }): CatalogueProduct => ({
    sku,
    itemReference,
    content: describeOil(oil),
    trade: {
      brand: 'oleon',
      baseUom: 'L',
      // Only the hydraulic oil that everybody uses is also delivered by tanker.
      sellingUnits: sku === 'LUB-HYD-46' ? [...oilUnits, sell('L', '1', '500', '0.1')] : oilUnits,
      countryOfOrigin: 'US',
      leadTime: [3, 'STOCK'],
      lowStockThreshold: '416',
      listPrice: priceEach(pail, ['208', drum], ['1000', tote]),
      stock: { DAY: day, CHI: chi, HOU: hou },
    },
  })),
  ...greases,
];
