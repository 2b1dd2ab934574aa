// Prices for browsing by question (SKU, quantity, unit, currency, project), for the account of the request.
import { keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { ErpConnector, PriceQuestion } from '../../connectors/erp-connector.ts';
import type { PriceResult } from '../../generated/resolver-types.ts';

export type PriceByQuestion = DataLoader<PriceQuestion, PriceResult, string>;

/** Whatever quantities, units and currencies a request mixes, its questions go to the ERP together. */
export function createPriceByQuestion(
  connector: ErpConnector,
  accountId: string | undefined,
  signal: AbortSignal,
): PriceByQuestion {
  return new DataLoader(
    keepFailure(async (lines) => connector.readPrices({ purpose: 'BROWSE', accountId, lines }, signal)),
    {
      maxBatchSize: 200,
      cacheKeyFn: ({ sku, quantity, uom, currencyCode, projectId }) =>
        JSON.stringify([sku, quantity, uom, currencyCode, projectId]),
    },
  );
}
