// Who sends a request, and what is known of the token that says so.
import { anonymousPrincipal, type Principal } from './principal.ts';
import type { TokenRestrictions } from './token-restrictions.ts';

export interface Caller {
  readonly principal: Principal;
  /** Absent without a token. */
  readonly token?: VerifiedToken;
}

/** What concerns the token and not what its bearer may see: it is no part of the identity that values depend on. */
export interface VerifiedToken {
  /** Its `jti`. */
  readonly id?: string;
  /** The OAuth client that it was issued to: `client_id` (RFC 9068), or `azp` where that is absent. */
  readonly clientId?: string;
  readonly restrictions: TokenRestrictions;
}

/** Everybody who sends no token. */
export const anonymousCaller: Caller = Object.freeze({ principal: anonymousPrincipal });
