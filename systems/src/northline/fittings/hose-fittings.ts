// Hose barbs, and cam and groove couplings of A-A-59326 (formerly MIL-C-27487).
import { createDocuments, createImage } from '../catalogue/documents.ts';
import { priceEach } from '../catalogue/list-price.ts';
import { measure } from '../catalogue/measure.ts';
import type { CatalogueProduct, ProductContent } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { translate } from '../catalogue/translations.ts';
import { nptThreads } from './npt-threads.ts';

type BarbRow = readonly [
  itemReference: number,
  hose: string,
  hoseInches: string,
  npt: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

// prettier-ignore
const barbs: readonly BarbRow[] = [
  [3101, '1/4', '0.25', '1/4', '0.028', '2.35', ['800', '150', '150']],
  [3102, '1/2', '0.5', '1/2', '0.062', '4.10', ['650', '125', '100']],
  [3103, '3/4', '0.75', '3/4', '0.118', '7.45', ['300', '50', '50']],
];

type CamlockRow = readonly [
  itemReference: number,
  type: keyof typeof camlockTypes,
  size: string,
  sizeCode: string,
  /** Working pressure of an aluminum coupling with nitrile gasket at 70 °F. */
  psi: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

const camlockTypes = {
  A: { english: 'adapter × female NPT', french: 'adaptateur × NPT femelle', thread: true },
  C: { english: 'coupler × hose shank', french: 'coupleur × queue cannelée', thread: false },
  D: { english: 'coupler × female NPT', french: 'coupleur × NPT femelle', thread: true },
  F: { english: 'adapter × male NPT', french: 'adaptateur × NPT mâle', thread: true },
} as const;

// prettier-ignore
const camlocks: readonly CamlockRow[] = [
  [3151, 'A', '2', '200', '250', '0.27', '11.80', ['60', '12', '24']],
  [3152, 'C', '2', '200', '250', '0.52', '17.40', ['84', '12', '36']],
  [3153, 'D', '2', '200', '250', '0.54', '18.20', ['48', '12', '24']],
  [3154, 'F', '2', '200', '250', '0.29', '11.20', ['72', '12', '24']],
];

function findThread(size: string) {
  const thread = nptThreads.get(size);
  if (thread === undefined) throw new RangeError(`NPT size ${size} is not in the table of threads.`);
  return thread;
}

function describeBarb([, hose, hoseInches, npt, massKg]: BarbRow): ProductContent {
  const thread = findThread(npt);
  const figures = [`Barb for ${hose} in hose × ${npt} in male NPT`];
  return {
    family: 'hose_fitting',
    categories: ['hose_fittings'],
    name: translate(
      `Hose barb, brass, ${hose} in × ${npt} in male NPT`,
      `Embout cannelé, laiton, ${hose} in × ${npt} in NPT mâle`,
      `Espiga para manguera, latón, ${hose} in × ${npt} in NPT macho`,
    ),
    shortDescription: translate(`For hose of ${hose} in inside diameter, 150 psi`),
    description: translate(
      `Brass hose barb for rubber hose of ${hose} in inside diameter, to a female ${npt} in NPT thread. Fasten with a clamp.`,
    ),
    specifications: {
      pipe_size: measure.inch(thread.inches),
      hose_size: measure.inch(hoseInches),
      thread: `${npt}-${thread.threadsPerInch} NPT`,
      connection: 'Barb × M',
      working_pressure: measure.psi('150'),
      temperature_max: measure.fahrenheit('160'),
      body_material: 'brass',
      standard: 'ASME B1.20.1',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '7412.20',
    images: [createImage('primary', 'Hose barb NPT, brass', translate('Hose barb, brass'), ['Barb × male NPT'])],
    documents: createDocuments('datasheet', `Hose barb ${hose} in`, ['en_US'], 365, figures),
  };
}

function describeCamlock([, type, size, , psi, massKg]: CamlockRow): ProductContent {
  const thread = findThread(size);
  const kind = camlockTypes[type];
  const figures = [`Type ${type}: ${kind.english}`, `${psi} psi at 70 °F`];
  return {
    family: 'hose_fitting',
    categories: ['hose_fittings'],
    name: translate(
      `Camlock type ${type}, aluminum, ${size} in`,
      `Raccord à cames type ${type}, aluminium, ${size} in`,
      `Conexión camlock tipo ${type}, aluminio, ${size} in`,
    ),
    shortDescription: translate(
      `${kind.english}, nitrile gasket, ${psi} psi`,
      `${kind.french}, joint nitrile, ${psi} psi`,
    ),
    description: translate(
      `Cam and groove coupling type ${type} (${kind.english}) in aluminum, interchangeable with all couplings to A-A-59326. Relieve the pressure before opening the cams.`,
    ),
    specifications: {
      pipe_size: measure.inch(size),
      ...(kind.thread ? { thread: `${size}-${thread.threadsPerInch} NPT` } : { hose_size: measure.inch(size) }),
      connection: `Type ${type}: ${kind.english}`,
      working_pressure: measure.psi(psi),
      temperature_max: measure.fahrenheit('160'),
      body_material: 'aluminium',
      seal_material: 'Nitrile',
      standard: 'A-A-59326',
      mass: measure.kg(massKg),
    },
    eachWeightKg: massKg,
    hsCode: '7609.00',
    images: [createImage('primary', `Camlock type ${type}`, translate(`Camlock coupling type ${type}`), figures)],
    documents: createDocuments('datasheet', `Camlock type ${type} ${size} in`, ['en_US'], 420, figures),
  };
}

export const hoseFittings: readonly CatalogueProduct[] = [
  ...barbs.map((row): CatalogueProduct => {
    const [itemReference, , , npt, , price, [day, chi, hou]] = row;
    return {
      sku: `FIT-BRB-NPT${findThread(npt).code}-BR`,
      itemReference,
      content: describeBarb(row),
      trade: {
        brand: 'tornado_brass',
        sellingUnits: [sell('EA', '1'), sell('BAG25', '25')],
        countryOfOrigin: 'US',
        leadTime: [3, 'STOCK'],
        lowStockThreshold: '50',
        listPrice: priceEach(price),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { innerPack: 25 },
      },
    };
  }),
  ...camlocks.map((row): CatalogueProduct => {
    const [itemReference, type, , sizeCode, , , price, [day, chi, hou]] = row;
    return {
      sku: `CAM-${sizeCode}-${type}-AL`,
      itemReference,
      content: describeCamlock(row),
      trade: {
        brand: 'ironvale',
        countryOfOrigin: 'TW',
        leadTime: [4, 'STOCK'],
        lowStockThreshold: '12',
        listPrice: priceEach(price),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { case: 24 },
        ...(type === 'C' ? { associations: { COMPATIBLE_WITH: ['CAM-200-F-AL', 'CAM-200-A-AL'] } } : {}),
      },
    };
  }),
];
