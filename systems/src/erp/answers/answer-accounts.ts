// Accounts and their credit, as the contract tells them.
import type { operations } from '@commerce-graph/schema/erp-integration';
import type { ContractHandlers } from '../../server/contract-routes.ts';
import { assessCredit } from '../rules/credit.ts';
import type { ErpStore } from '../store/erp-store.ts';

type Answers = Pick<ContractHandlers<operations>, 'queryAccounts' | 'queryCredit'>;

export function createAccountAnswers(store: ErpStore, clock: () => Date): Answers {
  return {
    queryAccounts: ({ body: { accountIds } }) => ({
      status: 200,
      body: { accounts: store.accounts.findAccounts(accountIds) },
    }),
    queryCredit: ({ body: { accountIds } }) => ({
      status: 200,
      body: {
        asOf: clock().toISOString(),
        credits: store.accounts.findCredit(accountIds).map((record) => assessCredit(record)),
      },
    }),
  };
}
