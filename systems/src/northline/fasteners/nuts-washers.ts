// Hex nuts to ISO 4032 and plain washers to ISO 7089, M6 to M20.
import { Decimal } from 'decimal.js';
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { pricePerHundred } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent, ProductTrade } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import { findMetricThread } from './metric-threads.ts';

export type NutClass = '8' | 'A2-70';

function describeHexNut(size: string, propertyClass: NutClass): ProductContent {
  const thread = findMetricThread(size);
  const isStainless = propertyClass === 'A2-70';
  const massKg = divideByHundred(thread.nutsMassKg);
  const subject = `Hex nut ISO 4032 ${size}`;
  const figures = [`Across flats ${thread.acrossFlats} mm, height ${thread.nutHeight} mm`];
  const finish = isStainless ? ['stainless', 'inox', 'inoxidable'] : ['zinc plated', 'zingué', 'galvanizada'];
  return {
    family: 'hex_nut',
    categories: ['nuts'],
    name: translate(
      `Hex nut ${size} ISO 4032 ${propertyClass}, ${finish[0]}`,
      `Écrou hexagonal ${size} ISO 4032 ${propertyClass}, ${finish[1]}`,
      `Tuerca hexagonal ${size} ISO 4032 ${propertyClass}, ${finish[2]}`,
    ),
    shortDescription: translate(
      `${thread.acrossFlats} mm across flats, ${thread.nutHeight} mm high`,
      `${thread.acrossFlats} mm sur plats, hauteur ${thread.nutHeight} mm`,
    ),
    description: translate(
      `Hexagon regular nut (style 1) to ISO 4032, ${isStainless ? 'stainless steel A2-70' : 'property class 8, zinc plated'}, thread ${size} × ${thread.pitch}. Pair it with bolts of ${isStainless ? 'the same steel' : 'class 8.8'}.`,
    ),
    specifications: {
      thread: size,
      thread_pitch: measure.mm(thread.pitch),
      width_across_flats: measure.mm(thread.acrossFlats),
      nut_height: measure.mm(thread.nutHeight),
      property_class: propertyClass,
      ...(isStainless ? {} : { proof_load: measure.newton(thread.nutProofLoad) }),
      body_material: isStainless ? 'stainless_a2' : 'carbon_steel',
      finish: isStainless ? 'plain' : 'zinc_plated',
      standard: 'ISO 4032',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '7318.16',
    images: [createImage('primary', subject, translate(subject, `Écrou ISO 4032 ${size}`), figures)],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US'], 500, figures),
      ...createCadFiles(subject, 500, figures),
    ],
  };
}

function describeWasher(size: string, isStainless: boolean): ProductContent {
  const thread = findMetricThread(size);
  const [inside, outside, thickness] = thread.washer;
  const massKg = divideByHundred(thread.washersMassKg);
  const subject = `Washer ISO 7089 ${size}`;
  const figures = [`${inside} × ${outside} × ${thickness} mm`];
  const finish = isStainless ? ['stainless A2', 'inox A2', 'inoxidable A2'] : ['zinc plated', 'zinguée', 'galvanizada'];
  return {
    family: 'washer',
    categories: ['washers'],
    name: translate(
      `Plain washer ${size} ISO 7089, ${finish[0]}`,
      `Rondelle plate ${size} ISO 7089, ${finish[1]}`,
      `Rondana plana ${size} ISO 7089, ${finish[2]}`,
    ),
    shortDescription: translate(
      `${inside} × ${outside} × ${thickness} mm, 200 HV`,
      `${inside} × ${outside} × ${thickness} mm, 200 HV`,
    ),
    description: translate(`Plain washer, normal series, product grade A, to ISO 7089, for bolts ${size}.`),
    specifications: {
      thread: size,
      inside_diameter: measure.mm(inside),
      outside_diameter: measure.mm(outside),
      thickness: measure.mm(thickness),
      property_class: '200 HV',
      body_material: isStainless ? 'stainless_a2' : 'carbon_steel',
      finish: isStainless ? 'plain' : 'zinc_plated',
      standard: 'ISO 7089',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '7318.22',
    images: [createImage('primary', subject, translate(subject, `Rondelle ISO 7089 ${size}`), figures)],
    documents: [
      ...createDocuments('datasheet', subject, ['en_US'], 500, figures),
      ...createCadFiles(subject, 500, figures),
    ],
  };
}

function divideByHundred(massKg: string): string {
  return new Decimal(massKg).div(100).toString();
}

type Row = readonly [itemReference: number, size: string, isStainless: boolean, price: string, day: string];

// prettier-ignore
const nuts: readonly Row[] = [
  [4101, 'M6', false, '2.10', '42000'],
  [4102, 'M8', false, '3.60', '38000'],
  [4103, 'M10', false, '6.20', '30000'],
  [4104, 'M12', false, '8.90', '26000'],
  [4105, 'M16', false, '19.40', '9000'],
  [4106, 'M20', false, '38.60', '3200'],
  [4107, 'M12', true, '24.80', '4000'],
];

// prettier-ignore
const washers: readonly Row[] = [
  [4151, 'M6', false, '1.05', '60000'],
  [4152, 'M8', false, '1.60', '52000'],
  [4153, 'M10', false, '2.70', '44000'],
  [4154, 'M12', false, '4.10', '36000'],
  [4155, 'M16', false, '7.40', '15000'],
  [4156, 'M20', false, '11.90', '6000'],
  [4157, 'M12', true, '9.80', '5000'],
];

function createTrade(price: string, day: string, isStainless: boolean, pack: 'nut' | 'washer'): ProductTrade {
  return {
    brand: 'ironvale',
    sellingUnits: [sell('BX100', '100'), sell('EA', '1', '10')],
    countryOfOrigin: isStainless ? 'TW' : 'DE',
    leadTime: [3, 'STOCK'],
    lowStockThreshold: pack === 'nut' ? '1000' : '2000',
    listPrice: pricePerHundred(price),
    stock: { DAY: day, CHI: '1500', HOU: '1200' },
    packs: { innerPack: 100 },
  };
}

export const hexNuts: readonly CatalogueProduct[] = nuts.map(([itemReference, size, isStainless, price, day]) => ({
  sku: `NUT-4032-${size}-${isStainless ? 'A2' : '8'}`,
  itemReference,
  content: describeHexNut(size, isStainless ? 'A2-70' : '8'),
  trade: createTrade(price, day, isStainless, 'nut'),
}));

export const plainWashers: readonly CatalogueProduct[] = washers.map(
  ([itemReference, size, isStainless, price, day]) => ({
    sku: `WSH-7089-${size}${isStainless ? '-A2' : ''}`,
    itemReference,
    content: describeWasher(size, isStainless),
    trade: createTrade(price, day, isStainless, 'washer'),
  }),
);
