// Which tokens are revoked, in memory: asked for every request that has a token.
import type { VerifiedToken } from '../caller.ts';
import { covers, identifyRevocation, type TokenRevocation } from './token-revocation.ts';

export interface RevokedTokens {
  readonly size: number;
  has(token: VerifiedToken): boolean;
  /** False when nothing new is said. */
  add(revocation: TokenRevocation): boolean;
  /** How many of them are of tokens of which nothing is known yet. */
  countNew(revocations: readonly TokenRevocation[]): number;
  list(): readonly TokenRevocation[];
  /** Lets go of those whose tokens have all expired. */
  forgetExpired(): void;
}

/** `clock`: milliseconds since 1970. */
export function createRevokedTokens(clock: () => number = Date.now): RevokedTokens {
  const known = new Map<string, TokenRevocation>();
  type ByValue = Map<string, TokenRevocation>;
  /** The same once more, so that finding one makes no text. */
  const issuers = new Map<string, Readonly<Record<TokenRevocation['claim'], ByValue>>>();

  function isMeant({ issuedUntil }: TokenRevocation, { issuedAt }: VerifiedToken): boolean {
    // A token of the same second may have been issued before or after, and one that does not say when, too.
    return issuedAt === undefined || Math.floor(issuedAt) <= issuedUntil;
  }

  function forget(key: string, { issuer, claim, value }: TokenRevocation): void {
    known.delete(key);
    const values = issuers.get(issuer);
    values?.[claim].delete(value);
    if (values && values.jti.size + values.sub.size + values.client_id.size === 0) issuers.delete(issuer);
  }

  return {
    get size() {
      return known.size;
    },

    has(token) {
      const values = token.issuer === undefined ? undefined : issuers.get(token.issuer);
      if (values === undefined) return false;
      const { id, subject, clientId } = token;
      if (id !== undefined && values.jti.has(id)) return true;
      const ofSubject = subject === undefined ? undefined : values.sub.get(subject);
      if (ofSubject !== undefined && isMeant(ofSubject, token)) return true;
      const ofClient = clientId === undefined ? undefined : values.client_id.get(clientId);
      return ofClient !== undefined && isMeant(ofClient, token);
    },

    add(revocation) {
      const { issuer, claim, value } = revocation;
      const key = identifyRevocation(revocation);
      const before = known.get(key);
      if (before !== undefined && covers(before, revocation)) return false;
      const merged: TokenRevocation = {
        issuer,
        claim,
        value,
        issuedUntil: Math.max(before?.issuedUntil ?? -Infinity, revocation.issuedUntil),
        until: Math.max(before?.until ?? -Infinity, revocation.until),
      };
      known.set(key, merged);
      let values = issuers.get(issuer);
      if (values === undefined)
        issuers.set(issuer, (values = { jti: new Map(), sub: new Map(), client_id: new Map() }));
      values[claim].set(value, merged);
      return true;
    },

    countNew(revocations) {
      const keys = new Set(revocations.map(identifyRevocation));
      return [...keys].filter((key) => !known.has(key)).length;
    },

    list: () => [...known.values()],

    forgetExpired() {
      const now = clock() / 1000;
      for (const [key, revocation] of known) if (revocation.until < now) forget(key, revocation);
    },
  };
}
