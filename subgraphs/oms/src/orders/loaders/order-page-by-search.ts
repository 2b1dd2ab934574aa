// Pages of orders by search: the searches of a request go to the OMS together, whatever accounts they are over.
import {
  type Logger,
  type Principal,
  SystemUnavailableError,
  chooseAccount,
  keepFailure,
} from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { OmsConnector, OrderPage, OrderSearch } from '../../connectors/oms-connector.ts';

export type OrderPageBySearch = DataLoader<OrderSearch, OrderPage, string>;

export function createOrderPageBySearch(
  connector: OmsConnector,
  principal: Principal,
  signal: AbortSignal,
  logger: Logger,
): OrderPageBySearch {
  return new DataLoader(
    keepFailure(async (searches) => {
      // Whoever builds a search has chosen a permitted account; that no other is ever searched is made sure here.
      for (const { accountId } of searches) chooseAccount(principal, accountId);
      const answers = await connector.searchOrders(searches, signal);
      return searches.map(({ accountId }, index) => checkAccount(answers[index], accountId, logger));
    }),
    { maxBatchSize: 50, cacheKeyFn: (search) => JSON.stringify(search) },
  );
}

/**
 * An order of another account in the answer means that the OMS is wrong about whose orders these are. Then none of them
 * is shown, and whoever runs the OMS learns of it from the log.
 */
function checkAccount(answer: OrderPage | Error | undefined, accountId: string, logger: Logger): OrderPage | Error {
  if (answer === undefined) return new SystemUnavailableError('OMS', 'response', { cause: new Error('no answer') });
  if (answer instanceof Error) return answer;
  const foreign = answer.orders.find((order) => order.account.id !== accountId);
  if (foreign === undefined) return answer;
  logger.error(
    { searchedAccount: accountId, orderId: foreign.id, orderAccount: foreign.account.id },
    'the OMS answered a search over one account with an order of another: nothing of its answer is shown',
  );
  return new SystemUnavailableError('OMS', 'response', { cause: new Error('an order of another account') });
}
