// The stock of a product: what serves everybody, and what lies in consignment for the account of the request.
import type { ErpContext } from '../../erp-context.ts';
import type { ProductResolvers } from '../../generated/resolver-types.ts';
import { toConsignmentQuestion, toStockQuestion } from '../rules/stock-question.ts';

export const productStock = {
  availability: async ({ sku }, args, { stockByQuestion }) =>
    (await stockByQuestion.load(toStockQuestion(sku, args)))?.availability ?? null,

  // An item that is not kept in stock anywhere lies in no consignment either.
  consignmentStock: async ({ sku }, _args, { principal, stockByQuestion }) =>
    principal.account === undefined
      ? []
      : ((await stockByQuestion.load(toConsignmentQuestion(sku)))?.consignment ?? []),
} satisfies ProductResolvers<ErpContext>;
