// Who sends a request: the identity that its token proves, and what the token says beside it.
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
  /** Its `iss`. */
  readonly issuer?: string;
  /** Its `sub`, whatever claim the subject of the principal is. */
  readonly subject?: string;
  /** The OAuth client that it was issued to: `client_id` (RFC 9068), or `azp` where that is absent. */
  readonly clientId?: string;
  /** Its `iat`, in seconds since 1970. */
  readonly issuedAt?: number;
  readonly restrictions: TokenRestrictions;
}

/** Everybody who sends no token. */
export const anonymousCaller: Caller = Object.freeze({ principal: anonymousPrincipal });
