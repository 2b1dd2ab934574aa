// Orders by id, as far as the principal may see them. Every way to a single order leads through here.
import { type Principal, keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { KnownOrder, OmsConnector } from '../../connectors/oms-connector.ts';

/** Null for an order that the OMS does not know and for one of an account that the token does not cover. */
export type OrderById = DataLoader<string, KnownOrder | null>;

export function createOrderById(connector: OmsConnector, principal: Principal, signal: AbortSignal): OrderById {
  return new DataLoader(
    keepFailure(async (ids) => {
      // Nobody without an account may see any order: the OMS need not be asked.
      if (principal.accounts.length === 0) return ids.map(() => null);
      const orders = await connector.readOrders(ids, signal);
      const permitted = new Map(
        orders.flatMap((order) => (principal.permits(order.account.id) ? [[order.id, order]] : [])),
      );
      return ids.map((id) => permitted.get(id) ?? null);
    }),
    { maxBatchSize: 200 },
  );
}
