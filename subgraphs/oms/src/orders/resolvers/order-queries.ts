// Reading orders: one by its id, or the orders of an account a page at a time.
import { chooseAccount, listSelectedFields, requireSignedIn } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import type {
  AccountOrdersArgs,
  AccountResolvers,
  OrderConnection,
  OrderResolvers,
  QueryResolvers,
} from '../../generated/resolver-types.ts';
import type { OmsContext } from '../../oms-context.ts';
import { toOrderSearch } from '../rules/order-search.ts';

export const orderQueries = {
  order(_parent, { id }, { principal, orderById }) {
    requireSignedIn(principal);
    return orderById.load(id);
  },
  orders: (_parent, { accountId, ...args }, context, info) =>
    readOrders(chooseAccount(context.principal, accountId), args, context, info),
} satisfies QueryResolvers<OmsContext>;

export const orderFields = {
  __resolveReference: ({ id }, { orderById }) => orderById.load(id),
} satisfies OrderResolvers<OmsContext>;

/** The OMS keeps no accounts. Whether one exists is the ERP's to say; whether its orders may be seen is the token's. */
export const accountFields = {
  __resolveReference: ({ id }, { principal }) => (principal.permits(id) ? { id } : null),
  orders: ({ id }, args, context, info) => readOrders(id, args, context, info),
} satisfies AccountResolvers<OmsContext>;

async function readOrders(
  accountId: string,
  args: AccountOrdersArgs,
  { orderPageBySearch }: OmsContext,
  info: GraphQLResolveInfo,
): Promise<OrderConnection> {
  const isCountAsked = listSelectedFields(info, 'OrderConnection').some(({ name }) => name === 'totalCount');
  const page = await orderPageBySearch.load(toOrderSearch(accountId, args, isCountAsked));
  return {
    nodes: [...page.orders],
    pageInfo: { hasNextPage: page.nextCursor !== null, endCursor: page.nextCursor },
    // Where it is not selected nobody reads it, and it is not counted.
    totalCount: page.totalCount ?? 0,
  };
}
