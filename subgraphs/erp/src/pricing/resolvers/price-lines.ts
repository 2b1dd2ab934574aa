// Prices of many lines at once: for order pads while browsing, and firmly for checkout.
import { checkCount, listSelectedFields } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import type { ErpContext, ReadFirmPrices } from '../../erp-context.ts';
import type {
  PriceLine,
  PriceLineInput,
  PriceLineResolvers,
  PriceResult,
  Quantity,
  QueryResolvers,
} from '../../generated/resolver-types.ts';
import { findProduct, startProductLoads } from '../../product-lookup.ts';
import { tellsKnownItem, toPriceQuestion } from '../rules/price-question.ts';

const maxLines = 200;

export const priceLineQueries = {
  prices: (_, { lines }, context, info) =>
    priceLines(
      lines,
      (questions) => Promise.all(questions.map((question) => context.browsePriceByQuestion.load(question))),
      context,
      info,
    ),
  firmPrices: (_, { lines }, context, info) => priceLines(lines, context.readFirmPrices, context, info),
} satisfies QueryResolvers<ErpContext>;

export const priceLineFields = {
  product({ sku, price }, _args, context, info) {
    const isKnown = tellsKnownItem(price);
    if (isKnown === undefined) return findProduct(sku, context, info);
    return isKnown ? { sku } : null;
  },
} satisfies PriceLineResolvers<ErpContext>;

async function priceLines(
  lines: readonly PriceLineInput[],
  readPrices: ReadFirmPrices,
  context: ErpContext,
  info: GraphQLResolveInfo,
): Promise<PriceLine[]> {
  checkCount(lines, { argument: 'lines', max: maxLines });
  // What is asked of the lines' products does not depend on the prices: it starts together with them.
  const products = listSelectedFields(info, 'PriceLine').filter(({ name }) => name === 'product');
  for (const { nodes } of products) {
    const selected = listSelectedFields(info, 'Product', nodes);
    for (const { sku } of lines) void Promise.allSettled(startProductLoads(sku, selected, context));
  }
  const prices = await readPrices(lines.map((line) => toPriceQuestion(line.sku, line)));
  return prices.flatMap((price, index) => {
    const line = lines[index];
    return line === undefined ? [] : [{ sku: line.sku, quantity: describeQuantity(line, price), price }];
  });
}

/** With the unit that applied. A line without a price and without a unit of its own has none that could be named. */
function describeQuantity({ quantity = '1', uom }: PriceLineInput, price: PriceResult): Quantity | null {
  if (price.__typename === 'Price') return price.quantity;
  return uom ? { value: quantity, uom } : null;
}
