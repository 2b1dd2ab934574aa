// Products by SKU and by criteria.
import { checkCount } from '@commerce-graph/subgraph-runtime';
import type { QueryResolvers } from '../../generated/resolver-types.ts';
import type { PimContext } from '../../pim-context.ts';
import { findProduct } from './find-product.ts';
import { readProductPage } from './product-page.ts';

export const productQueries = {
  product: (_root, { sku }, context, info) => findProduct(sku, context, info),

  productsBySku: (_root, { skus }, context, info) =>
    Promise.all(checkCount(skus, { argument: 'skus', max: 200 }).map((sku) => findProduct(sku, context, info))),

  async products(_root, { filter, first, after }, context, info) {
    const categoryCode = filter?.category ?? undefined;
    if (categoryCode !== undefined && (await context.loadCategoryTree()).find(categoryCode) === undefined) {
      return { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    }
    const criteria = { categoryCode, familyCode: filter?.family ?? undefined, brand: filter?.brand ?? undefined };
    return readProductPage(criteria, { first, after }, context, info);
  },
} satisfies QueryResolvers<PimContext>;
