// Who asks, as the gateway vouches for it: the only source from which a subgraph learns an account.

export interface Principal {
  /** The subject of the token; `anonymous` when there was none. */
  readonly subject: string;
  /** The account acted for. Absent for anonymous requests and for tokens without an account. */
  readonly account?: string;
  /** Every account that may be acted for, `account` first. Empty for anonymous requests. */
  readonly accounts: readonly string[];
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly priceGroup?: string;
  readonly catalog?: string;
  /** The same as `account` when the caller's own token does not name it: somebody of the seller acts for a customer. */
  readonly onBehalfOf?: string;
  readonly isAnonymous: boolean;
  /** Whether the principal may see what belongs to this account. */
  permits(accountId: string): boolean;
  hasScope(scope: string): boolean;
}

/** The claims of an assertion that describe its principal, as they are written in the token. */
export interface PrincipalClaims {
  readonly sub: string;
  readonly account?: string | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly scope?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly priceGroup?: string | undefined;
  readonly catalog?: string | undefined;
  readonly onBehalfOf?: string | undefined;
}

/** The subject that the gateway writes for a request without a token. */
export const anonymousSubject = 'anonymous';

export function createPrincipal(claims: PrincipalClaims): Principal {
  const accounts = [
    ...new Set([...(claims.account === undefined ? [] : [claims.account]), ...(claims.accounts ?? [])]),
  ];
  const scopes = (claims.scope ?? '').split(' ').filter((scope) => scope !== '');
  return Object.freeze({
    subject: claims.sub,
    ...(claims.account !== undefined && { account: claims.account }),
    accounts: Object.freeze(accounts),
    scopes: Object.freeze(scopes),
    roles: Object.freeze([...(claims.roles ?? [])]),
    ...(claims.priceGroup !== undefined && { priceGroup: claims.priceGroup }),
    ...(claims.catalog !== undefined && { catalog: claims.catalog }),
    ...(claims.onBehalfOf !== undefined && { onBehalfOf: claims.onBehalfOf }),
    isAnonymous: claims.sub === anonymousSubject,
    permits: (accountId: string) => accounts.includes(accountId),
    hasScope: (scope: string) => scopes.includes(scope),
  });
}
