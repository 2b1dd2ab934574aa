// Public keys at a URL of the identity provider, fetched when first needed and renewed from time to time.
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';

export interface JwksUrlOptions {
  readonly url: string;
  /** For how long fetched keys are used before they are renewed. */
  readonly pollIntervalMs: number;
  /** The shortest time between two fetches because of an unknown key: tokens with made-up keys cause no flood. */
  readonly cooldownMs: number;
  readonly log: Logger;
}

/** While the identity provider cannot be reached, the keys it gave last stay in use. */
export function createJwksUrl({ url, pollIntervalMs, cooldownMs, log }: JwksUrlOptions): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: pollIntervalMs,
    cooldownDuration: cooldownMs,
    timeoutDuration: 5000,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const lastKeys = remote.jwks();
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      log.error({ url, err: error }, 'The keys for client tokens could not be fetched');
      if (lastKeys === undefined) throw new UnreachableKeysError(url, { cause: error });
      return createLocalJWKSet(lastKeys)(header, token);
    }
  };
}

/** No key was ever had from the URL, so nothing can be said about a token. */
export class UnreachableKeysError extends Error {
  override readonly name = 'UnreachableKeysError';
}
