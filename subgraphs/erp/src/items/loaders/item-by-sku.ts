// Items by SKU, as the account of the request sees them: one call for all that a request asks about.
import { keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { ErpConnector, Item } from '../../connectors/erp-connector.ts';

/** Null for a SKU that the ERP does not know. */
export type ItemBySku = DataLoader<string, Item | null>;

export function createItemBySku(
  connector: ErpConnector,
  accountId: string | undefined,
  signal: AbortSignal,
): ItemBySku {
  return new DataLoader(
    keepFailure(async (skus) => {
      const items = await connector.readItems(skus, accountId, signal);
      const bySku = new Map(items.map((item) => [item.sku, item]));
      return skus.map((sku) => bySku.get(sku) ?? null);
    }),
    { maxBatchSize: 200 },
  );
}
