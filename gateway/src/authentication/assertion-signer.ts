// Tells subgraphs who is asking: a short-lived JWT with the verified identity, signed by the gateway, for one subgraph.
import { type JSONWebKeySet, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { createAssertionKeys, type SigningKey } from './assertion-keys.ts';
import type { Principal } from './principal.ts';
import { describePrincipal } from './principal-key.ts';

export interface AssertionSigner {
  /** The assertion for a principal and a subgraph. It is valid for at least half its lifetime from now. */
  sign(principal: Principal, subgraph: string): Promise<string>;
  /** What subgraphs need to check it; served at `/.well-known/jwks.json`. */
  publicKeys(): Promise<JSONWebKeySet>;
}

export interface AssertionOptions {
  /**
   * A private Ed25519 JWK, or a JWKS whose first key signs. The others are published, so that keys can be rotated. Read
   * again when it changes.
   */
  readonly keyFile: string;
  readonly issuer: string;
  /**
   * For so long whoever reads an assertion on its way can ask the subgraph as the principal. It is no single use that
   * protects, so that one assertion serves many requests, but the little time, and the way being private.
   */
  readonly lifetimeMs: number;
  readonly log: Logger;
  readonly clock?: () => number;
}

/** Assertions kept for reuse, over all principals and subgraphs. One takes about half a kibibyte. */
const maximumKept = 4096;

export async function createAssertionSigner(options: AssertionOptions): Promise<AssertionSigner> {
  const { keyFile, issuer, lifetimeMs, log, clock = Date.now } = options;
  const keys = await createAssertionKeys({ file: keyFile, retiredForMs: lifetimeMs, clock, log });
  const kept = new LRUCache<string, Promise<string>>({
    max: maximumKept,
    ttl: lifetimeMs / 2,
    perf: { now: clock },
    // Age is what makes an assertion unusable, so a cached timestamp must not blur it.
    ttlResolution: 0,
  });

  const signNew = (principal: Principal, subgraph: string, { id, key }: SigningKey): Promise<string> => {
    const issuedAt = Math.floor(clock() / 1000);
    return new SignJWT({
      scope: principal.scopes.join(' '),
      ...(principal.account !== undefined && { account: principal.account }),
      ...(principal.accounts.length > 0 && { accounts: principal.accounts }),
      ...(principal.roles.length > 0 && { roles: principal.roles }),
      ...(principal.priceGroup !== undefined && { priceGroup: principal.priceGroup }),
      ...(principal.catalog !== undefined && { catalog: principal.catalog }),
      ...(principal.onBehalfOf !== undefined && { onBehalfOf: principal.onBehalfOf }),
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: id, typ: 'gateway-assertion+jwt' })
      .setIssuer(issuer)
      .setAudience(subgraph)
      .setSubject(principal.subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.ceil(lifetimeMs / 1000))
      .sign(key);
  };

  return {
    sign(principal, subgraph) {
      // All that the assertion says, in one string: a principal that differs in anything gets another one.
      const signing = keys.current();
      const identity = `${signing.id} ${subgraph} ${describePrincipal(principal)}`;
      const known = kept.get(identity);
      if (known !== undefined) return known;
      const assertion = signNew(principal, subgraph, signing);
      kept.set(identity, assertion);
      return assertion;
    },
    publicKeys: () => keys.listPublic(),
  };
}
