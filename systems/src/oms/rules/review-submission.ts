// Decides whether an order may be placed. Everything it needs to know comes from the ERP's answers; all that is wrong is
// said at once.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components as Oms } from '@commerce-graph/schema/oms-integration';
import { ExactDecimal } from '../exact-decimal.ts';
import { sumAmounts } from '../order-view.ts';
import { type ReviewedLine, reviewLine } from './review-line.ts';

type OrderError = Oms['schemas']['OrderError'];
type OrderSubmission = Oms['schemas']['OrderSubmission'];
type Account = Erp['schemas']['Account'];

/** What the ERP says about everything that a submission names. */
export interface ErpAnswers {
  account: Account;
  credit: Erp['schemas']['Credit'] | undefined;
  items: readonly Erp['schemas']['Item'][];
  /** One for each line, in the same order. */
  prices: readonly Erp['schemas']['PriceAnswer'][];
}

export type SubmissionReview =
  | { isAccepted: false; errors: OrderError[] }
  | {
      isAccepted: true;
      lines: ReviewedLine[];
      shipTo: Account['addresses'][number];
      subtotal: Erp['schemas']['Money'];
    };

/** @param today The calendar day in UTC, as all days of the ERP and the OMS. */
export function reviewSubmission(submission: OrderSubmission, answers: ErpAnswers, today: string): SubmissionReview {
  const { account, credit, items, prices } = answers;
  const errors: OrderError[] = [];
  if (account.status !== 'ACTIVE') {
    const message = `Account ${account.id} is ${account.status}: it cannot order. Ask your credit contact.`;
    errors.push({ code: 'CREDIT_HOLD', message });
  } else if (credit?.status === 'HOLD') {
    const message = `The credit of account ${account.id} is on hold: new orders are not taken until it is cleared.`;
    errors.push({ code: 'CREDIT_HOLD', message });
  }
  if (account.orderPolicy.isPoNumberRequired && submission.poNumber === undefined) {
    errors.push({
      code: 'PO_NUMBER_REQUIRED',
      message: `Orders of account ${account.id} need a purchase order number.`,
    });
  }
  if (submission.requestedDate !== undefined && submission.requestedDate < today) {
    const message = `The requested date ${submission.requestedDate} is over: ask for ${today} or later.`;
    errors.push({ code: 'REQUESTED_DATE_OVER', message });
  }
  const shipTo = findShipTo(account, submission.shipToAddressId);
  if (shipTo === undefined)
    errors.push({ code: 'UNKNOWN_ADDRESS', message: describeUnknownAddress(account, submission) });

  const itemBySku = new Map(items.map((item) => [item.sku, item]));
  const lines = submission.lines.flatMap((line, lineIndex) => {
    const review = reviewLine(line, itemBySku.get(line.sku), prices[lineIndex]);
    if (review.isAccepted) return [review];
    errors.push(...review.errors.map((error) => ({ ...error, lineIndex })));
    return [];
  });
  // A total of some of the lines would mislead: credit is judged once all lines have a price.
  if (lines.length < submission.lines.length) return { isAccepted: false, errors };

  const subtotal = {
    amount: sumAmounts(lines.map(({ price }) => price.extendedPrice.amount)),
    currencyCode: account.currencyCode,
  };
  const available = credit?.available;
  if (available !== undefined && new ExactDecimal(subtotal.amount).gt(available.amount)) {
    const message =
      `The order comes to ${subtotal.amount} ${subtotal.currencyCode}, but account ${account.id} has ` +
      `${available.amount} ${available.currencyCode} of credit left.`;
    errors.push({ code: 'CREDIT_LIMIT_EXCEEDED', message });
  }
  if (errors.length > 0 || shipTo === undefined) return { isAccepted: false, errors };
  return { isAccepted: true, lines, shipTo, subtotal };
}

function findShipTo({ addresses }: Account, id: string | undefined): Account['addresses'][number] | undefined {
  return addresses.find(
    (address) => address.type === 'SHIP_TO' && (id === undefined ? address.isDefault : address.id === id),
  );
}

function describeUnknownAddress({ id, addresses }: Account, { shipToAddressId }: OrderSubmission): string {
  const known = addresses.filter(({ type }) => type === 'SHIP_TO').map((address) => address.id);
  const choice = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  if (shipToAddressId === undefined) return `Account ${id} has no default ship-to address: name one. ${choice}`;
  return `Account ${id} has no ship-to address ${shipToAddressId}. ${choice}`;
}
