// What a principal says, as one string: equal for principals that do not differ in anything.
import type { Principal } from './principal.ts';

/** The principal of a verified token is one object for many requests. It cannot change, so it is written once. */
const keys = new WeakMap<Principal, string>();

export function describePrincipal(principal: Principal): string {
  let key = keys.get(principal);
  if (key === undefined) keys.set(principal, (key = JSON.stringify(principal)));
  return key;
}
