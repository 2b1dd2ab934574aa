// The deep groove ball bearings that Northline stocks, by hand.
import { priceEach } from '../catalogue/list-price.ts';
import type { CatalogueProduct, ProductTrade } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { describeDeepGrooveBearing, nameBearing } from './describe-deep-groove-bearing.ts';
import type { BearingClosure } from './describe-deep-groove-bearing.ts';

type Row = readonly [
  itemReference: number,
  designation: string,
  closure: BearingClosure,
  clearance: 'CN' | 'C3',
  brand: ProductTrade['brand'],
  countryOfOrigin: string,
  /** US dollars each; from 12; from 100. */
  prices: readonly [string, string, string],
  /** On hand in Dayton, Chicago, Houston. */
  stock: readonly [string, string, string],
];

// prettier-ignore
const rows: readonly Row[] = [
  [1001, '6000', 'two_seals', 'CN', 'kestrel', 'SI', ['6.85', '6.50', '5.98'], ['640', '80', '60']],
  [1002, '6001', 'two_seals', 'CN', 'kestrel', 'SI', ['7.10', '6.74', '6.20'], ['520', '60', '48']],
  [1003, '6002', 'two_seals', 'CN', 'kestrel', 'SI', ['7.60', '7.22', '6.64'], ['480', '60', '36']],
  [1004, '6003', 'two_seals', 'CN', 'kestrel', 'SI', ['8.25', '7.84', '7.21'], ['410', '48', '24']],
  [1005, '6004', 'two_seals', 'CN', 'kestrel', 'SI', ['10.90', '10.36', '9.53'], ['360', '48', '36']],
  [1006, '6005', 'two_seals', 'CN', 'kestrel', 'SI', ['12.40', '11.78', '10.84'], ['300', '36', '24']],
  [1007, '6006', 'two_shields', 'C3', 'kestrel', 'SI', ['15.75', '14.96', '13.77'], ['220', '24', '12']],
  [1008, '6200', 'two_seals', 'CN', 'kestrel', 'SI', ['6.95', '6.60', '6.08'], ['700', '96', '72']],
  [1009, '6201', 'two_seals', 'CN', 'kestrel', 'SI', ['7.45', '7.08', '6.51'], ['690', '96', '60']],
  [1010, '6202', 'two_seals', 'CN', 'kestrel', 'SI', ['7.95', '7.55', '6.95'], ['820', '120', '84']],
  [1011, '6203', 'two_seals', 'CN', 'kestrel', 'SI', ['9.20', '8.74', '8.04'], ['760', '108', '72']],
  [1012, '6204', 'two_seals', 'CN', 'kestrel', 'SI', ['12.95', '12.30', '11.32'], ['540', '72', '60']],
  [1013, '6205', 'two_seals', 'CN', 'kestrel', 'SI', ['18.40', '17.95', '16.90'], ['480', '60', '36']],
  [1014, '6205', 'two_shields', 'CN', 'kestrel', 'SI', ['17.60', '17.15', '16.10'], ['240', '36', '24']],
  [1015, '6206', 'two_seals', 'CN', 'kestrel', 'SI', ['22.80', '21.66', '19.93'], ['310', '48', '24']],
  [1016, '6206', 'two_shields', 'C3', 'kestrel', 'SI', ['22.10', '21.00', '19.32'], ['180', '24', '0']],
  [1017, '6207', 'two_seals', 'CN', 'kestrel', 'SI', ['31.50', '29.93', '27.53'], ['150', '24', '12']],
  [1018, '6208', 'two_shields', 'C3', 'kestrel', 'DE', ['38.90', '36.96', '34.00'], ['120', '12', '12']],
  [1019, '6209', 'open', 'CN', 'kestrel', 'DE', ['44.20', '41.99', '38.63'], ['64', '8', '6']],
  [1020, '6210', 'two_shields', 'C3', 'kestrel', 'DE', ['52.60', '49.97', '45.97'], ['48', '6', '6']],
  [1021, '6212', 'open', 'C3', 'kestrel', 'DE', ['78.30', '74.39', '68.43'], ['18', '4', '0']],
  [1022, '6300', 'two_seals', 'CN', 'kestrel', 'SI', ['9.80', '9.31', '8.57'], ['260', '36', '24']],
  [1023, '6302', 'two_seals', 'CN', 'kestrel', 'SI', ['11.30', '10.74', '9.88'], ['240', '36', '24']],
  [1024, '6304', 'two_seals', 'CN', 'kestrel', 'SI', ['17.20', '16.34', '15.03'], ['190', '24', '18']],
  [1025, '6305', 'two_seals', 'CN', 'kestrel', 'SI', ['24.60', '23.37', '21.50'], ['210', '30', '24']],
  [1026, '6306', 'two_shields', 'C3', 'kestrel', 'SI', ['32.40', '30.78', '28.32'], ['130', '18', '12']],
  [1027, '6308', 'two_shields', 'C3', 'kestrel', 'DE', ['54.80', '52.06', '47.90'], ['72', '12', '6']],
  [1028, '6310', 'two_seals', 'C3', 'kestrel', 'DE', ['96.50', '91.68', '84.34'], ['30', '4', '2']],
  [1029, '6312', 'open', 'C3', 'kestrel', 'DE', ['142.00', '134.90', '124.11'], ['0', '0', '0']],
];

/** What differs from the row's rule, by SKU. */
const particulars: Readonly<Record<string, Partial<ProductTrade>>> = {
  'BRG-6205-2RS': {
    stock: { DAY: '480', CHI: '60', HOU: '36', 'CONS-ACME': '48' },
    receipts: [
      { warehouse: 'DAY', inDays: 9, quantity: '600', type: 'PURCHASE_ORDER' },
      { warehouse: 'HOU', inDays: 4, quantity: '24', type: 'TRANSFER' },
    ],
    associations: {
      SUBSTITUTE: ['BRG-6205-ZZ'],
      CONSUMABLE: ['LUB-EP2'],
      CROSS_SELL: ['UCP205', 'LUB-PEN-400'],
    },
  },
  'BRG-6206-2RS': { associations: { SUBSTITUTE: ['BRG-6206-ZZ-C3'] } },
  // Too heavy and slow-moving for the shelf: the supplier ships it.
  'BRG-6212-C3': { dropShipWarehouse: 'SUP-SKF', stock: { DAY: '18', CHI: '4', 'SUP-SKF': '160' } },
  'BRG-6310-2RS-C3': { dropShipWarehouse: 'SUP-SKF', stock: { DAY: '30', CHI: '4', HOU: '2', 'SUP-SKF': '90' } },
  'BRG-6312-C3': {
    dropShipWarehouse: 'SUP-SKF',
    stock: { DAY: '0', 'SUP-SKF': '64' },
    leadTime: [8, 'SUPPLIER'],
  },
  'BRG-6209': { stock: { DAY: '8', CHI: '2' }, status: 'PHASE_OUT', isBackorderAllowed: false },
  'BRG-6300-2RS': {
    stock: { DAY: '0', CHI: '0', HOU: '0' },
    receipts: [{ warehouse: 'DAY', inDays: 16, quantity: '300', type: 'PURCHASE_ORDER' }],
  },
};

const models = new Set(['6205']);

export const deepGrooveBearings: readonly CatalogueProduct[] = rows.map(
  ([itemReference, designation, closure, clearance, brand, countryOfOrigin, prices, stock]) => {
    const model = models.has(designation) && clearance === 'CN' ? `BRG_${designation}` : undefined;
    const bearing = { designation, closure, clearance, ...(model === undefined ? {} : { model }) };
    const sku = `BRG-${nameBearing(bearing).replace('/', '-')}`;
    const [each, dozen, hundred] = prices;
    const [day, chi, hou] = stock;
    return {
      sku,
      itemReference,
      content: describeDeepGrooveBearing(bearing),
      trade: {
        brand,
        manufacturerPartNumber: `K${nameBearing(bearing)}`,
        sellingUnits: [sell('EA', '1'), sell('CS12', '12')],
        countryOfOrigin,
        leadTime: [3, 'STOCK'],
        lowStockThreshold: '24',
        listPrice: priceEach(each, ['12', dozen], ['100', hundred]),
        stock: { DAY: day, CHI: chi, HOU: hou },
        packs: { case: 12, pallet: 2880 },
        ...particulars[sku],
      },
    };
  },
);
