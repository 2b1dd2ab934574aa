// Tokens by the OAuth 2.0 password grant, renewed by refresh token: what Akeneo and products of its age ask for.
import { SystemUnavailableError } from '../system/system-unavailable-error.ts';
import { requestToken } from './token-request.ts';
import { type GrantedToken, type TokenSource, createTokenSource } from './token-source.ts';

export interface PasswordOptions {
  /** Names the system in errors. */
  readonly system: string;
  /** The token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  /** Default 5 000 ms. */
  readonly deadlineMs?: number;
  readonly now?: () => number;
}

interface PasswordGrant extends GrantedToken {
  readonly refreshToken: string | undefined;
}

export function createPasswordTokenSource(options: PasswordOptions): TokenSource {
  const { username, password, deadlineMs = 5_000 } = options;

  async function grant(form: Record<string, string>): Promise<PasswordGrant> {
    const granted = await requestToken({ ...options, form, deadlineMs });
    return {
      accessToken: granted.access_token,
      expiresInSeconds: granted.expires_in,
      refreshToken: granted.refresh_token,
    };
  }

  return createTokenSource<PasswordGrant>(async (previous) => {
    const signIn = { grant_type: 'password', username, password };
    if (previous?.refreshToken === undefined) return grant(signIn);
    try {
      return await grant({ grant_type: 'refresh_token', refresh_token: previous.refreshToken });
    } catch (error) {
      // A refresh token can be used up or revoked. Then, and only then, the password is used again.
      if (error instanceof SystemUnavailableError && error.reason === 'credentials') return grant(signIn);
      throw error;
    }
  }, options.now);
}
