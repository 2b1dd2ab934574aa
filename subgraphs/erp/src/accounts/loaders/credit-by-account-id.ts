// Credit by account id, as far as the principal may see the account.
import { type Principal, keepFailure } from '@commerce-graph/subgraph-runtime';
import DataLoader from 'dataloader';
import type { ErpConnector } from '../../connectors/erp-connector.ts';
import type { Credit } from '../../generated/resolver-types.ts';

/** Null for an account that the ERP does not know and for one that the token does not cover. */
export type CreditByAccountId = DataLoader<string, Credit | null>;

export function createCreditByAccountId(
  connector: ErpConnector,
  principal: Principal,
  signal: AbortSignal,
): CreditByAccountId {
  return new DataLoader(
    keepFailure(async (ids) => {
      const permitted = ids.filter((id) => principal.permits(id));
      const credits = permitted.length === 0 ? undefined : await connector.readCredits(permitted, signal);
      return ids.map((id) => (principal.permits(id) ? (credits?.get(id) ?? null) : null));
    }),
    { maxBatchSize: 200 },
  );
}
