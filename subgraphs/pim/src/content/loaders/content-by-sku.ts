// Content by SKU: one call for all the products that a request comes to at a time, whatever it asks of them.
import type { ContentSelection, PimConnector, ProductContent } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

/** The longest that any system of the graph can have. */
const maxSkuLength = 64;

/** Null for a SKU that is unknown or not for sale. */
export type ContentBySku = KeyLoader<ProductContent>;

export function createContentBySku(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): ContentBySku {
  return createKeyLoader(
    // A SKU that cannot exist is not asked for: in one call with others, it would spoil their answers.
    (skus) => connector.readProducts(skus.filter(isSku), selection, signal),
    ({ sku }) => sku,
  );
}

function isSku(sku: string): boolean {
  return sku.length >= 1 && sku.length <= maxSkuLength;
}

/** Remembers products that came with a list, so that their fields cost no further call. */
export function rememberContent(contentBySku: ContentBySku, products: readonly ProductContent[]): void {
  for (const product of products) contentBySku.prime(product.sku, product);
}
