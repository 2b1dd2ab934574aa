// Spare parts of the PX series, and the kit that holds all a seal change needs.
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent, ProductTrade, Specifications } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

interface PumpPart {
  sku: string;
  itemReference: number;
  name: Translations;
  shortDescription: Translations;
  description: Translations;
  specifications: Specifications;
  massKg: string;
  hsCode: string;
  price: string;
  stock: readonly [string, string, string];
  associations?: ProductTrade['associations'];
}

const parts: readonly PumpPart[] = [
  {
    sku: 'PX-SEAL-58',
    itemReference: 2101,
    name: translate(
      'Mechanical seal 5/8 in, PX series',
      'Garniture mécanique 5/8 in, série PX',
      'Sello mecánico 5/8 in, serie PX',
    ),
    shortDescription: translate(
      'Carbon/ceramic, FKM bellows',
      'Carbone/céramique, soufflet FKM',
      'Carbón/cerámica, fuelle FKM',
    ),
    description: translate('Single inside mechanical seal for pump shafts of 5/8 in, for water up to 100 °C.'),
    specifications: {
      shaft_diameter: measure.inch('0.625'),
      body_material: 'carbon_ceramic',
      seal_material: 'FKM',
      temperature_max: measure.celsius('100'),
      mass: measure.kg('0.09'),
    },
    massKg: '0.09',
    hsCode: '8484.20',
    price: '38.50',
    stock: ['85', '12', '10'],
  },
  {
    sku: 'PX-GSK-VOL',
    itemReference: 2102,
    name: translate('Volute gasket, PX series', 'Joint de volute, série PX', 'Junta de voluta, serie PX'),
    shortDescription: translate('Aramid fiber, 1.5 mm', 'Fibre aramide, 1,5 mm', 'Fibra de aramida, 1.5 mm'),
    description: translate('Flat gasket between volute and adapter. Change it whenever the pump is opened.'),
    specifications: {
      outside_diameter: measure.mm('198'),
      inside_diameter: measure.mm('182'),
      thickness: measure.mm('1.5'),
      body_material: 'fibre_gasket',
      mass: measure.kg('0.015'),
    },
    massKg: '0.015',
    hsCode: '8484.10',
    price: '6.20',
    stock: ['160', '24', '20'],
  },
  {
    sku: 'PX-ORG-245',
    itemReference: 2103,
    name: translate('O-ring AS568-245, FKM', 'Joint torique AS568-245, FKM', 'O-ring AS568-245, FKM'),
    shortDescription: translate('4.359 in × 0.139 in, 75 Shore A', '4,359 in × 0,139 in, 75 Shore A'),
    description: translate('O-ring of size AS568-245 in FKM 75 Shore A; two are needed for each seal change.'),
    specifications: {
      // AS568-245: inside diameter 4.359 in, section 0.139 in.
      inside_diameter: measure.inch('4.359'),
      thickness: measure.inch('0.139'),
      body_material: 'fkm',
      temperature_max: measure.celsius('200'),
      mass: measure.kg('0.006'),
    },
    massKg: '0.006',
    hsCode: '4016.93',
    price: '3.10',
    stock: ['420', '60', '40'],
  },
  {
    sku: 'PX-SLG-58',
    itemReference: 2104,
    name: translate('Water slinger 5/8 in', 'Déflecteur 5/8 in', 'Deflector de agua 5/8 in'),
    shortDescription: translate('Nitrile, keeps leakage off the motor bearing'),
    description: translate(
      'Nitrile slinger for shafts of 5/8 in: throws off leakage before it reaches the motor bearing.',
    ),
    specifications: { shaft_diameter: measure.inch('0.625'), body_material: 'nitrile', mass: measure.kg('0.008') },
    massKg: '0.008',
    hsCode: '4016.93',
    price: '2.40',
    stock: ['190', '24', '24'],
  },
  {
    sku: 'PX-SLV-58',
    itemReference: 2105,
    name: translate('Shaft sleeve 5/8 in, stainless', 'Chemise d’arbre 5/8 in, inox'),
    shortDescription: translate('Stainless steel 316, for worn shafts'),
    description: translate('Replaceable shaft sleeve: restores the seal seat of a worn 56J motor shaft.'),
    specifications: { shaft_diameter: measure.inch('0.625'), body_material: 'stainless_316', mass: measure.kg('0.07') },
    massKg: '0.07',
    hsCode: '8413.91',
    price: '27.80',
    stock: ['34', '4', '4'],
  },
  {
    sku: 'PX-IMP-150',
    itemReference: 2106,
    name: translate('Impeller PX-150, brass', 'Roue PX-150, laiton', 'Impulsor PX-150, latón'),
    shortDescription: translate('Closed, 5.0 in, 7/16-20 thread', 'Fermée, 5,0 in, filetage 7/16-20'),
    description: translate('Closed impeller for PX-150, 5.0 in, screwed to the motor shaft by a 7/16-20 UNF thread.'),
    specifications: {
      outside_diameter: measure.inch('5'),
      thickness: measure.inch('1.1'),
      body_material: 'brass',
      mass: measure.kg('0.95'),
    },
    massKg: '0.95',
    hsCode: '8413.91',
    price: '104.00',
    stock: ['7', '0', '0'],
  },
  {
    sku: 'PX-IMP-200',
    itemReference: 2107,
    name: translate('Impeller PX-200, brass', 'Roue PX-200, laiton', 'Impulsor PX-200, latón'),
    shortDescription: translate('Closed, 5.4 in, 7/16-20 thread', 'Fermée, 5,4 in, filetage 7/16-20'),
    description: translate('Closed impeller for PX-200, 5.4 in, screwed to the motor shaft by a 7/16-20 UNF thread.'),
    specifications: {
      outside_diameter: measure.inch('5.4'),
      thickness: measure.inch('1.2'),
      body_material: 'brass',
      mass: measure.kg('1.1'),
    },
    massKg: '1.1',
    hsCode: '8413.91',
    price: '118.00',
    stock: ['21', '3', '2'],
    associations: { COMPATIBLE_WITH: ['PX-200', 'PX-200-V2'] },
  },
  {
    sku: 'PX-WRG-200',
    itemReference: 2108,
    name: translate('Wear ring PX-200', 'Bague d’usure PX-200'),
    shortDescription: translate('Brass, radial clearance 0.010 in'),
    description: translate(
      'Renewable wear ring of the PX-200 volute; restores efficiency when the clearance has doubled.',
    ),
    specifications: {
      outside_diameter: measure.inch('2.875'),
      inside_diameter: measure.inch('2.51'),
      thickness: measure.inch('0.5'),
      body_material: 'brass',
      mass: measure.kg('0.18'),
    },
    massKg: '0.18',
    hsCode: '8413.91',
    price: '32.40',
    stock: ['26', '2', '0'],
  },
];

function describePart(part: PumpPart): ProductContent {
  return {
    family: 'pump_part',
    categories: part.sku.startsWith('PX-ORG') ? ['pump_parts', 'o_rings'] : ['pump_parts'],
    name: part.name,
    shortDescription: part.shortDescription,
    description: part.description,
    specifications: part.specifications,
    eachWeightKg: part.massKg,
    hsCode: part.hsCode,
    images: [createImage('primary', part.sku, part.name, [part.shortDescription.en_US])],
    documents: createDocuments('datasheet', part.sku, ['en_US'], 260, [part.shortDescription.en_US]),
  };
}

const sealKitLines = ['Mechanical seal, volute gasket, two O-rings, slinger, silicone grease'];

const sealKit: CatalogueProduct = {
  sku: 'MRO-SEAL-KIT',
  itemReference: 2190,
  content: {
    family: 'kit',
    categories: ['pump_parts'],
    name: translate('Seal kit for PX pumps', 'Kit d’étanchéité pour pompes PX', 'Juego de sellos para bombas PX'),
    shortDescription: translate(
      'All that a seal change needs, in one bag',
      'Tout ce qu’il faut pour changer la garniture, en un sachet',
      'Todo lo necesario para cambiar el sello, en una bolsa',
    ),
    description: translate(
      'Mechanical seal, volute gasket, two O-rings, water slinger and a sachet of silicone grease for pumps PX-150 to PX-300.',
      'Garniture mécanique, joint de volute, deux joints toriques, déflecteur et dosette de graisse silicone pour pompes PX-150 à PX-300.',
    ),
    specifications: { mass: measure.kg('0.13') },
    eachWeightKg: '0.15',
    hsCode: '8484.90',
    images: [createImage('primary', 'MRO-SEAL-KIT', translate('Seal kit for PX pumps'), sealKitLines)],
    documents: createDocuments('installation_guide', 'Seal kit PX', ['en_US', 'fr_FR', 'es_MX'], 300, sealKitLines),
  },
  trade: {
    brand: 'hydra',
    type: 'KIT',
    baseUom: 'KT',
    sellingUnits: [{ uom: 'KT', numerator: '1', denominator: '1', minimumOrderQuantity: '1', orderIncrement: '1' }],
    countryOfOrigin: 'US',
    leadTime: [2, 'STOCK'],
    lowStockThreshold: '6',
    listPrice: priceEach('51.90', ['10', '48.80']),
    stock: { DAY: '38', CHI: '6', HOU: '6', 'CONS-ACME': '5' },
    associations: { COMPATIBLE_WITH: ['PX-150', 'PX-200', 'PX-200-V2', 'PX-300'] },
    kitComponents: [
      { sku: 'PX-SEAL-58', quantity: 1 },
      { sku: 'PX-GSK-VOL', quantity: 1 },
      { sku: 'PX-ORG-245', quantity: 2 },
      { sku: 'PX-SLG-58', quantity: 1 },
      { sku: 'LUB-SIL-5G', quantity: 1 },
    ],
  },
};

export const pumpParts: readonly CatalogueProduct[] = [
  ...parts.map((part): CatalogueProduct => {
    const [day, chi, hou] = part.stock;
    return {
      sku: part.sku,
      itemReference: part.itemReference,
      content: describePart(part),
      trade: {
        brand: 'hydra',
        countryOfOrigin: 'US',
        leadTime: [4, 'STOCK'],
        lowStockThreshold: '5',
        listPrice: priceEach(part.price),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { innerPack: 10 },
        ...(part.associations === undefined ? {} : { associations: part.associations }),
      },
    };
  }),
  sealKit,
];
