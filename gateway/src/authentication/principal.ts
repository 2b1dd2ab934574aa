// The verified identity of a caller. Everything that depends on who asks is derived from it alone.

export interface Principal {
  /** The token's subject; `anonymous` without a token. */
  readonly subject: string;
  /** Who issued the token: subjects of different issuers are different callers. Absent without a token. */
  readonly issuer?: string;
  /** The account (buying company) the caller acts for. */
  readonly account?: string;
  /** Further accounts the caller may act for. */
  readonly accounts: readonly string[];
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** The policies that `@policy` can ask for and that the identity provider grants. */
  readonly policies: readonly string[];
  readonly priceGroup?: string;
  readonly catalog?: string;
  /**
   * The same as `account` when the token does not name it: the subject represents the seller and acts for a customer.
   * Whoever keeps records then notes both.
   */
  readonly onBehalfOf?: string;
  readonly isAnonymous: boolean;
}

/** Everybody who sends no token. */
export const anonymousPrincipal: Principal = Object.freeze({
  subject: 'anonymous',
  accounts: Object.freeze([]),
  scopes: Object.freeze([]),
  roles: Object.freeze([]),
  policies: Object.freeze([]),
  isAnonymous: true,
});
