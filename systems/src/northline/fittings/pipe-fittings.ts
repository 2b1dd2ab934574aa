// The threaded fittings that Northline stocks, by hand: by the piece, the bag of 25, the case of 250.
import { priceEach } from '../catalogue/list-price.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { describePipeFitting, nameFittingSku } from './describe-pipe-fitting.ts';
import type { FittingMaterial, FittingShape } from './describe-pipe-fitting.ts';

type Row = readonly [
  itemReference: number,
  shape: FittingShape,
  size: string,
  material: FittingMaterial,
  massKg: string,
  /** US dollars each; from 25; from 250. */
  prices: readonly [string, string, string],
  stock: readonly [string, string, string],
];

// prettier-ignore
const rows: readonly Row[] = [
  [3001, 'elbow90', '1/4', 'brass', '0.045', ['3.15', '2.84', '2.46'], ['1250', '250', '125']],
  [3002, 'elbow90', '3/8', 'brass', '0.065', ['3.90', '3.51', '3.04'], ['900', '200', '100']],
  [3003, 'elbow90', '1/2', 'brass', '0.105', ['4.85', '4.37', '3.78'], ['1600', '300', '225']],
  [3004, 'elbow90', '3/4', 'brass', '0.165', ['7.60', '6.84', '5.93'], ['700', '150', '75']],
  [3005, 'elbow90', '1', 'brass', '0.28', ['12.90', '11.61', '10.06'], ['375', '75', '50']],
  [3006, 'tee', '1/2', 'brass', '0.145', ['6.70', '6.03', '5.23'], ['550', '100', '75']],
  [3007, 'coupling', '1/2', 'brass', '0.075', ['3.40', '3.06', '2.65'], ['1000', '200', '150']],
  [3008, 'nipple', '1/2', 'brass', '0.06', ['2.95', '2.66', '2.30'], ['1400', '250', '200']],
  [3009, 'elbow90', '1/2', 'stainless', '0.13', ['9.80', '8.82', '7.64'], ['300', '50', '75']],
  [3010, 'union', '1/2', 'stainless', '0.24', ['18.60', '16.74', '14.51'], ['0', '0', '25']],
];

/**
 * The carton of this coupling shrank from 250 to 240 and only the content team has heard of it: the PIM says 240, the
 * ERP still 250. Such a contradiction is what owners of a field are for.
 */
const contradictedCase = 'FIT-CPL-NPT12-BR';

export const pipeFittings: readonly CatalogueProduct[] = rows.map(
  ([itemReference, shape, size, material, massKg, prices, stock]) => {
    const sku = nameFittingSku({ shape, size, material });
    const [each, bag, carton] = prices;
    const [day, chi, hou] = stock;
    return {
      sku,
      itemReference,
      content: describePipeFitting({ shape, size, material, massKg }),
      trade: {
        brand: material === 'brass' ? 'tornado_brass' : 'ironvale',
        sellingUnits: [sell('EA', '1'), sell('BAG25', '25'), sell('CS250', '250')],
        countryOfOrigin: material === 'brass' ? 'US' : 'TW',
        leadTime: [3, 'STOCK'],
        lowStockThreshold: '50',
        listPrice: priceEach(each, ['25', bag], ['250', carton]),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { innerPack: 25, case: sku === contradictedCase ? 240 : 250 },
        ...(sku === 'FIT-ELB-NPT12-BR'
          ? { associations: { SUBSTITUTE: ['FIT-ELB-NPT12-SS'], CROSS_SELL: ['FIT-NIP-NPT12-BR'] } }
          : {}),
        ...(sku === 'FIT-UNI-NPT12-SS'
          ? { receipts: [{ warehouse: 'DAY', inDays: 11, quantity: '100', type: 'PURCHASE_ORDER' }] as const }
          : {}),
      },
    };
  },
);
