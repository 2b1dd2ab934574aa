// What the OMS's refusal of a submission means: reasons for the buyer, a wait, or a defect of ours.
import { BadUserInputError, CodedError, SystemError, SystemRefusalError } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import type { SubmissionOutcome } from '../oms-connector.ts';
import type { Schemas } from './order-answer.ts';

const orderRefusal: z.ZodType<Pick<Schemas['OrderRefusal'], 'code' | 'errors'>> = z.object({
  code: z.literal('ORDER_REFUSED'),
  errors: z.array(
    z.object({
      code: z.enum([
        'UNKNOWN_ITEM',
        'ITEM_NOT_SELLABLE',
        'UOM_NOT_PERMITTED',
        'INVALID_QUANTITY',
        'BELOW_MINIMUM',
        'NOT_A_MULTIPLE',
        'PRICE_CHANGED',
        'NO_PRICE',
        'INSUFFICIENT_STOCK',
        'CREDIT_HOLD',
        'CREDIT_LIMIT_EXCEEDED',
        'PO_NUMBER_REQUIRED',
        'REQUESTED_DATE_OVER',
        'UNKNOWN_ADDRESS',
      ]),
      message: z.string(),
      lineIndex: z.int().exactOptional(),
    }),
  ),
});

const idempotencyConflict = z.object({ code: z.literal('IDEMPOTENCY_CONFLICT') });

const unknownAccount = z.object({ code: z.literal('UNKNOWN_ACCOUNT') });

const submissionInProgress = z.object({ code: z.literal('SUBMISSION_IN_PROGRESS') });

/** The outcome that a failed submission stands for. Throws when it has none: the error to give to the caller. */
export function readSubmissionFailure(error: unknown): SubmissionOutcome {
  if (!(error instanceof SystemError)) throw error;
  if (!(error instanceof SystemRefusalError)) throw describeUnknownOutcome(error);
  const refusal = orderRefusal.safeParse(error.body);
  if (error.status === 422 && refusal.success) {
    const userErrors = refusal.data.errors.map(({ code, message, lineIndex = null }) => {
      // The graph has no code of its own for it: like a date that does not exist, it is a value that cannot be served.
      if (code === 'REQUESTED_DATE_OVER') throw new BadUserInputError(message, 'input.requestedDate');
      return { code, message, lineIndex };
    });
    return { isPlaced: false, userErrors };
  }
  if (error.status === 409 && idempotencyConflict.safeParse(error.body).success) {
    return {
      isPlaced: false,
      userErrors: [
        {
          code: 'IDEMPOTENCY_CONFLICT',
          message: 'This idempotencyKey belongs to an order with another content: use a new key for a new order.',
          lineIndex: null,
        },
      ],
    };
  }
  if (error.status === 409 && submissionInProgress.safeParse(error.body).success) {
    throw new SystemError('An earlier attempt with this idempotencyKey is still at work: send it again in a moment.', {
      system: error.system,
      reason: 'refusal',
      isRetryable: true,
      code: 'SUBMISSION_IN_PROGRESS',
      cause: error,
    });
  }
  if (error.status === 400 && unknownAccount.safeParse(error.body).success) {
    throw new CodedError(
      'FORBIDDEN',
      'The token covers an account that does not exist, so no order can be placed for it.',
    );
  }
  throw error;
}

/** An attempt whose answer never came may have placed the order. The caller learns how to find out without harm. */
function describeUnknownOutcome(error: SystemError): SystemError {
  return new SystemError(
    `${error.message} Whether the order was placed is not known: send the same idempotencyKey again to learn it, nothing is placed twice.`,
    {
      system: error.system,
      reason: error.reason,
      isRetryable: true,
      code: error.code,
      cause: error,
    },
  );
}
