// Everybody who may come, as they come: with tokens of an identity provider that a graph can be told to trust.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type CallerKind, callerKinds, type Claims, type Forge } from './caller-kinds.ts';

export interface Caller extends Pick<CallerKind, 'name' | 'refusal' | 'revocation'> {
  readonly headers: Readonly<Record<string, string>>;
  /** The account that is meant where none is named. */
  readonly account?: string;
  /** Accounts that may be named. */
  readonly permitted: readonly string[];
  readonly scopes: readonly string[];
  readonly isAnonymous: boolean;
}

export const allScopes = ['orders:read', 'orders:write', 'credit:read'];

/** Chooses the account that a request is for. */
const accountHeader = 'commerce-graph-account';
const audience = 'commerce-graph';

/** An identity provider, and everybody who says to have a token of it. */
export interface TokenMaker {
  readonly issuer: string;
  /** The file with its public keys. */
  readonly jwks: string;
  /** A token as the identity provider of the graph makes it, with these claims beside or in place of the usual ones. */
  sign(claims?: Claims, header?: Claims): Promise<string>;
  listCallers(): Promise<readonly Caller[]>;
  close(): void;
}

export async function createTokenMaker(): Promise<TokenMaker> {
  const issuer = 'https://identity.example';
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'security', alg: 'EdDSA', use: 'sig' };
  const folder = mkdtempSync(path.join(tmpdir(), 'commerce-graph-'));
  const jwks = path.join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [publicJwk] }));
  const now = Math.floor(Date.now() / 1000);

  const forge: Forge = {
    publicKey,
    publicBytes: Buffer.from(publicJwk.x ?? '', 'base64url'),
    describeHeader: (header) => ({ alg: 'EdDSA', typ: 'at+jwt', kid: publicJwk.kid, ...header }),
    describeClaims(claims = {}) {
      const { account = 'acme' } = claims;
      const usual = { iss: issuer, aud: audience, sub: `buyer@${String(account)}`, iat: now, exp: now + 3600 };
      return { ...usual, jti: randomUUID(), account, scope: allScopes.join(' '), ...claims };
    },
    sign: ({ claims, header }, key = privateKey) =>
      new SignJWT(forge.describeClaims(claims))
        .setProtectedHeader({ alg: 'EdDSA', ...forge.describeHeader(header) })
        .sign(key),
  };

  function makeToken({ claims, header, forge: makeOtherwise }: CallerKind): Promise<string> | string | undefined {
    if (makeOtherwise !== undefined) return makeOtherwise(forge);
    return claims && forge.sign({ claims, ...(header && { header }) });
  }

  async function createCaller(kind: CallerKind): Promise<Caller> {
    const { name, acting, origin, refusal, revocation } = kind;
    const token = await makeToken(kind);
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(acting !== undefined && { [accountHeader]: acting }),
      ...(origin !== undefined && { origin }),
    };
    const common = { name, headers, ...(revocation && { revocation }) };
    const isAnonymous = token === undefined || refusal !== undefined;
    if (isAnonymous) return { ...common, ...(refusal && { refusal }), permitted: [], scopes: [], isAnonymous };
    const { account: own, accounts = [], scope } = forge.describeClaims(kind.claims) as unknown as KnownClaims;
    const account = acting ?? own;
    return {
      ...common,
      ...(account !== undefined && { account }),
      permitted: kind.permitted ?? (own === undefined ? accounts : [own, ...accounts]),
      scopes: scope.split(' '),
      isAnonymous,
    };
  }

  return {
    issuer,
    jwks,
    close: () => rmSync(folder, { recursive: true }),
    sign: (claims, header) => forge.sign({ ...(claims && { claims }), ...(header && { header }) }),
    listCallers: () => Promise.all(callerKinds.map(createCaller)),
  };
}

interface KnownClaims {
  readonly account?: string;
  readonly accounts?: readonly string[];
  readonly scope: string;
}
