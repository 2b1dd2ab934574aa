// What a caller counts as, under each kind of limit.
import type { Caller } from '../authentication/caller.ts';
import { describeAddress } from './caller-address.ts';

export type LimitedBy = 'client' | 'account' | 'subject' | 'address';

/** Where a request is from. Read only where it matters. */
export interface Sender {
  readonly ip: string;
}

/** Undefined for a caller whom limits of that kind do not concern. Equal for different callers that share an allowance. */
export function describeLimited(by: LimitedBy, { principal, token }: Caller, sender: Sender): string | undefined {
  const { issuer = '', subject, account, isAnonymous } = principal;
  switch (by) {
    case 'address':
      return describeSender(sender);
    case 'account':
      return account === undefined ? undefined : write('account', account);
    case 'subject':
      return isAnonymous ? undefined : write('subject', issuer, subject);
    case 'client':
      if (token?.clientId !== undefined) return write('client', issuer, token.clientId);
      return isAnonymous ? describeSender(sender) : write('subject', issuer, subject);
  }
}

/**
 * What the limits of a token count by. Not its id: whoever renews a token would begin anew. Two tokens of one client for
 * the same subject share what both are given.
 */
export function describeToken({ principal: { issuer = '', subject }, token }: Caller): string {
  return write('token', issuer, token?.clientId ?? '', subject, token?.restrictions.operations ?? '');
}

function describeSender({ ip }: Sender): string {
  return write('address', describeAddress(ip));
}

/** Parts may hold any character; none may be taken for two. */
function write(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
