// The submission that an input stands for, within the bounds that the SDL states.
import { BadUserInputError, checkBounds } from '@commerce-graph/subgraph-runtime';
import type { OrderSubmission } from '../../connectors/oms-connector.ts';
import type { SubmitOrderInput } from '../../generated/resolver-types.ts';
import { checkOptionalText, checkText, leaveOutBlank } from './text-input.ts';

const maxLines = 500;

/** The whole form of a key and its line items. Commerce rules are the OMS's; this only refuses what it could not take. */
export function toSubmission(accountId: string, placedBy: string, input: SubmitOrderInput): OrderSubmission {
  checkBounds(input.lines.length, { argument: 'input.lines', max: maxLines });
  return {
    accountId,
    placedBy,
    poNumber: checkOptionalText(leaveOutBlank(input.poNumber), 'input.poNumber', 64),
    shipToAddressId: checkOptionalText(input.shipToAddressId, 'input.shipToAddressId', 64),
    requestedDate: input.requestedDate ?? undefined,
    lines: input.lines.map((line, index) => ({
      sku: checkText(line.sku, `input.lines[${index}].sku`, 64),
      quantity: checkText(line.quantity, `input.lines[${index}].quantity`, 40),
      uom: line.uom ?? undefined,
      expectedUnitPrice: checkOptionalText(line.expectedUnitPrice, `input.lines[${index}].expectedUnitPrice`, 40),
      projectId: checkOptionalText(line.projectId, `input.lines[${index}].projectId`, 64),
    })),
  };
}

/** The key, when a header can carry it. */
export function checkIdempotencyKey(key: string): string {
  if (/^[!-~]{1,255}$/.test(key)) return key;
  throw new BadUserInputError(
    '`idempotencyKey` must be 1 to 255 visible ASCII characters without blanks, a UUID for example.',
    'idempotencyKey',
  );
}
