// Accounts by id, as far as the principal may see them. Every way to an account leads through here.
import { type Principal, keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { ErpConnector } from '../../connectors/erp-connector.ts';
import type { Account } from '../../generated/resolver-types.ts';

/** Null for an account that the ERP does not know and for one that the token does not cover: they look the same. */
export type AccountById = DataLoader<string, Account | null>;

export function createAccountById(connector: ErpConnector, principal: Principal, signal: AbortSignal): AccountById {
  return new DataLoader(
    keepFailure(async (ids) => {
      const permitted = ids.filter((id) => principal.permits(id));
      const accounts = permitted.length === 0 ? [] : await connector.readAccounts(permitted, signal);
      const byId = new Map(accounts.map((account) => [account.id, account]));
      return ids.map((id) => (principal.permits(id) ? (byId.get(id) ?? null) : null));
    }),
    { maxBatchSize: 200 },
  );
}
