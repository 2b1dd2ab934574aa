// The resolvers of the ERP subgraph, put together from its domains.
import { valueScalars } from '@commerce-graph/subgraph-runtime';
import { accountFields, accountQueries } from './accounts/resolvers/account.ts';
import type { ErpContext } from './erp-context.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import { productStock } from './inventory/resolvers/product-stock.ts';
import { warehouseFields, warehouseQueries } from './inventory/resolvers/warehouse.ts';
import { productItem } from './items/resolvers/product-item.ts';
import { priceLineFields, priceLineQueries } from './pricing/resolvers/price-lines.ts';
import { productPrice } from './pricing/resolvers/product-price.ts';
import { findProduct } from './product-lookup.ts';

export const resolvers: Resolvers<ErpContext> = {
  ...valueScalars,
  Query: { ...accountQueries, ...priceLineQueries, ...warehouseQueries },
  Product: {
    __resolveReference: ({ sku }, context, info) => findProduct(sku, context, info),
    ...productItem,
    ...productPrice,
    ...productStock,
  },
  PriceLine: priceLineFields,
  Warehouse: warehouseFields,
  Account: accountFields,
};
