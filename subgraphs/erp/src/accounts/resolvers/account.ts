// Accounts: who buys, on what terms, and the accounts above and below, each only where the token covers it.
import { chooseAccount } from '@commerce-graph/subgraph-runtime';
import type { ErpContext } from '../../erp-context.ts';
import type { AccountResolvers, QueryResolvers } from '../../generated/resolver-types.ts';

export const accountQueries = {
  account: (_parent, { id }, { principal, accountById }) => accountById.load(chooseAccount(principal, id)),
} satisfies QueryResolvers<ErpContext>;

/** A parent is read again by its id, without a call: a reference may hold nothing but that. */
export const accountFields = {
  __resolveReference: ({ id }, { accountById }) => accountById.load(id),
  async parent({ id }, _args, { accountById }) {
    const account = await accountById.load(id);
    return account?.parent ? accountById.load(account.parent.id) : null;
  },
  async children({ id }, _args, { accountById }) {
    const account = await accountById.load(id);
    const children = await Promise.all((account?.children ?? []).map((child) => accountById.load(child.id)));
    return children.filter((child) => child !== null);
  },
  credit: ({ id }, _args, { creditByAccountId }) => creditByAccountId.load(id),
} satisfies AccountResolvers<ErpContext>;
