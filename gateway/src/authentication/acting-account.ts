// Lets a caller choose, among the accounts that its token permits, the one that a request is about.
import { RequestRefusal } from '../http/request-refusal.ts';
import type { Caller } from './caller.ts';
import type { Principal } from './principal.ts';

/** Its value is an account's id as the token would name it. It chooses, and never grants anything. */
export const accountHeader = 'commerce-graph-account';

/** What an account that no claim names may be called: nothing that two headers could be joined to, or a log misread. */
const accountId = /^[!-+\--~]{1,128}$/;
const longestShown = 100;

/** Throws a `RequestRefusal` (403) for an account that the token does not permit, in the same words whether it exists or not. */
export type ActingAccount = (caller: Caller, account: string | string[]) => Caller;

/** With the scope `onBehalfScope` the token permits every account. */
export function createActingAccount(onBehalfScope: string | false): ActingAccount {
  function chooseAccount(caller: Caller, account: string): Principal {
    const { principal } = caller;
    if (principal.isAnonymous) throw refuse(caller, account, 'a request without a token acts for none');
    if (account === principal.account) return principal;
    // What the token says of its own account holds for no other.
    const { priceGroup: _group, catalog: _catalog, ...rest } = principal;
    if (principal.accounts.includes(account)) {
      const others = principal.accounts.filter((each) => each !== account);
      const permitted = principal.account === undefined ? others : [principal.account, ...others];
      return Object.freeze({ ...rest, account, accounts: Object.freeze([...new Set(permitted)]) });
    }
    if (onBehalfScope !== false && principal.scopes.includes(onBehalfScope) && accountId.test(account)) {
      return Object.freeze({ ...rest, account, accounts: Object.freeze([]), onBehalfOf: account });
    }
    throw refuse(caller, account, 'the token does not permit it');
  }

  return (caller, account) => {
    const principal = chooseAccount(caller, Array.isArray(account) ? account.join() : account);
    return principal === caller.principal ? caller : { ...caller, principal };
  };
}

function refuse(caller: Caller, account: string, reason: string): RequestRefusal {
  const message = `The header ${accountHeader} names the account "${account.slice(0, longestShown)}": ${reason}.`;
  return new RequestRefusal({ status: 403, code: 'ACCOUNT_NOT_PERMITTED', message }, { caller });
}
