// Content by SKU: one call for all the products that a request comes to at a time, whatever it asks of them.
import type { ContentSelection, PimConnector, ProductContent } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

/** Null for a SKU that is unknown or not for sale. */
export type ContentBySku = KeyLoader<ProductContent>;

export function createContentBySku(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): ContentBySku {
  return createKeyLoader(
    (skus) => connector.readProducts(skus, selection, signal),
    ({ sku }) => sku,
  );
}

/** Remembers products that came with a list, so that their fields cost no further call. */
export function rememberContent(contentBySku: ContentBySku, products: readonly ProductContent[]): void {
  for (const product of products) contentBySku.prime(product.sku, product);
}
