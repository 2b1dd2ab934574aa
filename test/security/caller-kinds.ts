// The table of everybody who may come. A new kind of caller is one more entry.
import { createSecretKey, type KeyObject } from 'node:crypto';
import { type CryptoKey, exportSPKI, generateKeyPair } from 'jose';

export type Claims = Readonly<Record<string, unknown>>;

/** What tokens are forged with: what the identity provider writes, and whatever key somebody may have got hold of. */
export interface Forge {
  readonly publicKey: CryptoKey;
  readonly publicBytes: Buffer;
  readonly describeHeader: (header?: Claims) => Claims;
  readonly describeClaims: (claims?: Claims) => Claims;
  /** With the identity provider's own key, unless another is given. */
  readonly sign: (
    token: { readonly claims?: Claims; readonly header?: Claims },
    key?: CryptoKey | KeyObject,
  ) => Promise<string>;
}

export interface CallerKind {
  readonly name: string;
  /** Beside or in place of the usual ones, of a buyer of Acme with all scopes. Neither these nor `forge`: no token. */
  readonly claims?: Claims;
  /** Members of the token's own header. */
  readonly header?: Claims;
  /** Makes what is sent as a token in another way. */
  readonly forge?: (forge: Forge) => Promise<string> | string;
  /** The account that the header of the request names. */
  readonly acting?: string;
  readonly origin?: string;
  /** The accounts that may be named, where those are not the ones that the claims name. */
  readonly permitted?: readonly string[];
  /** The data of the signed event that takes the token back, besides the issuer. */
  readonly revocation?: Claims;
  /** Set for one whose request is refused as a whole. */
  readonly refusal?: { readonly status: number; readonly code: string };
}

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const signWithHmac = (forge: Forge, secret: string | Buffer): Promise<string> =>
  forge.sign({ header: { alg: 'HS256' } }, createSecretKey(Buffer.from(secret)));

const branches = ['acme-dayton', 'acme-houston'];
const representative = {
  account: undefined,
  sub: 'rep@northline',
  scope: 'orders:read orders:write credit:read accounts:act-on-behalf',
};
const pageOrigin = 'https://shop.example';

const accepted: readonly CallerKind[] = [
  { name: 'nobody' },
  { name: 'a buyer of Acme', claims: {} },
  { name: 'a buyer of Acme who says so', claims: {}, acting: 'acme' },
  { name: 'a buyer of a branch of Acme', claims: { account: 'acme-dayton' } },
  { name: 'Acme, with its branches', claims: { accounts: branches } },
  { name: 'Acme, for one of its branches', claims: { accounts: branches }, acting: 'acme-dayton' },
  { name: 'a buyer of Borealis', claims: { account: 'borealis' } },
  { name: 'a caller whose token names no account', claims: { account: undefined } },
  { name: 'a partner of Acme that may do little', claims: { scope: 'orders:read' } },
  { name: 'a partner of Acme that may do nothing', claims: { scope: '' } },
  {
    name: 'a page of Acme with a token for it',
    claims: { restrictions: { origins: [pageOrigin] } },
    origin: pageOrigin,
  },
  { name: 'a representative who does not say for whom', claims: representative },
  { name: 'a representative for Acme', claims: representative, acting: 'acme', permitted: ['acme'] },
  { name: 'a representative for Borealis', claims: representative, acting: 'borealis', permitted: ['borealis'] },
  // Ids like any other, of nobody: neither a pattern, nor a path, nor part of a query of a system.
  ...['*', '../acme', `acme%2F?x=1#"'--`, 'a'.repeat(64)].map((acting): CallerKind => ({
    name: `a representative for ${acting}`,
    claims: representative,
    acting,
    permitted: [acting],
  })),
];

const badTokens: readonly CallerKind[] = [
  { name: 'expired', claims: { exp: inSeconds(-120) } },
  { name: 'that never expires', claims: { exp: undefined } },
  { name: 'that is not valid yet', claims: { nbf: inSeconds(600) } },
  {
    name: 'that a stranger signed',
    forge: async ({ sign }) => sign({}, (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey),
  },
  {
    name: 'with claims under a signature of others',
    async forge({ sign, describeClaims }) {
      const [head = '', , signature = ''] = (await sign({})).split('.');
      return `${head}.${encode(describeClaims({ account: 'borealis' }))}.${signature}`;
    },
  },
  { name: 'for another audience', claims: { aud: 'somebody-else' } },
  { name: 'for no audience', claims: { aud: undefined } },
  { name: 'of another issuer', claims: { iss: 'https://stranger.example' } },
  { name: 'of no issuer', claims: { iss: undefined } },
  {
    name: 'unsigned',
    forge: ({ describeHeader, describeClaims }) =>
      `${encode(describeHeader({ alg: 'none' }))}.${encode(describeClaims())}.`,
  },
  {
    name: 'signed by the public key, as PEM',
    forge: async (forge) => signWithHmac(forge, await exportSPKI(forge.publicKey)),
  },
  { name: 'signed by the public key, as bytes', forge: (forge) => signWithHmac(forge, forge.publicBytes) },
  { name: 'whose account is a list', claims: { account: ['acme'] } },
  { name: 'whose accounts are an object', claims: { accounts: { acme: true } } },
  { name: 'that is none', forge: () => 'not-a-token' },
  { name: 'that is an ID token by its nonce', claims: { nonce: 'n-1' }, header: { typ: 'JWT' } },
  { name: 'that is an ID token by its hash', claims: { at_hash: 'h-1' }, header: { typ: undefined } },
  { name: 'that is an ID token by its claim', claims: { typ: 'ID' }, header: { typ: 'JWT' } },
  { name: 'that is a logout token', claims: { events: {} }, header: { typ: 'logout+jwt' } },
  { name: 'with a restriction that is not known', claims: { restrictions: { countries: ['CA'] } } },
  { name: 'taken back by its id', claims: { jti: 'taken-back' }, revocation: { jti: 'taken-back' } },
  { name: 'of a person who has left', claims: { sub: 'leaver@acme' }, revocation: { sub: 'leaver@acme' } },
  { name: 'of a partner who has left', claims: { client_id: 'former' }, revocation: { client_id: 'former' } },
];
const refusedTokens: readonly CallerKind[] = badTokens.map((kind) => ({
  ...kind,
  name: `with a token ${kind.name}`,
  refusal: { status: 401, code: 'AUTH_ERROR' },
}));

const refusedAccounts: readonly CallerKind[] = [
  { name: 'nobody who says to be Acme', acting: 'acme' },
  { name: 'the parent who names a branch that its token does not', claims: {}, acting: 'acme-dayton' },
  { name: 'a branch that names its parent', claims: { account: 'acme-dayton' }, acting: 'acme' },
  { name: 'a branch that names another', claims: { account: 'acme-dayton' }, acting: 'acme-houston' },
  ...['acme', 'acme, borealis', 'borealis, acme', 'ACME', 'borealis '.repeat(2), '["acme"]', '*'].map((acting) => ({
    name: `a buyer of Borealis who says to be ${acting}`,
    claims: { account: 'borealis', accounts: ['kyoto'] },
    acting,
  })),
  ...['acme,borealis', 'acme borealis', '', 'acmé', 'a'.repeat(129), 'a'.repeat(300)].map((acting) => ({
    name: `a representative for "${acting}"`,
    claims: representative,
    acting,
  })),
].map((kind) => ({ ...kind, refusal: { status: 403, code: 'ACCOUNT_NOT_PERMITTED' } }));

const refusedPartners: readonly CallerKind[] = [
  {
    name: 'a partner whose operations nobody has written yet',
    claims: { restrictions: { operations: 'no-such-partner' } },
    refusal: { status: 403, code: 'QUERY_NOT_IN_SAFELIST' },
  },
  ...[undefined, 'null', 'https://stranger.example', `${pageOrigin}.stranger.example`].map((origin) => ({
    name: `whoever has the token of a page, from ${origin ?? 'no page'}`,
    claims: { restrictions: { origins: [pageOrigin] } },
    ...(origin !== undefined && { origin }),
    refusal: { status: 403, code: 'ORIGIN_NOT_ALLOWED' },
  })),
];

export const callerKinds: readonly CallerKind[] = [
  ...accepted,
  ...refusedTokens,
  ...refusedAccounts,
  ...refusedPartners,
];
