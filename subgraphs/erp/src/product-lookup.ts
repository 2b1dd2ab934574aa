// Tells whether the ERP knows a product, without a call that the query does not need anyway.
import { type SelectedField, listSelectedFields } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import type { ErpContext } from './erp-context.ts';
import type { Product, ProductPriceArgs } from './generated/resolver-types.ts';
import { toConsignmentQuestion, toStockQuestion } from './inventory/rules/stock-question.ts';
import { productItem } from './items/resolvers/product-item.ts';
import { tellsKnownItem, toPriceQuestion } from './pricing/rules/price-question.ts';

/**
 * The product, or null when the ERP does not know its SKU, whatever is asked of it.
 *
 * An entity must be null for an unknown key before any of its fields is resolved, yet a page that asks for prices alone
 * should not cost a call to the item master. So everything selected on the product is asked for here, at once and in
 * the same batches that its fields will read from, and the answers tell: items and prices say outright that a SKU is
 * unknown, stock says that it is known. Only where no answer tells (nothing but the key is selected, an anonymous
 * visitor's prices, stock of what is not kept in stock) is the item master asked for it.
 */
export async function findProduct(sku: string, context: ErpContext, info: GraphQLResolveInfo): Promise<Product | null> {
  const answers = await Promise.allSettled(startProductLoads(sku, listSelectedFields(info, 'Product'), context));
  const told = new Set(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined)));
  if (told.has(true)) return { sku };
  if (told.has(false)) return null;
  // A field that failed will say so itself, where it stands. That needs a product to stand on.
  if (answers.some(({ status }) => status === 'rejected')) return { sku };
  return (await context.itemBySku.load(sku)) === null ? null : { sku };
}

/**
 * Starts what the selected fields of a product will load, so that all of it is under way together. Each promise tells
 * whether the ERP knows the SKU, or undefined when that answer does not tell. A load that fails is no news here: the
 * field reports it when it is resolved.
 */
export function startProductLoads(
  sku: string,
  selected: readonly SelectedField[],
  context: ErpContext,
): Promise<boolean | undefined>[] {
  return selected.flatMap((field) => startFieldLoad(sku, field, context) ?? []);
}

function startFieldLoad(
  sku: string,
  { name, args }: SelectedField,
  { principal, itemBySku, browsePriceByQuestion, stockByQuestion }: ErpContext,
): Promise<boolean | undefined> | undefined {
  if (name in productItem) return itemBySku.load(sku).then((item) => item !== null);
  switch (name) {
    case 'price':
      return browsePriceByQuestion.load(toPriceQuestion(sku, args as ProductPriceArgs)).then(tellsKnownItem);
    case 'availability':
      return startStockLoad(() => stockByQuestion.load(toStockQuestion(sku, args)));
    case 'consignmentStock':
      if (principal.account === undefined) return undefined;
      return startStockLoad(() => stockByQuestion.load(toConsignmentQuestion(sku)));
    default:
      return undefined;
  }
}

/** Async, so that arguments that are refused reject here as they will for the field. No stock is no sign: services have none. */
async function startStockLoad(load: () => Promise<object | null>): Promise<true | undefined> {
  return (await load()) === null ? undefined : true;
}
