// Turns the claims of a verified token into the caller that they speak of.
import type { JWTPayload } from 'jose';
import { AuthenticationError } from './authentication-error.ts';
import type { Caller } from './caller.ts';
import type { Principal } from './principal.ts';
import { readTokenRestrictions } from './token-restrictions.ts';

/** The names of the claims, as configured under `authentication.claims`. */
export interface ClaimNames {
  readonly subject: string;
  readonly account: string;
  readonly accounts: string;
  readonly scopes: string;
  readonly roles: string;
  readonly policies: string;
  readonly price_group: string;
  readonly catalog: string;
  readonly restrictions: string;
}

/** Throws an `AuthenticationError` (401) when a claim is not of the expected shape: guessing could widen what it grants. */
export function readCaller(claims: JWTPayload, names: ClaimNames): Caller {
  const id = readText(claims, 'jti');
  const subject = readText(claims, 'sub');
  const clientId = readText(claims, 'client_id') ?? readText(claims, 'azp');
  return Object.freeze({
    principal: readPrincipal(claims, names),
    token: Object.freeze({
      ...(id !== undefined && { id }),
      ...(claims.iss !== undefined && { issuer: claims.iss }),
      ...(subject !== undefined && { subject }),
      ...(claims.iat !== undefined && { issuedAt: claims.iat }),
      ...(clientId !== undefined && { clientId }),
      restrictions: readTokenRestrictions(findClaim(claims, names.restrictions), names.restrictions),
    }),
  });
}

function readPrincipal(claims: JWTPayload, names: ClaimNames): Principal {
  const subject = readText(claims, names.subject);
  if (subject === undefined) throw new AuthenticationError(401, `The token has no claim "${names.subject}".`);
  const account = readText(claims, names.account);
  const priceGroup = readText(claims, names.price_group);
  const catalog = readText(claims, names.catalog);
  return Object.freeze({
    subject,
    ...(claims.iss !== undefined && { issuer: claims.iss }),
    ...(account !== undefined && { account }),
    accounts: readList(claims, names.accounts),
    scopes: readList(claims, names.scopes),
    roles: readList(claims, names.roles),
    policies: readList(claims, names.policies),
    ...(priceGroup !== undefined && { priceGroup }),
    ...(catalog !== undefined && { catalog }),
    isAnonymous: false,
  });
}

/**
 * The claim of exactly this name, which may be a URL; or else `a.b` as claim b of the object a, as some identity providers
 * nest them, and `a.0` as the first of the list a. Names within may have full stops themselves: the longest counts.
 */
function findClaim(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const member = name.slice(0, end);
    if (Object.hasOwn(value, member)) return findClaim((value as Record<string, unknown>)[member], name.slice(end + 1));
  }
  return undefined;
}

function readText(claims: JWTPayload, name: string): string | undefined {
  const value = findClaim(claims, name) ?? undefined;
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new AuthenticationError(401, `The token's claim "${name}" must be a non-empty string.`);
}

/** A list, or a string of words (as RFC 9068 has it for `scope`). */
function readList(claims: JWTPayload, name: string): readonly string[] {
  const value = findClaim(claims, name) ?? [];
  const items: unknown = typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : value;
  if (Array.isArray(items) && items.every((item): item is string => typeof item === 'string')) {
    return Object.freeze([...items]);
  }
  throw new AuthenticationError(401, `The token's claim "${name}" must be a list of strings or a string of words.`);
}
