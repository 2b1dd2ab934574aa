// What the ERP imports: items with their units, prices and stock; accounts with their terms, agreements and credit.
import { Decimal } from 'decimal.js';
import type {
  AccountSeed,
  ErpSeed,
  FutureSupplySeed,
  ItemSeed,
  ListPriceSeed,
  PriceListSeed,
  StockSeed,
} from '../../erp/seed.ts';
import type { Calendar } from '../calendar.ts';
import { findTopCategory } from '../catalogue/category-tree.ts';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { sell } from '../catalogue/selling-unit.ts';
import { unitsOfMeasure } from '../catalogue/units-of-measure.ts';
import { customerPartNumbers, uomPermissions } from '../trading/account-terms.ts';
import { accounts } from '../trading/accounts.ts';
import type { AccountRecord } from '../trading/accounts.ts';
import { createAgreements, createProjects, createPromotions } from '../trading/agreements.ts';
import { customerGroups, groupPrices } from '../trading/customer-groups.ts';
import { paymentTerms } from '../trading/payment-terms.ts';
import { convertListAmount, priceLists } from '../trading/price-lists.ts';
import { createTiers } from '../trading/price-tiers.ts';
import { warehouses } from '../trading/warehouses.ts';
import type { OpenCommitments } from './open-commitments.ts';

const each = [sell('EA', '1')];

export interface ErpSeedBuilder {
  addProduct(product: CatalogueProduct): void;
  build(): ErpSeed;
}

/** Takes the products one at a time, so that a large catalogue never stands in memory twice. */
export function createErpSeedBuilder(commitments: OpenCommitments, calendar: Calendar): ErpSeedBuilder {
  const items: ItemSeed[] = [];
  const listPrices: ListPriceSeed[] = [];
  const stock: StockSeed[] = [];
  const futureSupplies: FutureSupplySeed[] = [];
  return {
    addProduct(product) {
      items.push(createItem(product, calendar));
      listPrices.push(...createListPrices(product));
      stock.push(...createStock(product, commitments));
      futureSupplies.push(...createFutureSupplies(product, calendar));
    },
    build: () => ({
      unitsOfMeasure: [...unitsOfMeasure],
      warehouses: [...warehouses],
      paymentTerms: [...paymentTerms],
      customerGroups: [...customerGroups],
      priceLists: priceLists.map(({ code, name, currencyCode }): PriceListSeed => ({ code, name, currencyCode })),
      accounts: accounts.map((account) => createAccount(account, commitments)),
      items,
      customerPartNumbers: [...customerPartNumbers],
      uomPermissions: [...uomPermissions],
      listPrices,
      promotions: createPromotions(calendar),
      groupPrices: [...groupPrices],
      agreements: createAgreements(calendar),
      projects: createProjects(calendar),
      stock,
      futureSupplies,
    }),
  };
}

function createAccount(account: AccountRecord, commitments: OpenCommitments): AccountSeed {
  const onOrder = commitments.amountByAccount.get(account.id) ?? new Decimal(0);
  const decimals = account.currencyCode === 'JPY' ? 0 : 2;
  return { ...account, credit: { ...account.credit, onOrder: onOrder.toFixed(decimals) } };
}

function createItem({ sku, itemReference, content, trade }: CatalogueProduct, calendar: Calendar): ItemSeed {
  const [businessDays, basis] = trade.leadTime;
  return {
    sku,
    // The item master of an ERP knows 60 capitals, as it did on its first terminal.
    description: content.name.en_US.toUpperCase().slice(0, 60),
    status: trade.status ?? 'ACTIVE',
    type: trade.type ?? 'INVENTORY',
    baseUom: trade.baseUom ?? 'EA',
    sellingUoms: (trade.sellingUnits ?? each).map((unit, index) => ({ ...unit, isDefault: index === 0 })),
    hsCode: content.hsCode,
    countryOfOrigin: trade.countryOfOrigin,
    isBackorderAllowed: trade.isBackorderAllowed ?? true,
    ...(trade.lowStockThreshold === undefined ? {} : { lowStockThreshold: trade.lowStockThreshold }),
    ...(trade.dropShipWarehouse === undefined ? {} : { dropShipWarehouse: trade.dropShipWarehouse }),
    leadTime: { businessDays, basis },
    ...(trade.priceOnRequestReason === undefined ? {} : { priceOnRequestReason: trade.priceOnRequestReason }),
    updatedAt: calendar.instant(-1 - (itemReference % 180), '04:30'),
  };
}

function createListPrices({ sku, content, trade }: CatalogueProduct): ListPriceSeed[] {
  const { per, amount, breaks } = trade.listPrice;
  const topCategories = new Set(content.categories.map(findTopCategory));
  return priceLists
    .filter((list) => list.categories === undefined || list.categories.some((code) => topCategories.has(code)))
    .map((list) => ({
      priceList: list.code,
      sku,
      ...(per === '1' ? {} : { basisQuantity: per }),
      tiers: createTiers(
        convertListAmount(amount, list),
        breaks.map(([minimumQuantity, price]) => [minimumQuantity, convertListAmount(price, list)] as const),
      ),
    }));
}

function createStock({ sku, trade }: CatalogueProduct, commitments: OpenCommitments): StockSeed[] {
  return warehouses.flatMap(({ code }) => {
    const onHand = trade.stock[code];
    if (onHand === undefined) return [];
    const reserved = commitments.reservedByStock.get(`${sku} ${code}`)?.toFixed() ?? '0';
    return [{ sku, warehouse: code, onHand, reserved }];
  });
}

function createFutureSupplies({ sku, trade }: CatalogueProduct, calendar: Calendar): FutureSupplySeed[] {
  return (trade.receipts ?? []).map(({ warehouse, inDays, quantity, type }) => ({
    sku,
    warehouse,
    date: calendar.date(inDays),
    quantity,
    type,
  }));
}
