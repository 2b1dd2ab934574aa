// The hex bolts that Northline stocks, by hand: priced per hundred, sold by the box of 100, the keg and in tens.
import { Decimal } from 'decimal.js';
import { pricePerHundred } from '../catalogue/list-price.ts';
import type { CatalogueProduct, ProductTrade } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { computeBoltMass, describeHexBolt, nameBolt, nameBoltClass } from './describe-hex-bolt.ts';
import type { BoltClass, BoltFinish, BoltStandard } from './describe-hex-bolt.ts';

type Row = readonly [
  itemReference: number,
  standard: BoltStandard,
  size: string,
  length: number,
  propertyClass: BoltClass,
  finish: BoltFinish,
  /** US dollars per hundred; from 1 000 on. */
  prices: readonly [string, string],
  stock: readonly [string, string, string],
];

// prettier-ignore
const rows: readonly Row[] = [
  [4001, 'ISO 4017', 'M6', 20, '8.8', 'zinc_plated', ['6.40', '5.85'], ['24000', '3000', '2000']],
  [4002, 'ISO 4017', 'M6', 30, '8.8', 'zinc_plated', ['7.60', '6.95'], ['18000', '2500', '2000']],
  [4003, 'ISO 4017', 'M8', 25, '8.8', 'zinc_plated', ['10.80', '9.90'], ['21000', '3000', '2500']],
  [4004, 'ISO 4017', 'M8', 40, '8.8', 'zinc_plated', ['13.90', '12.70'], ['16000', '2000', '2000']],
  [4005, 'ISO 4017', 'M10', 30, '8.8', 'zinc_plated', ['18.40', '16.80'], ['14000', '2000', '1500']],
  [4006, 'ISO 4017', 'M10', 50, '8.8', 'zinc_plated', ['24.60', '22.50'], ['12000', '2000', '1500']],
  [4007, 'ISO 4017', 'M12', 40, '8.8', 'zinc_plated', ['31.80', '29.10'], ['9000', '1500', '1000']],
  [4008, 'ISO 4017', 'M12', 50, '8.8', 'zinc_plated', ['36.40', '33.30'], ['15000', '2000', '1800']],
  [4009, 'ISO 4017', 'M12', 60, '8.8', 'zinc_plated', ['41.20', '37.70'], ['8000', '1000', '1000']],
  [4010, 'ISO 4017', 'M12', 80, '8.8', 'zinc_plated', ['52.50', '48.00'], ['4200', '600', '500']],
  [4011, 'ISO 4017', 'M16', 60, '8.8', 'zinc_plated', ['78.40', '71.70'], ['3600', '400', '400']],
  [4012, 'ISO 4017', 'M16', 80, '8.8', 'zinc_plated', ['96.80', '88.60'], ['2400', '300', '200']],
  [4013, 'ISO 4017', 'M20', 80, '8.8', 'zinc_plated', ['171.00', '156.50'], ['1200', '100', '100']],
  [4014, 'ISO 4017', 'M12', 50, '10.9', 'black_oxide', ['54.90', '50.20'], ['5200', '500', '800']],
  [4015, 'ISO 4017', 'M16', 80, '10.9', 'black_oxide', ['139.00', '127.20'], ['900', '100', '200']],
  [4016, 'ISO 4017', 'M8', 25, 'A2-70', 'plain', ['29.40', '26.90'], ['6400', '800', '800']],
  [4017, 'ISO 4017', 'M10', 40, 'A2-70', 'plain', ['58.70', '53.70'], ['3000', '400', '400']],
  [4018, 'ISO 4017', 'M12', 50, 'A2-70', 'plain', ['98.20', '89.80'], ['2200', '200', '300']],
  [4019, 'ISO 4014', 'M12', 80, '8.8', 'zinc_plated', ['56.30', '51.50'], ['3000', '400', '300']],
  [4020, 'ISO 4014', 'M12', 100, '8.8', 'zinc_plated', ['69.80', '63.90'], ['1800', '200', '200']],
  [4021, 'ISO 4014', 'M16', 100, '8.8', 'hot_dip_galvanized', ['148.00', '135.40'], ['700', '100', '0']],
  [4022, 'ISO 4014', 'M20', 120, '8.8', 'hot_dip_galvanized', ['286.00', '261.70'], ['0', '0', '0']],
  [4023, 'DIN 933', 'M10', 30, '8.8', 'zinc_plated', ['19.90', '18.20'], ['2600', '0', '0']],
  [4024, 'DIN 933', 'M12', 50, '8.8', 'zinc_plated', ['38.90', '35.60'], ['1900', '0', '0']],
];

/** Ranges whose lengths are variants of one product model. */
const boltModels = [
  'BLT_4017_M6_88',
  'BLT_4017_M8_88',
  'BLT_4017_M10_88',
  'BLT_4017_M12_88',
  'BLT_4017_M16_88',
  'BLT_4014_M12_88',
] as const;

/** What differs from the row's rule, by SKU. */
const particulars: Readonly<Record<string, Partial<ProductTrade>>> = {
  'BLT-4017-M12X50-88': {
    receipts: [{ warehouse: 'DAY', inDays: 7, quantity: '20000', type: 'PURCHASE_ORDER' }],
    associations: {
      ACCESSORY: ['NUT-4032-M12-8', 'WSH-7089-M12'],
      SUBSTITUTE: ['BLT-4017-M12X50-A2', 'BLT-DIN933-M12X50-88'],
    },
  },
  'BLT-4014-M20X120-88': {
    receipts: [{ warehouse: 'DAY', inDays: 25, quantity: '1000', type: 'PURCHASE_ORDER' }],
    leadTime: [20, 'SUPPLIER'],
  },
  // DIN 933 gave way to ISO 4017, whose heads are a millimetre narrower at M10 and M12.
  'BLT-DIN933-M10X30-88': { status: 'PHASE_OUT', isBackorderAllowed: false },
  'BLT-DIN933-M12X50-88': { status: 'PHASE_OUT', isBackorderAllowed: false },
};

export const hexBolts: readonly CatalogueProduct[] = rows.map(
  ([itemReference, standard, size, length, propertyClass, finish, prices, stock]) => {
    const bolt = { standard, size, length, propertyClass, finish };
    const modelCode = `BLT_${standard.slice(4)}_${size}_${nameBoltClass(propertyClass)}`;
    const model = boltModels.find((code) => code === modelCode);
    const sku = `BLT-${nameBolt(bolt)}`;
    const [hundred, thousand] = prices;
    const [day, chi, hou] = stock;
    return {
      sku,
      itemReference,
      content: describeHexBolt(model === undefined ? bolt : { ...bolt, model }),
      trade: {
        brand: 'ironvale',
        sellingUnits: [
          sell('BX100', '100'),
          sell('KEG', computeKegQuantity(computeBoltMass(bolt))),
          sell('EA', '1', '10'),
        ],
        countryOfOrigin: propertyClass === 'A2-70' ? 'TW' : 'DE',
        leadTime: [3, 'STOCK'],
        lowStockThreshold: '500',
        listPrice: pricePerHundred(hundred, ['1000', thousand]),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { innerPack: 100 },
        ...particulars[sku],
      },
    };
  },
);

/** A keg holds about 50 kg, in whole hundreds; of the heaviest bolts one hundred. */
export function computeKegQuantity(massKg: string): string {
  return Decimal.max(1, new Decimal(50).div(massKg).div(100).floor()).times(100).toString();
}
