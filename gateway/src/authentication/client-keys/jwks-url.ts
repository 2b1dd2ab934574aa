// Public keys at a URL of the identity provider, fetched when first needed and renewed from time to time.
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { fetchJwks } from './fetch-jwks.ts';
import { createJwksCacheFile, type FetchedKeys } from './jwks-cache-file.ts';
import { readSignatureKeys } from './signature-keys.ts';

export interface JwksUrlOptions {
  readonly url: string;
  /** For how long fetched keys are used before they are renewed. */
  readonly pollIntervalMs: number;
  /** The shortest time between two fetches because of an unknown key, and after one that failed. */
  readonly cooldownMs: number;
  /** For how long after they were fetched keys are used while the URL gives none. */
  readonly staleIfErrorMs: number;
  /** Where fetched keys are kept over a restart. */
  readonly cacheFile?: string | undefined;
  readonly log: Logger;
}

/** No keys that may still be used were ever had from the URL, so nothing can be said about a token. */
export class UnreachableKeysError extends Error {
  override readonly name = 'UnreachableKeysError';
}

const bounds = { timeoutMs: 5000, limitBytes: 512 * 1024 };
/** A gateway without any keys refuses everybody, so it asks again soon. */
const retryWithoutKeysMs = 1000;

/** While the URL gives no keys, those that it gave last stay in use, up to a bound. */
export async function createJwksUrl(options: JwksUrlOptions): Promise<JWTVerifyGetKey> {
  const { url, pollIntervalMs, cooldownMs, staleIfErrorMs, cacheFile, log } = options;
  const cache = cacheFile === undefined ? undefined : createJwksCacheFile(cacheFile, url);
  let known: (FetchedKeys & { readonly find: JWTVerifyGetKey }) | undefined;
  let isFromFile = false;
  let triedAt = -Infinity;
  let pending: Promise<void> | undefined;

  try {
    const cached = await cache?.read();
    if (cached) known = { ...cached, find: createLocalJWKSet(cached.set) };
    isFromFile = known !== undefined;
  } catch (error) {
    log.warn({ url, file: cacheFile, err: error }, 'The kept keys for client tokens cannot be used');
  }

  async function fetchKeys(): Promise<void> {
    triedAt = performance.now();
    try {
      const { set, exposed } = readSignatureKeys(await fetchJwks(url, bounds));
      if (exposed > 0)
        log.error({ url, exposed }, 'The identity provider publishes keys that can sign; they are refused');
      known = { set, fetchedAt: Date.now(), find: createLocalJWKSet(set) };
      isFromFile = false;
    } catch (error) {
      log.error({ url, err: error }, 'The keys for client tokens could not be fetched');
      if (isFromFile && isUsable()) {
        const fetchedAt = new Date(known?.fetchedAt ?? 0).toISOString();
        log.warn({ url, file: cacheFile, fetchedAt }, 'Client tokens are checked by keys of before the start');
      }
      return;
    }
    await cache?.write(known).catch((error: unknown) => {
      log.error(
        { url, file: cacheFile, err: error },
        'The keys for client tokens could not be kept for the next start',
      );
    });
  }

  /** At once for all who need it. */
  const refresh = (): Promise<void> => (pending ??= fetchKeys().finally(() => (pending = undefined)));

  /** A clock that was set back says nothing about the age. */
  function isYounger(limitMs: number): boolean {
    const ageMs = Date.now() - (known?.fetchedAt ?? -Infinity);
    return ageMs >= 0 && ageMs < limitMs;
  }
  const isUsable = (): boolean => isYounger(Math.max(pollIntervalMs, staleIfErrorMs));
  const hasPassed = (ms: number): boolean => performance.now() - triedAt >= ms;

  return async (header, token) => {
    // Those from before the start are asked for again at once: they may have been withdrawn meanwhile.
    if (isFromFile || !isYounger(pollIntervalMs)) {
      const pauseMs = isUsable() ? Math.min(cooldownMs, pollIntervalMs) : retryWithoutKeysMs;
      if (pending !== undefined || hasPassed(pauseMs)) await refresh();
    }
    if (known === undefined || !isUsable()) throw new UnreachableKeysError(url);
    const asked = known;
    try {
      return await asked.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (pending !== undefined || hasPassed(cooldownMs)) await refresh();
      if (known === asked) throw error;
      return known.find(header, token);
    }
  };
}
