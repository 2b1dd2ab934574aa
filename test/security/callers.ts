// Everybody who may come: with good tokens of different accounts, with bad ones, with none.
import { createSecretKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { exportSPKI, importJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { locateClientTokenKey } from '../../scripts/development-keys.ts';
import { developmentIssuer } from '../../scripts/development-token.ts';

export interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Set for one whose request is refused as a whole. */
  readonly refusal?: { readonly status: number; readonly code: string };
  /** The account that is meant where none is named. */
  readonly account?: string;
  /** Accounts that may be named. */
  readonly permitted: readonly string[];
  readonly scopes: readonly string[];
  readonly isAnonymous: boolean;
}

export const allScopes = ['orders:read', 'orders:write', 'credit:read'];

const audience = 'commerce-graph';
const refusedToken = { status: 401, code: 'AUTH_ERROR' };

interface TokenOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

export interface TokenMaker {
  /** A token as the identity provider of the graph makes it, with these claims beside or in place of the usual ones. */
  sign(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  listCallers(): Promise<readonly Caller[]>;
}

/** `dataDir`: where the graph keeps its keys. */
export async function createTokenMaker(dataDir: string): Promise<TokenMaker> {
  const jwk = JSON.parse(readFileSync(locateClientTokenKey(dataDir), 'utf8')) as JWK;
  const { d: _private, ...publicJwk } = jwk;
  const key = await importJWK(jwk, 'EdDSA');
  const now = Math.floor(Date.now() / 1000);
  const describeClaims = (claims: Readonly<Record<string, unknown>> = {}) => {
    const { account = 'acme' } = claims;
    const usual = { iss: developmentIssuer, aud: audience, sub: `buyer@${String(account)}`, iat: now, exp: now + 3600 };
    return { ...usual, jti: randomUUID(), account, scope: allScopes.join(' '), ...claims };
  };
  const describeHeader = (header: Readonly<Record<string, unknown>> = {}) => ({
    alg: 'EdDSA',
    typ: 'at+jwt',
    kid: jwk.kid ?? '',
    ...header,
  });
  const sign = ({ claims, header }: TokenOptions, signingKey: Parameters<SignJWT['sign']>[0] = key): Promise<string> =>
    new SignJWT(describeClaims(claims)).setProtectedHeader(describeHeader(header)).sign(signingKey);
  const refuse = async (name: string, token: Promise<string> | string): Promise<Caller> => ({
    name,
    headers: { authorization: `Bearer ${await token}` },
    refusal: refusedToken,
    permitted: [],
    scopes: [],
    isAnonymous: true,
  });

  async function accept(
    name: string,
    { account, accounts = [], scopes = allScopes }: { account?: string; accounts?: string[]; scopes?: string[] },
  ): Promise<Caller> {
    const token = await sign({ claims: { account, accounts, scope: scopes.join(' ') } });
    return {
      name,
      headers: { authorization: `Bearer ${token}` },
      ...(account !== undefined && { account }),
      permitted: account === undefined ? accounts : [account, ...accounts],
      scopes,
      isAnonymous: false,
    };
  }

  async function listRefused(): Promise<Caller[]> {
    const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const publicKey = await importJWK(publicJwk, 'EdDSA');
    if (publicKey instanceof Uint8Array) throw new Error('The key of client tokens is no public key.');
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const unsigned = `${encode(describeHeader({ alg: 'none' }))}.${encode(describeClaims())}.`;
    const [head = '', , signature = ''] = (await sign({})).split('.');
    const stolenSignature = `${head}.${encode(describeClaims({ account: 'borealis' }))}.${signature}`;
    const withHmac = (secret: string | Uint8Array) =>
      sign({ header: { alg: 'HS256' } }, createSecretKey(Buffer.from(secret)));
    return Promise.all([
      refuse('with an expired token', sign({ claims: { exp: now - 120 } })),
      refuse('with a token that never expires', sign({ claims: { exp: undefined } })),
      refuse('with a token that is not valid yet', sign({ claims: { nbf: now + 600 } })),
      refuse('with a token that a stranger signed', sign({}, stranger.privateKey)),
      refuse('with claims under a signature of others', stolenSignature),
      refuse('with a token for another audience', sign({ claims: { aud: 'somebody-else' } })),
      refuse('with a token for no audience', sign({ claims: { aud: undefined } })),
      refuse('with a token of another issuer', sign({ claims: { iss: 'https://stranger.example' } })),
      refuse('with a token of no issuer', sign({ claims: { iss: undefined } })),
      refuse('with an unsigned token', unsigned),
      refuse('with a token signed by the public key, as PEM', withHmac(await exportSPKI(publicKey))),
      refuse('with a token signed by the public key, as bytes', withHmac(Buffer.from(publicJwk.x ?? '', 'base64url'))),
      refuse('with a token whose account is a list', sign({ claims: { account: ['acme'] } })),
      refuse('with a token whose accounts are an object', sign({ claims: { accounts: { acme: true } } })),
      refuse('with no token at all in the header', 'not-a-token'),
    ]);
  }

  return {
    sign: (claims, header) => sign({ ...(claims && { claims }), ...(header && { header }) }),
    async listCallers() {
      const accepted = await Promise.all([
        accept('a buyer of Acme', { account: 'acme' }),
        accept('a buyer of a branch of Acme', { account: 'acme-dayton' }),
        accept('Acme, with its branches', { account: 'acme', accounts: ['acme-dayton', 'acme-houston'] }),
        accept('a buyer of Borealis', { account: 'borealis' }),
        accept('a caller whose token names no account', {}),
        accept('a partner of Acme that may do little', { account: 'acme', scopes: ['orders:read'] }),
        accept('a partner of Acme that may do nothing', { account: 'acme', scopes: [] }),
      ]);
      const anonymous = { name: 'nobody', headers: {}, permitted: [], scopes: [], isAnonymous: true };
      return [anonymous, ...accepted, ...(await listRefused())];
    },
  };
}
