// The operations of the OMS's contract.
import type { operations } from '@commerce-graph/schema/oms-integration';
import type { ContractHandlers } from '../server/contract-routes.ts';
import { isMatchingEntityTag } from '../server/entity-tag.ts';
import { Problem } from '../server/problem.ts';
import { ErpUnavailableError } from './erp/erp-errors.ts';
import type { OrderQueries, StoredOrder } from './store/order-queries.ts';
import type { OrderSubmissions } from './submission/order-submission.ts';

export interface OrderHandlersOptions {
  queries: OrderQueries;
  submissions: OrderSubmissions;
}

export function createOrderHandlers({
  queries,
  submissions,
}: OrderHandlersOptions): ContractHandlers<Omit<operations, 'issueToken'>> {
  return {
    getHealth: () => ({ status: 200, body: { status: 'OK' } }),
    queryOrders: ({ body }) => ({ status: 200, body: { orders: queries.findOrders(body.ids) } }),
    searchOrders({ body }) {
      const results = body.searches.map((search, index) => queries.search(search, `/searches/${index}`));
      return { status: 200, body: { results } };
    },
    listOrderChanges: ({ query: { limit = 100, ...range } }) => ({
      status: 200,
      body: queries.listChanges({ ...range, limit }),
    }),
    getOrder({ params: { id }, headers }) {
      const stored = queries.findOrder(id);
      if (stored === undefined) {
        throw new Problem({ status: 404, code: 'UNKNOWN_ORDER', detail: `There is no order ${id}.` });
      }
      const etag = tagOf(stored);
      if (isMatchingEntityTag(headers['If-None-Match'], etag)) return { status: 304, headers: { etag } };
      return { status: 200, headers: { etag }, body: stored.order };
    },
    async submitOrder({ body, headers }) {
      const submitted = await submissions.submit(headers['Idempotency-Key'], body).catch(explainSilentErp);
      switch (submitted.outcome) {
        case 'PLACED': {
          const { placed } = submitted;
          const location = `/orders/${placed.order.id}`;
          return { status: 201, headers: { etag: tagOf(placed), location }, body: placed.order };
        }
        case 'REPLAYED': {
          const { placed } = submitted;
          return { status: 200, headers: { etag: tagOf(placed), 'idempotent-replayed': 'true' }, body: placed.order };
        }
        case 'CONFLICT': {
          const detail = 'This Idempotency-Key stands for another order of the account. Use a new key for a new order.';
          throw new Problem({ status: 409, code: 'IDEMPOTENCY_CONFLICT', detail });
        }
        case 'IN_PROGRESS': {
          const detail = 'The first request with this Idempotency-Key is still at work. Send it again in a second.';
          const retry = { 'retry-after': '1' };
          throw new Problem({ status: 409, code: 'SUBMISSION_IN_PROGRESS', detail, headers: retry });
        }
        case 'UNKNOWN_ACCOUNT': {
          const detail = `The ERP knows no account ${body.accountId}.`;
          const errors = [{ pointer: '/accountId', message: detail }];
          throw new Problem({ status: 400, code: 'UNKNOWN_ACCOUNT', detail, errors });
        }
        case 'REFUSED': {
          const detail = 'The order was not placed. Correct what the errors name and send it again.';
          throw new Problem({ status: 422, code: 'ORDER_REFUSED', detail, errors: submitted.errors });
        }
      }
    },
  };
}

function tagOf({ changeNumber }: StoredOrder): string {
  return `"${changeNumber}"`;
}

function explainSilentErp(error: unknown): never {
  if (!(error instanceof ErpUnavailableError)) throw error;
  const detail = 'The ERP did not answer, so the order was not placed. The same Idempotency-Key may be used again.';
  const headers = { 'retry-after': '5' };
  throw new Problem({ status: 503, code: 'ERP_UNAVAILABLE', detail, headers, cause: error });
}
