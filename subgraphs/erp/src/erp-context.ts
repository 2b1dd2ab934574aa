// What the resolvers of one request share: who asks, and the loaders that gather what is asked.
import type { Principal } from '@commerce-graph/subgraph-runtime';
import { type AccountById, createAccountById } from './accounts/loaders/account-by-id.ts';
import { type CreditByAccountId, createCreditByAccountId } from './accounts/loaders/credit-by-account-id.ts';
import type { ErpConnector, PriceQuestion } from './connectors/erp-connector.ts';
import type { PriceResult } from './generated/resolver-types.ts';
import { type StockByQuestion, createStockByQuestion } from './inventory/loaders/stock-by-question.ts';
import { type WarehouseByCode, createWarehouseByCode } from './inventory/loaders/warehouse-by-code.ts';
import { type ItemBySku, createItemBySku } from './items/loaders/item-by-sku.ts';
import { type PriceByQuestion, createPriceByQuestion } from './pricing/loaders/price-by-question.ts';

/**
 * One answer a line, in the order asked. No loader: the lines of an order share what a project has left, so the same line
 * twice is two questions, and the lines of two orders are two calls.
 */
export type ReadFirmPrices = (lines: readonly PriceQuestion[]) => Promise<readonly PriceResult[]>;

export interface ErpContext {
  readonly principal: Principal;
  readonly itemBySku: ItemBySku;
  readonly browsePriceByQuestion: PriceByQuestion;
  readonly readFirmPrices: ReadFirmPrices;
  readonly stockByQuestion: StockByQuestion;
  readonly warehouseByCode: WarehouseByCode;
  readonly accountById: AccountById;
  readonly creditByAccountId: CreditByAccountId;
}

/** The account that prices, stock and items are seen for is the principal's own, from the assertion and nowhere else. */
export function createErpContext(connector: ErpConnector, principal: Principal, signal: AbortSignal): ErpContext {
  const { account } = principal;
  return {
    principal,
    itemBySku: createItemBySku(connector, account, signal),
    browsePriceByQuestion: createPriceByQuestion(connector, account, signal),
    readFirmPrices: (lines) => connector.readPrices({ purpose: 'FIRM', accountId: account, lines }, signal),
    stockByQuestion: createStockByQuestion(connector, account, signal),
    warehouseByCode: createWarehouseByCode(connector, principal, signal),
    accountById: createAccountById(connector, principal, signal),
    creditByAccountId: createCreditByAccountId(connector, principal, signal),
  };
}
