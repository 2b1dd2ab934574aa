// Speaks the OMS integration contract (`schema/integration/oms.openapi.yml`), over any OMS or middleware that serves it.
import {
  BadUserInputError,
  type SystemClient,
  SystemRefusalError,
  SystemUnavailableError,
} from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import type { OmsConnector, OrderPage, OrderSearch, OrderSubmission } from '../oms-connector.ts';
import { type Schemas, readOrderAnswer, readOrderListAnswer, readOrderSearchAnswer } from './order-answer.ts';
import { readSubmissionFailure } from './submission-refusal.ts';

export function createOmsIntegrationConnector(client: SystemClient): OmsConnector {
  async function searchOrders(
    searches: readonly OrderSearch[],
    signal: AbortSignal,
  ): Promise<readonly (OrderPage | Error)[]> {
    const body: Schemas['OrderSearchRequest'] = { searches: searches.map(writeSearch) };
    try {
      const pages = await client.request(
        { method: 'POST', path: '/orders/search', body, signal, isIdempotent: true },
        readOrderSearchAnswer,
      );
      return searches.map(({ isCountAsked }, index) => {
        const page = pages.get(String(index));
        const isComplete = page !== undefined && (page.totalCount !== null || !isCountAsked);
        return isComplete ? page : describeIncompleteAnswer(client.name, index);
      });
    } catch (error) {
      if (!isInvalidCursor(error)) throw error;
      if (searches.length === 1) return [describeInvalidCursor()];
      // One cursor spoils the call, and the OMS does not say whose: each search is made alone, so that one is answered so.
      return (await Promise.all(searches.map((search) => searchOrders([search], signal)))).flat();
    }
  }

  return {
    async readOrders(ids, signal) {
      const askable = ids.filter((id) => id.length >= 1 && id.length <= 255);
      if (askable.length === 0) return [];
      const body: Schemas['OrderQuery'] = { ids: askable };
      return client.request(
        { method: 'POST', path: '/orders/query', body, signal, isIdempotent: true },
        readOrderListAnswer,
      );
    },

    searchOrders,

    async submitOrder(submission, idempotencyKey, signal) {
      try {
        return await client.request(
          {
            method: 'POST',
            path: '/orders',
            headers: { 'idempotency-key': idempotencyKey },
            body: writeSubmission(submission),
            signal,
            // With the same key and the same body, sending it again places nothing twice: the contract promises it.
            isIdempotent: true,
          },
          (body, { status }) => ({ isPlaced: true, order: readOrderAnswer(body), isReplay: status === 200 }),
        );
      } catch (error) {
        return readSubmissionFailure(error);
      }
    },
  };
}

function writeSearch(search: OrderSearch, index: number): Schemas['OrderSearch'] {
  const { statuses, isOpen, poNumber, sku, placedFrom, placedTo } = search.filter;
  return {
    searchId: String(index),
    accountId: search.accountId,
    ...(statuses !== undefined && { statuses: [...statuses] }),
    ...(isOpen !== undefined && { isOpen }),
    ...(poNumber !== undefined && { poNumber }),
    ...(sku !== undefined && { sku }),
    ...(placedFrom !== undefined && { placedFrom }),
    ...(placedTo !== undefined && { placedTo }),
    first: search.first,
    ...(search.after !== undefined && { after: search.after }),
    withCount: search.isCountAsked,
  };
}

function writeSubmission(submission: OrderSubmission): Schemas['OrderSubmission'] {
  const { accountId, placedBy, poNumber, shipToAddressId, requestedDate, lines } = submission;
  return {
    accountId,
    placedBy,
    ...(poNumber !== undefined && { poNumber }),
    ...(shipToAddressId !== undefined && { shipToAddressId }),
    ...(requestedDate !== undefined && { requestedDate }),
    lines: lines.map(({ sku, quantity, uom, expectedUnitPrice, projectId }) => ({
      sku,
      quantity,
      ...(uom !== undefined && { uom }),
      ...(expectedUnitPrice !== undefined && { expectedUnitPrice }),
      ...(projectId !== undefined && { projectId }),
    })),
  };
}

const invalidCursor = z.object({ code: z.literal('INVALID_CURSOR') });

function isInvalidCursor(error: unknown): boolean {
  return error instanceof SystemRefusalError && error.status === 400 && invalidCursor.safeParse(error.body).success;
}

function describeInvalidCursor(): BadUserInputError {
  return new BadUserInputError(
    '`after` is not a cursor of this connection: pass the endCursor of the page before.',
    'after',
  );
}

function describeIncompleteAnswer(system: string, index: number): SystemUnavailableError {
  const cause = new Error(`search ${index} has no page, or not the count that was asked for`);
  return new SystemUnavailableError(system, 'response', { cause });
}
