// The resolvers of the PIM subgraph, put together from its domains.
import { valueScalars } from '@commerce-graph/subgraph-runtime';
import { documentFields, mediaFields } from './content/resolvers/asset-texts.ts';
import { categoryFields, categoryQueries } from './content/resolvers/category.ts';
import { findProduct } from './content/resolvers/find-product.ts';
import { familyFields, productContent } from './content/resolvers/product-content.ts';
import { productQueries } from './content/resolvers/product-queries.ts';
import { variantGroupFields } from './content/resolvers/variant-group.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import type { PimContext } from './pim-context.ts';
import { productRelationships } from './relationships/resolvers/product-relationships.ts';

export const resolvers: Resolvers<PimContext> = {
  ...valueScalars,
  Query: { ...productQueries, ...categoryQueries },
  Product: {
    __resolveReference: ({ sku }, context, info) => findProduct(sku, context, info),
    ...productContent,
    ...productRelationships,
  },
  ProductFamily: familyFields,
  MediaAsset: mediaFields,
  Document: documentFields,
  VariantGroup: variantGroupFields,
  Category: categoryFields,
};
