// Tokens by the OAuth 2.0 client credentials grant (RFC 6749 section 4.4).
import { requestToken } from './token-request.ts';
import { type TokenSource, createTokenSource } from './token-source.ts';

export interface ClientCredentialsOptions {
  /** Names the system in errors. */
  readonly system: string;
  /** The token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** Default 5 000 ms. */
  readonly deadlineMs?: number;
  readonly now?: () => number;
}

export function createClientCredentialsTokenSource(options: ClientCredentialsOptions): TokenSource {
  const { scope, deadlineMs = 5_000 } = options;
  const form = { grant_type: 'client_credentials', ...(scope !== undefined && { scope }) };
  return createTokenSource(async () => {
    const granted = await requestToken({ ...options, form, deadlineMs });
    return { accessToken: granted.access_token, expiresInSeconds: granted.expires_in };
  }, options.now);
}
