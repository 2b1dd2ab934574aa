// The question a price field puts to the ERP.
import type { PriceQuestion } from '../../connectors/erp-connector.ts';
import type { PriceLineInput, PriceResult, ProductPriceArgs } from '../../generated/resolver-types.ts';

/** An argument that is null asks the same as one that is absent. */
export function toPriceQuestion(sku: string, args: ProductPriceArgs | Omit<PriceLineInput, 'sku'>): PriceQuestion {
  return {
    sku,
    quantity: args.quantity ?? '1',
    uom: args.uom ?? undefined,
    currencyCode: args.currency ?? undefined,
    projectId: args.projectId ?? undefined,
  };
}

/** Whether the answer tells that the ERP knows the item. Undefined: it does not tell, as when no account was named. */
export function tellsKnownItem(price: PriceResult): boolean | undefined {
  if (price.__typename !== 'PriceUnavailable') return true;
  if (price.code === 'LOGIN_REQUIRED') return undefined;
  return price.code !== 'UNKNOWN_ITEM';
}
