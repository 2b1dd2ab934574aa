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

export type GuardedAuthenticator = (headers: Parameters<Authenticator>[0], sender: Sender) => Promise<Caller> | Caller;

/** Counted in this process alone: it is this process that would be kept busy. */
export function guardAuthenticator(options: GuardedAuthenticatorOptions): GuardedAuthenticator {
  const { authenticate, allowance, countLimited } = options;
  const buckets = createLocalBuckets();
  function take(demands: readonly Demand[]): void {
    const { refused } = buckets.take(demands, 1);
    if (refused === undefined) return;
    countLimited('failed_authentications', 'enforce');
    throw new RequestRefusal(
      {
        status: 429,
        code: 'REQUEST_RATE_LIMITED',
        message: 'Too many tokens from this address were refused. Try again later.',
      },
      { retryAfterSeconds: Math.max(1, Math.ceil(refused.waitMs / 1000)) },
    );
  }

  async function settle(caller: Promise<Caller>, demands: readonly Demand[]): Promise<Caller> {
    try {
      const found = await caller;
      buckets.settle(demands, -1);
      return found;
    } catch (error) {
      // That keys cannot be had is not the caller's fault.
      if (!(error instanceof AuthenticationError && error.status === 401)) buckets.settle(demands, -1);
      throw error;
    }
  }

  return (headers, sender) => {
    // Taken before and given back afterwards: of many at a time, no more are tried than are allowed.
    let demands: readonly Demand[] | undefined;
    const caller = authenticate(headers, () => {
      const own = [{ key: describeAddress(sender.ip), allowance, isEnforced: true }];
      take(own);
      demands = own;
    });
    // Nothing was taken for a token that was verified shortly before, nor for none.
    return demands === undefined || !(caller instanceof Promise) ? caller : settle(caller, demands);
  };
}
