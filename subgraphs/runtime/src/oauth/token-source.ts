// Bearer tokens for a system: one at a time, kept until shortly before it expires, fetched once however many wait.
import { SystemUnavailableError } from '../system/system-unavailable-error.ts';

export interface TokenSource {
  /** A token that is good for some time yet. Rejects with the signal's reason when it fires first. */
  getToken(signal: AbortSignal): Promise<string>;
  /** Says that the system refused this token. The next `getToken` fetches another, unless that has happened already. */
  discard(token: string): void;
}

export interface GrantedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
}

/** Fetches a token. It is told the previous grant, for systems that renew one with it. */
export type FetchToken<TGrant extends GrantedToken> = (previous: TGrant | undefined) => Promise<TGrant>;

/** A token is renewed this long before it expires, so that none expires on its way to the system. */
const renewalMarginMs = 30_000;

export function createTokenSource<TGrant extends GrantedToken>(
  fetchToken: FetchToken<TGrant>,
  now: () => number = Date.now,
): TokenSource {
  let grant: TGrant | undefined;
  let goodUntil = 0;
  let pending: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const requestedAt = now();
    const granted = await fetchToken(grant);
    grant = granted;
    const lifetimeMs = granted.expiresInSeconds * 1_000;
    // Short-lived tokens keep half of their life instead of being renewed for every call.
    goodUntil = requestedAt + Math.max(lifetimeMs - renewalMarginMs, lifetimeMs / 2);
    return granted.accessToken;
  }

  return {
    async getToken(signal) {
      if (grant !== undefined && now() < goodUntil) return grant.accessToken;
      pending ??= renew().finally(() => {
        pending = undefined;
      });
      // The fetch is shared: a caller who leaves must not end it for the others.
      return waitFor(pending, signal);
    },
    discard(token) {
      if (grant?.accessToken === token) goodUntil = 0;
    },
  };
}

async function waitFor<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** For fetchers: why a token endpoint gave no token, without a word of what it said. */
export function describeTokenFailure(system: string, status: number): SystemUnavailableError {
  const cause = new Error(`the token endpoint answered ${status}`);
  return status === 429 || status >= 500
    ? new SystemUnavailableError(system, 'status', { cause })
    : new SystemUnavailableError(system, 'credentials', { cause });
}
