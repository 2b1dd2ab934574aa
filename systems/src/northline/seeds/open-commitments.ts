// What open orders have promised: stock that is set aside for them, and money that their accounts will owe.
import { Decimal } from 'decimal.js';
import type { CatalogueProduct } from '../catalogue/product.ts';
import { computeExtendedPrice, countOpen, toBaseUnits } from '../orders/order-line-amounts.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { AccountRecord } from '../trading/accounts.ts';
import { priceLists } from '../trading/price-lists.ts';

export interface OpenCommitments {
  /** Base units, by `sku warehouse`. */
  reservedByStock: ReadonlyMap<string, Decimal>;
  /** In the currency of the account. */
  amountByAccount: ReadonlyMap<string, Decimal>;
}

export function collectOpenCommitments(
  orders: readonly OrderRecord[],
  accountById: ReadonlyMap<string, AccountRecord>,
  productBySku: ReadonlyMap<string, CatalogueProduct>,
): OpenCommitments {
  const reservedByStock = new Map<string, Decimal>();
  const amountByAccount = new Map<string, Decimal>();
  for (const order of orders) {
    const account = accountById.get(order.accountId);
    if (account === undefined)
      throw new RangeError(`Order ${order.number} names account ${order.accountId}, which is unknown.`);
    const currencyCode = order.currencyCode ?? account.currencyCode;
    for (const [index, line] of order.lines.entries()) {
      const product = productBySku.get(line.sku);
      if (product === undefined)
        throw new RangeError(`Order ${order.number} names item ${line.sku}, which is unknown.`);
      for (const [warehouse, quantity] of line.allocated ?? []) {
        add(reservedByStock, `${line.sku} ${warehouse}`, toBaseUnits(product, line.uom, quantity));
      }
      const open = computeExtendedPrice(product, line, countOpen(order, line, index + 1), currencyCode);
      add(amountByAccount, account.id, exchange(open, currencyCode, account.currencyCode));
    }
  }
  return { reservedByStock, amountByAccount };
}

function add(sums: Map<string, Decimal>, key: string, amount: Decimal): void {
  sums.set(key, amount.plus(sums.get(key) ?? 0));
}

/** At the rates of the price lists. */
function exchange(amount: string, from: string, to: string): Decimal {
  if (from === to) return new Decimal(amount);
  return new Decimal(amount).div(findRate(from)).times(findRate(to));
}

function findRate(currencyCode: string): string {
  const list = priceLists.find((candidate) => candidate.currencyCode === currencyCode);
  if (list === undefined) throw new RangeError(`There is no price list in ${currencyCode}, hence no rate.`);
  return list.rate;
}
