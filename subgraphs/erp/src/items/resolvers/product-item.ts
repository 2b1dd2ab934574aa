// What the item master says of a product.
import type { Item } from '../../connectors/erp-connector.ts';
import type { ErpContext } from '../../erp-context.ts';
import type { ProductResolvers } from '../../generated/resolver-types.ts';

/** The fields of Product that are answered from the item master. */
export const productItem = {
  itemStatus: readItem('itemStatus'),
  itemType: readItem('itemType'),
  baseUom: readItem('baseUom'),
  sellingUoms: readItem('sellingUoms'),
  hsCode: readItem('hsCode'),
  countryOfOrigin: readItem('countryOfOrigin'),
  customerPartNumber: readItem('customerPartNumber'),
} satisfies ProductResolvers<ErpContext>;

function readItem<K extends keyof Item>(field: K) {
  return async ({ sku }: { sku: string }, _args: unknown, { itemBySku }: ErpContext): Promise<Item[K] | null> =>
    (await itemBySku.load(sku))?.[field] ?? null;
}
