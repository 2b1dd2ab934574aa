// Prices, stock and status of a generated product: whole cents and whole pieces, all following from its SKU.
import type { ListPrice, ProductTrade, Receipt } from '../catalogue/product.ts';
import { createFigures } from './figures.ts';

export interface GeneratedTrade {
  sku: string;
  brand: ProductTrade['brand'];
  /** List price in US cents, before some scatter of up to 8 %. */
  cents: number;
  /** Base units that the price is for. Default `'1'`. */
  per?: ListPrice['per'];
  /** From how many base units on there is a break. */
  breakAt: number;
  /** Usual stock in the distribution centre, base units. */
  usualStock: number;
  origins: readonly string[];
  baseUom?: ProductTrade['baseUom'];
  sellingUnits?: ProductTrade['sellingUnits'];
  packs?: ProductTrade['packs'];
}

export function createGeneratedTrade(input: GeneratedTrade): ProductTrade {
  const figures = createFigures(input.sku);
  const cents = Math.max(5, Math.floor((input.cents * (96 + figures.below(9))) / 100));
  const isEmpty = figures.chance(12);
  const inDayton = isEmpty ? 0 : figures.below(input.usualStock * 2);
  const status = chooseStatus(figures.below(200));
  const receipt: Receipt = {
    warehouse: 'DAY',
    inDays: 3 + figures.below(40),
    quantity: String(input.usualStock),
    type: 'PURCHASE_ORDER',
  };
  return {
    brand: input.brand,
    status,
    ...(input.baseUom === undefined ? {} : { baseUom: input.baseUom }),
    ...(input.sellingUnits === undefined ? {} : { sellingUnits: input.sellingUnits }),
    countryOfOrigin: input.origins[figures.below(input.origins.length)] ?? 'US',
    leadTime: [2 + figures.below(20), isEmpty ? 'SUPPLIER' : 'STOCK'],
    isBackorderAllowed: status === 'ACTIVE',
    lowStockThreshold: String(Math.ceil(input.usualStock / 10)),
    listPrice: {
      per: input.per ?? '1',
      amount: formatCents(cents),
      breaks: [[String(input.breakAt), formatCents(Math.floor((cents * 91) / 100))]],
    },
    stock: {
      DAY: String(inDayton),
      ...(figures.chance(40) ? { CHI: String(figures.below(Math.ceil(input.usualStock / 4) + 1)) } : {}),
      ...(figures.chance(40) ? { HOU: String(figures.below(Math.ceil(input.usualStock / 4) + 1)) } : {}),
    },
    ...(isEmpty && status === 'ACTIVE' ? { receipts: [receipt] } : {}),
    ...(input.packs === undefined ? {} : { packs: input.packs }),
  };
}

/** Of 200 products 4 are being phased out, 2 are discontinued, 1 is blocked. */
function chooseStatus(figure: number): NonNullable<ProductTrade['status']> {
  if (figure < 4) return 'PHASE_OUT';
  if (figure < 6) return 'DISCONTINUED';
  return figure === 6 ? 'BLOCKED' : 'ACTIVE';
}

/** Whole cents as an amount of dollars. */
function formatCents(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
