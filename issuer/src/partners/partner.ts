// A partner: a portal or a program of another company, with its own secret, accounts, scopes and limits.
import type { Restrictions } from './partner-request.ts';

/** As operators see it; it holds no secret. Times are RFC 3339 in UTC. */
export interface Partner {
  readonly client_id: string;
  readonly name: string;
  /** What the partner may do now. An expired or revoked one gets no token. */
  readonly state: 'active' | 'expired' | 'revoked';
  /** Its own first. */
  readonly accounts: readonly [string, ...string[]];
  readonly scope: string;
  readonly restrictions: Restrictions;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  /** When it last got a token, to the minute. */
  readonly last_used_at: string | null;
}

/** With the one secret that is never shown again. */
export interface IssuedSecret {
  readonly partner: Partner;
  readonly client_secret: string;
}
