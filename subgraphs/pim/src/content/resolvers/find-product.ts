// Finds a product by its SKU: null when the PIM does not know it, or does not show it.
import { SystemError } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import type { PimContext } from '../../pim-context.ts';

/**
 * When the PIM cannot be asked, the product is taken to exist: its fields of the PIM then report the failure one by
 * one, while price and stock, which other systems answer, are still served.
 */
export async function findProduct(
  sku: string,
  context: PimContext,
  info: GraphQLResolveInfo,
): Promise<{ sku: string } | null> {
  try {
    const content = await context.openLoaders(info).contentBySku.load(sku);
    return content === null ? null : { sku };
  } catch (error) {
    if (error instanceof SystemError) return { sku };
    throw error;
  }
}
