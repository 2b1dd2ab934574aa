// The resolvers of the OMS subgraph, put together.
import { valueScalars } from '@commerce-graph/subgraph-runtime';
import type { Resolvers } from './generated/resolver-types.ts';
import type { OmsContext } from './oms-context.ts';
import { orderMutations } from './orders/resolvers/order-mutations.ts';
import { accountFields, orderFields, orderQueries } from './orders/resolvers/order-queries.ts';

export const resolvers: Resolvers<OmsContext> = {
  ...valueScalars,
  Query: orderQueries,
  Mutation: orderMutations,
  Order: orderFields,
  Account: accountFields,
};
