// Tells access tokens from the other JWTs that one issuer signs with one key (RFC 8725, 3.11 and 3.12; RFC 9068, 4).
import type { JWTPayload } from 'jose';
import { AuthenticationError } from './authentication-error.ts';

/** What issuers that give no type of its own to an access token put there. */
const untoldTypes: ReadonlySet<string> = new Set(['', 'jwt']);
/** Of OpenID Connect's ID tokens, and of logout tokens and other messages of events. Access tokens have none of them. */
const claimsOfOthers = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'] as const;
/** By which Keycloak and Cognito tell their tokens apart, and what they put there for an access token. */
const kindClaims: Readonly<Record<string, readonly string[]>> = {
  typ: ['bearer', 'dpop', 'access', 'access_token'],
  token_use: ['access'],
};

/** Throws an `AuthenticationError` (401) for a token that was not made to ask for data with. */
export function checkTokenKind(
  { typ = '' }: { readonly typ?: unknown },
  claims: JWTPayload,
  { isTypeRequired }: { readonly isTypeRequired: boolean },
): void {
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : 'none';
  const isToldByType = type === 'at+jwt';
  if (isTypeRequired && !isToldByType) {
    throw new AuthenticationError(401, 'The token is not of the type "at+jwt", which is required here.');
  }
  if (!isToldByType && !untoldTypes.has(type)) throw refuse();
  const kinds = Object.entries(kindClaims).filter(([name]) => claims[name] !== undefined);
  if (!kinds.every(([name, kindsOfAccess]) => kindsOfAccess.includes(String(claims[name]).toLowerCase()))) {
    throw refuse();
  }
  const isTold = isToldByType || kinds.length > 0;
  if (!isTold && claimsOfOthers.some((name) => claims[name] !== undefined)) throw refuse();
}

function refuse(): AuthenticationError {
  return new AuthenticationError(401, 'The token is no access token.');
}
