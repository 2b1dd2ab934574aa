// The lengths of precision shaft that Northline keeps; every other length is cut when it is ordered.
import { priceEach } from '../catalogue/list-price.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { describeLinearShaft, nameShaftSku } from './describe-linear-shaft.ts';
import type { LinearShaft } from './describe-linear-shaft.ts';

type Row = readonly [itemReference: number, diameter: number, lengthMm: number, price: string, stock: string];

// prettier-ignore
const rows: readonly Row[] = [
  [1151, 16, 500, '24.60', '18'],
  [1152, 20, 1000, '52.80', '12'],
];

export const linearShafts: readonly CatalogueProduct[] = rows.map(
  ([itemReference, diameter, lengthMm, price, stock]) => {
    const shaft: LinearShaft = { diameter, lengthMm, steel: 'hardened' };
    return {
      sku: nameShaftSku(shaft),
      itemReference,
      content: describeLinearShaft(shaft),
      trade: {
        brand: 'ironvale',
        countryOfOrigin: 'DE',
        leadTime: [4, 'STOCK'],
        lowStockThreshold: '3',
        listPrice: priceEach(price),
        stock: { DAY: stock },
      },
    };
  },
);
