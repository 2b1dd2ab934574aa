// The accounts whose data a caller may be shown, by the verified identity alone.
import type { Principal } from './principal.ts';

const nobodys: ReadonlySet<string> = new Set();

/** The principal of a verified token is one object for many requests. It cannot change, so it is read once. */
const known = new WeakMap<Principal, ReadonlySet<string>>();

/** Empty for an anonymous caller. */
export function listPermittedAccounts(principal: Principal): ReadonlySet<string> {
  if (principal.isAnonymous) return nobodys;
  let permitted = known.get(principal);
  if (permitted === undefined) {
    const { account, accounts } = principal;
    permitted = new Set(account === undefined ? accounts : [account, ...accounts]);
    known.set(principal, permitted);
  }
  return permitted;
}
