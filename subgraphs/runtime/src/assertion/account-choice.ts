// Which account a request acts for: its principal's own, or the one an argument names, if the principal may act for it.
import { CodedError } from '../error-codes/coded-error.ts';
import { shorten } from '../values/shown-value.ts';
import type { Principal } from './principal.ts';

/** Throws UNAUTHENTICATED for anonymous requests. */
export function requireSignedIn(principal: Principal): void {
  if (principal.isAnonymous) {
    throw new CodedError('UNAUTHENTICATED', 'Sign in to see what belongs to an account: send a token.');
  }
}

/**
 * The account to act for: `accountId`, or the principal's own when it is absent. Throws UNAUTHENTICATED for anonymous
 * requests and FORBIDDEN for an account that the token does not cover. Only the token is looked at, so the refusal of
 * an account that exists and of one that does not are the same.
 */
export function chooseAccount(principal: Principal, accountId?: string | null): string {
  requireSignedIn(principal);
  const chosen = accountId ?? principal.account;
  if (chosen === undefined) {
    throw new CodedError('FORBIDDEN', 'The token names no account of its own: pass the account id as an argument.');
  }
  if (!principal.permits(chosen)) {
    throw new CodedError('FORBIDDEN', `The token does not cover the account \`${shorten(chosen)}\`.`);
  }
  return chosen;
}
