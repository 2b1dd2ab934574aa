// The motors that Northline stocks, by hand.
import { priceEach } from '../catalogue/list-price.ts';
import type { CatalogueProduct, ProductTrade } from '../catalogue/product.ts';
import { describeIecMotor, describeNemaMotor } from './describe-motor.ts';
import type { Motor } from './describe-motor.ts';

type Row = readonly [
  itemReference: number,
  designation: string,
  frame: string,
  power: string,
  rpm: string,
  voltage: string,
  amperes: string,
  efficiency: string,
  massKg: string,
  price: string,
  stock: readonly [string, string, string],
];

/** Four poles; full-load currents at the higher voltage, of NEC table 430.250. */
// prettier-ignore
const nemaRows: readonly Row[] = [
  [6001, '56C-050-4', '56C', '0.5', '1725', '230/460', '1.1', 'IE2', '13', '296.00', ['9', '2', '2']],
  [6002, '56C-100-4', '56C', '1', '1750', '230/460', '2.1', 'NEMA Premium 85.5 %', '17', '378.00', ['12', '3', '2']],
  [6003, '143T-100-4', '143T', '1', '1750', '230/460', '2.1', 'NEMA Premium 85.5 %', '22', '412.00', ['10', '2', '2']],
  [6004, '145T-200-4', '145T', '2', '1750', '230/460', '3.4', 'NEMA Premium 86.5 %', '27', '486.00', ['8', '2', '1']],
  [6005, '182T-300-4', '182T', '3', '1760', '230/460', '4.8', 'NEMA Premium 89.5 %', '40', '612.00', ['6', '1', '1']],
  [6006, '184T-500-4', '184T', '5', '1755', '230/460', '7.6', 'NEMA Premium 89.5 %', '46', '748.00', ['0', '0', '0']],
];

// prettier-ignore
const iecRows: readonly Row[] = [
  [6051, '80M-075-4', '80M', '0.75', '1440', '230/400', '1.8', 'IE3', '11', '248.00', ['5', '0', '0']],
  [6052, '90L-150-4', '90L', '1.5', '1445', '230/400', '3.3', 'IE3', '17', '316.00', ['5', '0', '0']],
  [6053, '100L-220-4', '100L', '2.2', '1455', '230/400', '4.7', 'IE3', '24', '388.00', ['3', '0', '0']],
  [6054, '132S-550-4', '132S', '5.5', '1465', '400/690', '10.9', 'IE3', '48', '786.00', ['2', '0', '0']],
];

function createMotorProduct(prefix: 'NEMA' | 'IEC', row: Row): CatalogueProduct {
  const [itemReference, designation, frame, power, rpm, voltage, amperes, efficiency, massKg, price, [day, chi, hou]] =
    row;
  const motor: Motor = { designation, frame, power, rpm, poles: '4', voltage, amperes, efficiency, massKg };
  const sku = `MTR-${prefix}-${designation}`;
  return {
    sku,
    itemReference,
    content: prefix === 'NEMA' ? describeNemaMotor(motor) : describeIecMotor(motor),
    trade: {
      brand: 'volta',
      countryOfOrigin: prefix === 'NEMA' ? 'MX' : 'PL',
      leadTime: [5, 'STOCK'],
      lowStockThreshold: '2',
      listPrice: priceEach(price),
      stock: { DAY: day, CHI: chi, HOU: hou },
      packs: { pallet: 24 },
      ...particulars[sku],
    },
  };
}

/** What differs from the row's rule, by SKU. */
const particulars: Readonly<Record<string, Partial<ProductTrade>>> = {
  'MTR-NEMA-145T-200-4': {
    associations: { ACCESSORY: ['VFD-002-460', 'MTR-BASE-145T', 'CPL-JAW-L095'], CROSS_SELL: ['LUB-EP2'] },
  },
  'MTR-NEMA-184T-500-4': {
    leadTime: [25, 'SUPPLIER'],
    receipts: [{ warehouse: 'DAY', inDays: 28, quantity: '6', type: 'PURCHASE_ORDER' }],
    associations: { ACCESSORY: ['VFD-005-460'] },
  },
  'MTR-IEC-132S-550-4': { leadTime: [35, 'SUPPLIER'], isBackorderAllowed: false },
};

export const motors: readonly CatalogueProduct[] = [
  ...nemaRows.map((row) => createMotorProduct('NEMA', row)),
  ...iecRows.map((row) => createMotorProduct('IEC', row)),
];
