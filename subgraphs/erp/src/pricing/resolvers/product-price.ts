// The price of a product for the account of the request, for browsing.
import type { ErpContext } from '../../erp-context.ts';
import type { ProductResolvers } from '../../generated/resolver-types.ts';
import { toPriceQuestion } from '../rules/price-question.ts';

export const productPrice = {
  price: ({ sku }, args, { browsePriceByQuestion }) => browsePriceByQuestion.load(toPriceQuestion(sku, args)),
} satisfies ProductResolvers<ErpContext>;
