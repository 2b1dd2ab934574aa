// Tells subgraphs who is asking: a short-lived JWT with the verified identity, signed by the gateway, for one subgraph.
import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, importJWK, type JSONWebKeySet, type JWK, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Principal } from './principal.ts';
import { describePrincipal } from './principal-key.ts';

export interface AssertionSigner {
  /** The assertion for a principal and a subgraph. It is valid for at least half its lifetime from now. */
  sign(principal: Principal, subgraph: string): Promise<string>;
  /** What subgraphs need to check it; served at `/.well-known/jwks.json`. */
  readonly publicKeys: JSONWebKeySet;
}

export interface AssertionOptions {
  /** A private Ed25519 JWK, or a JWKS whose first key signs. The others are published, so that keys can be rotated. */
  readonly keyFile: string;
  readonly issuer: string;
  readonly lifetimeMs: number;
  readonly clock?: () => number;
}

/** Assertions kept for reuse, over all principals and subgraphs. One takes about half a kibibyte. */
const maximumKept = 4096;

export async function createAssertionSigner(options: AssertionOptions): Promise<AssertionSigner> {
  const { keyFile, issuer, lifetimeMs, clock = Date.now } = options;
  const keys = await readPrivateKeys(keyFile);
  const [signing] = keys;
  const privateKey = await importJWK(signing, 'EdDSA');
  const kept = new LRUCache<string, Promise<string>>({
    max: maximumKept,
    ttl: lifetimeMs / 2,
    perf: { now: clock },
    // Age is what makes an assertion unusable, so a cached timestamp must not blur it.
    ttlResolution: 0,
  });

  const signNew = (principal: Principal, subgraph: string): Promise<string> => {
    const issuedAt = Math.floor(clock() / 1000);
    return new SignJWT({
      scope: principal.scopes.join(' '),
      ...(principal.account !== undefined && { account: principal.account }),
      ...(principal.accounts.length > 0 && { accounts: principal.accounts }),
      ...(principal.roles.length > 0 && { roles: principal.roles }),
      ...(principal.priceGroup !== undefined && { priceGroup: principal.priceGroup }),
      ...(principal.catalog !== undefined && { catalog: principal.catalog }),
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: signing.kid, typ: 'gateway-assertion+jwt' })
      .setIssuer(issuer)
      .setAudience(subgraph)
      .setSubject(principal.subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.ceil(lifetimeMs / 1000))
      .sign(privateKey);
  };

  return {
    sign(principal, subgraph) {
      // All that the assertion says, in one string: a principal that differs in anything gets another one.
      const identity = `${subgraph} ${describePrincipal(principal)}`;
      const known = kept.get(identity);
      if (known !== undefined) return known;
      const assertion = signNew(principal, subgraph);
      kept.set(identity, assertion);
      return assertion;
    },
    publicKeys: { keys: keys.map(toPublicKey) },
  };
}

type PrivateKey = JWK & { readonly kid: string };

async function readPrivateKeys(file: string): Promise<[PrivateKey, ...PrivateKey[]]> {
  const content = JSON.parse(await readFile(file, 'utf8')) as JWK & { keys?: JWK[] };
  const [first, ...others] = await Promise.all((content.keys ?? [content]).map((key) => withKeyId(key, file)));
  if (first === undefined) throw new Error(`${file} contains no key; expected a private Ed25519 JWK`);
  if (first.d === undefined) throw new Error(`${file} contains a public key; expected a private Ed25519 JWK`);
  return [first, ...others];
}

async function withKeyId(key: JWK, file: string): Promise<PrivateKey> {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519') {
    throw new Error(`${file} contains a key of type ${key.kty} ${key.crv ?? ''}; expected a private Ed25519 JWK`);
  }
  return { ...key, kid: key.kid ?? (await calculateJwkThumbprint(key)) };
}

/** Only the members named here leave the gateway. */
function toPublicKey({ kty, crv, x, kid }: PrivateKey): JWK {
  return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } as JWK;
}
