// Lines that the contract gives no way to ask about. One of them would have the ERP refuse all the others in its call.
import type { PriceUnavailable } from '../../generated/resolver-types.ts';
import type { PriceQuestion } from '../erp-connector.ts';
import { isKey } from './key-form.ts';

const maxQuantityLength = 40;

/** What such a line is answered; undefined for a line that can be asked. */
export function answerUnaskableLine({ sku, quantity, projectId }: PriceQuestion): PriceUnavailable | undefined {
  if (!isKey(sku))
    return refuse('UNKNOWN_ITEM', 'The SKU is not one that the ERP can have: it has 1 to 64 characters.');
  if (projectId !== undefined && !isKey(projectId)) {
    return refuse('UNKNOWN_PROJECT', 'The project id is not one that the ERP can have: it has 1 to 64 characters.');
  }
  if (quantity.length > maxQuantityLength) {
    return refuse(
      'INVALID_QUANTITY',
      `The quantity has ${quantity.length} characters; at most ${maxQuantityLength} can be priced.`,
    );
  }
  return undefined;
}

function refuse(code: PriceUnavailable['code'], message: string): PriceUnavailable {
  return { __typename: 'PriceUnavailable', code, message, expiresAt: null };
}
