// Placing orders: for the account of the token, once for each idempotency key.
import { SystemUnavailableError, chooseAccount } from '@commerce-graph/subgraph-runtime';
import type { MutationResolvers } from '../../generated/resolver-types.ts';
import type { OmsContext } from '../../oms-context.ts';
import { checkIdempotencyKey, toSubmission } from '../rules/submission.ts';

export const orderMutations = {
  async submitOrder(_parent, { accountId, input, idempotencyKey }, { principal, connector, signal, logger }) {
    const account = chooseAccount(principal, accountId);
    const submission = toSubmission(account, principal.subject, input);
    const outcome = await connector.submitOrder(submission, checkIdempotencyKey(idempotencyKey), signal);
    if (!outcome.isPlaced) return { order: null, isReplay: false, userErrors: outcome.userErrors };
    if (outcome.order.account.id !== account) {
      logger.error(
        { account, orderId: outcome.order.id },
        'the OMS answered a submission with an order of another account',
      );
      throw new SystemUnavailableError('OMS', 'response');
    }
    return { order: outcome.order, isReplay: outcome.isReplay, userErrors: [] };
  },
} satisfies MutationResolvers<OmsContext>;
