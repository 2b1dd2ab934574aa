// The data of Northline Industrial Supply, as each system imports it.
import type { ErpSeed } from '../erp/seed.ts';
import type { OmsSeed } from '../oms/seed.ts';
import type { PimSeed } from '../pim/seed.ts';
import { createCalendar } from './calendar.ts';
import { handMadeProducts } from './catalogue/hand-made-products.ts';
import type { CatalogueProduct } from './catalogue/product.ts';
import { generateProducts } from './generator/generate-products.ts';
import { orders } from './orders/orders.ts';
import { createOmsSeed } from './seeds/create-oms-seed.ts';
import { createErpSeedBuilder } from './seeds/erp-seed-builder.ts';
import { collectOpenCommitments } from './seeds/open-commitments.ts';
import { createPimSeedBuilder } from './seeds/pim-seed-builder.ts';
import { accounts } from './trading/accounts.ts';

export interface NorthlineSeeds {
  erp: ErpSeed;
  pim: PimSeed;
  oms: OmsSeed;
}

export interface NorthlineOptions {
  /**
   * How many products the catalogue has. The hand-made ones, not quite 180, are always among them; generated ones
   * follow. Default: the hand-made ones alone.
   */
  products?: number;
  /** The day that all dates are relative to. */
  today: Date;
}

/** Creates the data of all three systems. The same options give the same data, to the letter. */
export function createNorthlineSeeds({ products = 0, today }: NorthlineOptions): NorthlineSeeds {
  if (!Number.isSafeInteger(products) || products < 0) {
    throw new RangeError(`The number of products is ${products}; give a whole number of 0 or more.`);
  }
  const calendar = createCalendar(today);
  const accountById = new Map(accounts.map((account) => [account.id, account]));
  const productBySku = new Map(handMadeProducts.map((product) => [product.sku, product]));
  const commitments = collectOpenCommitments(orders, accountById, productBySku);
  const erp = createErpSeedBuilder(commitments, calendar);
  const pim = createPimSeedBuilder(handMadeProducts, calendar);
  for (const product of listProducts(products)) {
    erp.addProduct(product);
    pim.addProduct(product);
  }
  return { erp: erp.build(), pim: pim.build(), oms: createOmsSeed(orders, accountById, productBySku, calendar) };
}

function* listProducts(count: number): Generator<CatalogueProduct> {
  yield* handMadeProducts;
  let missing = count - handMadeProducts.length;
  if (missing <= 0) return;
  for (const product of generateProducts()) {
    yield product;
    missing -= 1;
    if (missing === 0) return;
  }
}
