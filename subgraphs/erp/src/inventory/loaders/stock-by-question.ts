// Stock by question (SKU, warehouses): availability for everybody and consignment for one account, in one call.
import { keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { ErpConnector, StockAnswer, StockQuestion } from '../../connectors/erp-connector.ts';

export interface OwnStockQuestion extends StockQuestion {
  /** Whether the account's consignment stock is asked for too. */
  readonly isConsignmentAsked: boolean;
}

/** Null for what is not kept in stock, unknown SKUs included. */
export type StockByQuestion = DataLoader<OwnStockQuestion, StockAnswer | null, string>;

/**
 * The account is named to the ERP only when its consignment stock is wanted. What is available to everybody is the same
 * with and without it, so one call answers both.
 */
export function createStockByQuestion(
  connector: ErpConnector,
  accountId: string | undefined,
  signal: AbortSignal,
): StockByQuestion {
  return new DataLoader(
    keepFailure(async (questions) => {
      const isConsignmentAsked = questions.some((question) => question.isConsignmentAsked);
      return connector.readStock(questions, isConsignmentAsked ? accountId : undefined, signal);
    }),
    {
      maxBatchSize: 200,
      cacheKeyFn: ({ sku, warehouses, isConsignmentAsked }) => JSON.stringify([sku, warehouses, isConsignmentAsked]),
    },
  );
}
