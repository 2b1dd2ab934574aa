// What the resolvers of one request share: who asks, the loaders that gather what is asked, and the way to submit.
import type { Logger, Principal } from '@commerce-graph/subgraph-runtime';
import type { OmsConnector } from './connectors/oms-connector.ts';
import { type OrderById, createOrderById } from './orders/loaders/order-by-id.ts';
import { type OrderPageBySearch, createOrderPageBySearch } from './orders/loaders/order-page-by-search.ts';

export interface OmsContext {
  readonly principal: Principal;
  readonly connector: Pick<OmsConnector, 'submitOrder'>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly orderById: OrderById;
  readonly orderPageBySearch: OrderPageBySearch;
}

export function createOmsContext(
  connector: OmsConnector,
  principal: Principal,
  signal: AbortSignal,
  logger: Logger,
): OmsContext {
  return {
    principal,
    connector,
    signal,
    logger,
    orderById: createOrderById(connector, principal, signal),
    orderPageBySearch: createOrderPageBySearch(connector, principal, signal, logger),
  };
}
