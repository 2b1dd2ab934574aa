// Ball valves, and the kit to fit one.
import { createCadFiles, createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { translate } from '../catalogue/translations.ts';
import { nptThreads } from './npt-threads.ts';

type ValveRow = readonly [
  itemReference: number,
  size: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const valves: readonly ValveRow[] = [
  [3201, '1/2', '0.22', '11.40', ['240', '48', '36']],
  [3202, '3/4', '0.36', '16.80', ['180', '36', '24']],
  [3203, '1-1/2', '1.28', '48.90', ['60', '12', '6']],
];

function describeValve(size: string, massKg: string): ProductContent {
  const thread = nptThreads.get(size);
  if (thread === undefined) throw new RangeError(`NPT size ${size} is not in the table of threads.`);
  const figures = [`${size} in NPT F × F, full port`, '600 psi WOG, 150 psi saturated steam'];
  return {
    family: 'valve',
    categories: ['valves'],
    name: translate(
      `Ball valve, brass, ${size} in NPT`,
      `Vanne à boisseau sphérique, laiton, ${size} in NPT`,
      `Válvula de bola, latón, ${size} in NPT`,
    ),
    shortDescription: translate(
      'Full port, two-piece, lever handle, 600 psi WOG',
      'Passage intégral, deux pièces, levier, 600 psi',
    ),
    description: translate(
      `Two-piece full port ball valve in lead-free brass with ${size} in NPT female ends, PTFE seats and blow-out proof stem.`,
      `Vanne deux pièces à passage intégral en laiton sans plomb, taraudée ${size} in NPT, sièges PTFE, tige inéjectable.`,
    ),
    specifications: {
      pipe_size: measure.inch(thread.inches),
      thread: `${size}-${thread.threadsPerInch} NPT`,
      threads_per_inch: thread.threadsPerInch,
      connection: 'F × F',
      working_pressure: measure.psi('600'),
      temperature_min: measure.fahrenheit('-20'),
      temperature_max: measure.fahrenheit('366'),
      body_material: 'brass',
      seal_material: 'PTFE',
      standard: 'MSS SP-110',
      certifications: ['csa', 'nsf_61'],
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '8481.80',
    images: [createImage('primary', `Ball valve ${size} in`, translate(`Ball valve, brass, ${size} in`), figures)],
    documents: [
      ...createDocuments('datasheet', `Ball valve ${size} in`, ['en_US', 'es_MX'], 280, figures),
      ...createCadFiles(`Ball valve ${size} in`, 280, figures),
    ],
  };
}

const valveKitLines = ['Ball valve 1/2 in, two hex nipples, one coupling'];

const valveKit: CatalogueProduct = {
  sku: 'KIT-VALVE-ASM',
  itemReference: 3290,
  content: {
    family: 'kit',
    categories: ['valves'],
    name: translate(
      'Valve assembly kit, 1/2 in NPT',
      'Kit de montage de vanne, 1/2 in NPT',
      'Juego de válvula, 1/2 in NPT',
    ),
    shortDescription: translate('Ball valve with nipples and coupling'),
    description: translate(
      'Ball valve, two hex nipples and a coupling, all 1/2 in NPT brass, to put a shut-off into a line.',
    ),
    specifications: { certifications: ['nsf_61'], mass: measure.kg('0.415') },
    eachWeightKg: '0.44',
    hsCode: '8481.80',
    images: [createImage('primary', 'KIT-VALVE-ASM', translate('Valve assembly kit'), valveKitLines)],
    documents: createDocuments('installation_guide', 'Valve assembly kit', ['en_US'], 280, valveKitLines),
  },
  trade: {
    brand: 'northline',
    type: 'KIT',
    baseUom: 'KT',
    sellingUnits: [{ uom: 'KT', numerator: '1', denominator: '1', minimumOrderQuantity: '1', orderIncrement: '1' }],
    countryOfOrigin: 'US',
    leadTime: [3, 'STOCK'],
    listPrice: priceEach('19.80'),
    stock: { DAY: '24', HOU: '6' },
    kitComponents: [
      { sku: 'VLV-BALL-NPT12-BR', quantity: 1 },
      { sku: 'FIT-NIP-NPT12-BR', quantity: 2 },
      { sku: 'FIT-CPL-NPT12-BR', quantity: 1 },
    ],
  },
};

export const valveProducts: readonly CatalogueProduct[] = [
  ...valves.map(([itemReference, size, massKg, price, [day, chi, hou]]): CatalogueProduct => ({
    sku: `VLV-BALL-NPT${nptThreads.get(size)?.code ?? size}-BR`,
    itemReference,
    content: describeValve(size, massKg),
    trade: {
      brand: 'tornado_brass',
      countryOfOrigin: 'IT',
      leadTime: [4, 'STOCK'],
      lowStockThreshold: '24',
      listPrice: priceEach(price),
      stock: { DAY: day, CHI: chi, HOU: hou },
      packs: { innerPack: 12 },
    },
  })),
  valveKit,
];
