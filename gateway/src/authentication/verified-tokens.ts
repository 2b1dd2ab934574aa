// Tokens whose signature was verified a moment ago, so that a caller who asks often is not verified for each request.
import { LRUCache } from 'lru-cache';
import type { Caller } from './caller.ts';

export interface VerifiedTokens {
  /** The bearer of a token that was verified a short time ago and has not expired since. */
  find(token: string): Caller | undefined;
  /** `expiresAt` in seconds since 1970, the tolerance of the clock included. */
  add(token: string, caller: Caller, expiresAt: number): void;
}

export interface VerifiedTokensOptions {
  /** For how long a token is not verified again: so long the withdrawal of its key may go unnoticed. 0: not at all. */
  readonly maximumAgeMs: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** How many are kept, and how long they may be together, in characters: about 8 MB at the most. */
const maximumCount = 4096;
const maximumLength = 8_000_000;

export function createVerifiedTokens({ maximumAgeMs, clock = Date.now }: VerifiedTokensOptions): VerifiedTokens {
  interface VerifiedToken {
    readonly caller: Caller;
    readonly expiresAt: number;
    readonly verifiedAt: number;
  }
  // The tokens themselves are the keys: nothing that is only like a verified token can be taken for it.
  const verified = new LRUCache<string, VerifiedToken>({
    max: maximumCount,
    maxSize: maximumLength,
    sizeCalculation: (_token, text) => Math.max(text.length, 1),
  });
  return {
    find(token) {
      const known = verified.get(token);
      if (known === undefined) return undefined;
      const now = clock();
      const age = now - known.verifiedAt;
      // A clock that was set back says nothing about the age.
      if (age >= 0 && age < maximumAgeMs && known.expiresAt > Math.floor(now / 1000)) return known.caller;
      verified.delete(token);
      return undefined;
    },
    add(token, caller, expiresAt) {
      if (maximumAgeMs > 0) verified.set(token, { caller, expiresAt, verifiedAt: clock() });
    },
  };
}
