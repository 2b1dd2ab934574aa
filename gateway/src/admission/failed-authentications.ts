// Keeps those who try out tokens from keeping the gateway busy: checking a signature costs more than sending one.
import { AuthenticationError } from '../authentication/authentication-error.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { Caller } from '../authentication/caller.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import { describeAddress } from './caller-address.ts';
import type { Demand } from './buckets.ts';
import type { Sender } from './limit-key.ts';
import { createLocalBuckets } from './local-buckets.ts';
import type { Allowance } from './token-bucket.ts';

export interface GuardedAuthenticatorOptions {
  readonly authenticate: Authenticator;
  readonly allowance: Allowance;
  readonly countLimited: (limit: string, mode: 'enforce') => void;
}

export type GuardedAuthenticator = (headers: Parameters<Authenticator>[0], sender: Sender) => Promise<Caller>;

/** Counted in this process alone: it is this process that would be kept busy. */
export function guardAuthenticator(options: GuardedAuthenticatorOptions): GuardedAuthenticator {
  const { authenticate, allowance, countLimited } = options;
  const buckets = createLocalBuckets();
  return async (headers, sender) => {
    let demands: readonly Demand[] = [];
    // Taken before and given back afterwards: of many at a time, no more are tried than are allowed.
    let isTried = false;
    try {
      const caller = await authenticate(headers, () => {
        demands = [{ key: describeAddress(sender.ip), allowance, isEnforced: true }];
        const { refused } = buckets.take(demands, 1);
        if (refused === undefined) {
          isTried = true;
          return;
        }
        countLimited('failed_authentications', 'enforce');
        throw new RequestRefusal(
          {
            status: 429,
            code: 'REQUEST_RATE_LIMITED',
            message: 'Too many tokens from this address were refused. Try again later.',
          },
          { retryAfterSeconds: Math.max(1, Math.ceil(refused.waitMs / 1000)) },
        );
      });
      if (isTried) buckets.settle(demands, -1);
      return caller;
    } catch (error) {
      // That keys cannot be had is not the caller's fault.
      if (isTried && !(error instanceof AuthenticationError && error.status === 401)) buckets.settle(demands, -1);
      throw error;
    }
  };
}
