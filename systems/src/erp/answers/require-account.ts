// The account that a question is asked for, or the problem that there is none.
import { Problem } from '../../server/problem.ts';
import type { BuyingAccount } from '../store/account-store.ts';
import type { ErpStore } from '../store/erp-store.ts';

export function requireAccount(store: ErpStore, accountId: string): BuyingAccount {
  const account = store.accounts.findBuyingAccount(accountId);
  if (account === undefined) {
    const detail = `There is no account ${JSON.stringify(accountId)}.`;
    throw new Problem({ status: 404, code: 'UNKNOWN_ACCOUNT', detail });
  }
  return account;
}
