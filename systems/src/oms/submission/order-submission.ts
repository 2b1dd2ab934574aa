// Places an order exactly once.
//
// Nothing is written until the ERP has said that all is in order. Then one transaction records the order, its key and the
// reservation still due, and from there things only go forward: whoever comes next, be it this request, a repeated one,
// or the OMS after a crash, settles the same reservation under the same reference. An order that nobody was told of may
// still be withdrawn; one that was answered never is.
import type { components as Erp } from '@commerce-graph/schema/erp-integration';
import type { components } from '@commerce-graph/schema/oms-integration';
import type { ErpClient } from '../erp/erp-client.ts';
import { type SubmissionDefaults, fingerprintSubmission, mayBeSameOrder } from '../rules/request-fingerprint.ts';
import type { ReviewedLine } from '../rules/review-line.ts';
import { reviewSubmission } from '../rules/review-submission.ts';
import type { OrderQueries, StoredOrder } from '../store/order-queries.ts';
import type { OrderStore } from '../store/order-store.ts';
import { draftOrder } from './order-draft.ts';
import type { ReservationSettlement } from './reservation-settlement.ts';

type Schemas = components['schemas'];
type Account = Erp['schemas']['Account'];

export type SubmissionOutcome =
  | { outcome: 'PLACED'; placed: StoredOrder }
  /** The key had placed it before. */
  | { outcome: 'REPLAYED'; placed: StoredOrder }
  /** The key stands for another order. */
  | { outcome: 'CONFLICT' }
  | { outcome: 'IN_PROGRESS' }
  | { outcome: 'UNKNOWN_ACCOUNT' }
  | { outcome: 'REFUSED'; errors: Schemas['OrderError'][] };

export interface OrderSubmissions {
  /** Throws `ErpUnavailableError` when nothing was placed because the ERP did not answer. */
  submit(idempotencyKey: string, submission: Schemas['OrderSubmission']): Promise<SubmissionOutcome>;
}

export interface OrderSubmissionsOptions {
  store: OrderStore;
  queries: OrderQueries;
  erp: ErpClient;
  settlement: ReservationSettlement;
  clock: () => Date;
}

export function createOrderSubmissions(options: OrderSubmissionsOptions): OrderSubmissions {
  const { store, queries, erp, settlement, clock } = options;
  /** What is being placed now, by account and key. */
  const inFlight = new Map<string, Schemas['OrderSubmission']>();

  return {
    async submit(idempotencyKey, written) {
      const submission = leaveOutBlanks(written);
      const recorded = store.findSubmission(submission.accountId, idempotencyKey);
      if (recorded !== undefined && recorded.fingerprint !== fingerprintSubmission(submission, recorded.defaults)) {
        return { outcome: 'CONFLICT' };
      }
      if (recorded?.isPending === false) return { outcome: 'REPLAYED', placed: readOrder(recorded.orderId) };

      const scope = JSON.stringify([submission.accountId, idempotencyKey]);
      const running = inFlight.get(scope);
      if (running !== undefined) {
        return { outcome: mayBeSameOrder(running, submission) ? 'IN_PROGRESS' : 'CONFLICT' };
      }
      inFlight.set(scope, submission);
      try {
        // A pending order that nobody works on was left by a crash: its buyer got no answer and asks again.
        if (recorded !== undefined) return await conclude(recorded.orderId, 'REPLAYED');
        return await place(idempotencyKey, submission);
      } finally {
        inFlight.delete(scope);
      }
    },
  };

  async function place(idempotencyKey: string, submission: Schemas['OrderSubmission']): Promise<SubmissionOutcome> {
    const { accountId } = submission;
    const account = await erp.findAccount(accountId);
    if (account === undefined) return { outcome: 'UNKNOWN_ACCOUNT' };
    const [items, prices, credit] = await Promise.all([
      erp.queryItems(accountId, [...new Set(submission.lines.map(({ sku }) => sku))]),
      erp.queryFirmPrices(accountId, submission.lines.map(askForPrice)),
      erp.findCredit(accountId),
    ]);
    const now = clock();
    const today = now.toISOString().slice(0, 10);
    const review = reviewSubmission(submission, { account, credit, items, prices }, today);
    if (!review.isAccepted) return { outcome: 'REFUSED', errors: review.errors };

    const draft = draftOrder(submission, review, account, now);
    const defaults = findDefaults(review.lines, account);
    const fingerprint = fingerprintSubmission(submission, defaults);
    const isRecorded = store.recordSubmission({ idempotencyKey, fingerprint, defaults, ...draft });
    // Another process on the same file was faster. The next attempt finds what it recorded.
    if (!isRecorded) return { outcome: 'IN_PROGRESS' };
    return conclude(draft.order.id, 'PLACED');
  }

  async function conclude(orderId: string, outcome: 'PLACED' | 'REPLAYED'): Promise<SubmissionOutcome> {
    const settled = await settlement.settle(orderId);
    if (settled.outcome === 'WITHDRAWN') return { outcome: 'REFUSED', errors: settled.errors };
    // Whether the ERP has reserved is not known. To call this a failure would invite a second order under another key.
    if (settled.outcome === 'UNANSWERED') store.acknowledge(orderId);
    return { outcome, placed: readOrder(orderId) };
  }

  function readOrder(orderId: string): StoredOrder {
    const order = queries.findOrder(orderId);
    if (order === undefined) throw new Error(`Order ${orderId} is recorded but cannot be read.`);
    return order;
  }
}

/** A purchase order number of nothing but blanks is none. */
function leaveOutBlanks({ poNumber, ...submission }: Schemas['OrderSubmission']): Schemas['OrderSubmission'] {
  return poNumber === undefined || poNumber.trim() === '' ? submission : { ...submission, poNumber };
}

function findDefaults(lines: readonly ReviewedLine[], { addresses }: Account): SubmissionDefaults {
  const shipTo = addresses.find(({ type, isDefault }) => type === 'SHIP_TO' && isDefault);
  return {
    ...(shipTo !== undefined && { shipToAddressId: shipTo.id }),
    uoms: lines.map(({ item }) => item.sellingUoms.find(({ isDefault }) => isDefault)?.uom.code ?? ''),
  };
}

function askForPrice({ sku, quantity, uom, projectId }: Schemas['OrderSubmissionLine'], index: number) {
  return {
    lineId: String(index),
    sku,
    quantity,
    ...(uom !== undefined && { uom }),
    ...(projectId !== undefined && { projectId }),
  };
}
