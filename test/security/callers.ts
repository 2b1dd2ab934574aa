// Everybody who may come: with good tokens of different accounts, with bad ones, with none.
import { createSecretKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

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

const onBehalfScope = 'accounts:act-on-behalf';
/** Chooses the account that a request is for. */
const accountHeader = 'commerce-graph-account';
const audience = 'commerce-graph';
const refusedAccount = { status: 403, code: 'ACCOUNT_NOT_PERMITTED' };
const refusedToken = { status: 401, code: 'AUTH_ERROR' };

interface TokenOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** An identity provider that a graph can be told to trust, and everybody who says to have a token of it. */
export interface TokenMaker {
  readonly issuer: string;
  /** The file with its public keys. */
  readonly jwks: string;
  /** A token as the identity provider of the graph makes it, with these claims beside or in place of the usual ones. */
  sign(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): Promise<string>;
  listCallers(): Promise<readonly Caller[]>;
  close(): void;
}

export async function createTokenMaker(): Promise<TokenMaker> {
  const issuer = 'https://identity.example';
  const { privateKey: key, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid: 'security', alg: 'EdDSA', use: 'sig' };
  const folder = mkdtempSync(path.join(tmpdir(), 'commerce-graph-'));
  const jwks = path.join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [publicJwk] }));
  const now = Math.floor(Date.now() / 1000);
  const describeClaims = (claims: Readonly<Record<string, unknown>> = {}) => {
    const { account = 'acme' } = claims;
    const usual = { iss: issuer, aud: audience, sub: `buyer@${String(account)}`, iat: now, exp: now + 3600 };
    return { ...usual, jti: randomUUID(), account, scope: allScopes.join(' '), ...claims };
  };
  const describeHeader = (header: Readonly<Record<string, unknown>> = {}) => ({
    alg: 'EdDSA',
    typ: 'at+jwt',
    kid: publicJwk.kid,
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
    issuer,
    jwks,
    close: () => rmSync(folder, { recursive: true }),
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
      const [branchesToken, representativesToken, strangersToken] = await Promise.all([
        sign({ claims: { accounts: ['acme-dayton', 'acme-houston'] } }),
        sign({ claims: { account: undefined, sub: 'rep@northline', scope: [...allScopes, onBehalfScope].join(' ') } }),
        sign({ claims: { account: 'borealis', accounts: ['kyoto'] } }),
      ]);
      const choose = (name: string, token: string, account: string, permitted: readonly string[]): Caller => ({
        name,
        headers: { authorization: `Bearer ${token}`, [accountHeader]: account },
        account,
        permitted,
        scopes: allScopes,
        isAnonymous: false,
      });
      const choosing = [
        choose('Acme, for one of its branches', branchesToken, 'acme-dayton', ['acme', 'acme-dayton', 'acme-houston']),
        choose('a representative for Acme', representativesToken, 'acme', ['acme']),
        choose('a representative for Borealis', representativesToken, 'borealis', ['borealis']),
      ];
      const representative: Caller = {
        name: 'a representative who does not say for whom',
        headers: { authorization: `Bearer ${representativesToken}` },
        permitted: [],
        scopes: allScopes,
        isAnonymous: false,
      };
      const chooseInVain = (name: string, headers: Caller['headers']): Caller => ({
        name,
        headers,
        refusal: refusedAccount,
        permitted: [],
        scopes: [],
        isAnonymous: true,
      });
      const inVain = [
        chooseInVain('nobody who says to be Acme', { [accountHeader]: 'acme' }),
        ...['acme', 'acme, borealis', 'borealis, acme', 'ACME', 'borealis '.repeat(2), '["acme"]'].map((account) =>
          chooseInVain(`a buyer of Borealis who says to be ${account}`, {
            authorization: `Bearer ${strangersToken}`,
            [accountHeader]: account,
          }),
        ),
        ...['acme,borealis', 'acme borealis', ''].map((account) =>
          chooseInVain(`a representative for "${account}"`, {
            authorization: `Bearer ${representativesToken}`,
            [accountHeader]: account,
          }),
        ),
      ];
      const anonymous = { name: 'nobody', headers: {}, permitted: [], scopes: [], isAnonymous: true };
      return [anonymous, ...accepted, ...choosing, representative, ...inVain, ...(await listRefused())];
    },
  };
}
