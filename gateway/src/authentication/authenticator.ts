// Decides who sends a request: from its bearer token.
import type { Logger } from 'pino';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { AuthenticationError } from './authentication-error.ts';
import { anonymousCaller, type Caller } from './caller.ts';
import { readCaller } from './read-caller.ts';
import type { RevocationCheck } from './revocation/revocations.ts';
import { createTokenVerifier } from './token-verifier.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/**
 * Throws an `AuthenticationError` when the token is refused, or rejects with it: only a token that has to be verified takes
 * time. `beforeVerifying` is called for such a one; what it throws is thrown in place of that.
 */
export type Authenticator = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  beforeVerifying?: () => void,
) => Promise<Caller> | Caller;

export interface AuthenticatorParts {
  /** Throws for a token that was revoked. Absent where none can be. */
  readonly checkRevocation?: RevocationCheck | undefined;
  readonly log: Logger;
}

export async function createAuthenticator(
  { authentication, authorization }: Pick<GatewayConfig, 'authentication' | 'authorization'>,
  { checkRevocation, log }: AuthenticatorParts,
): Promise<Authenticator> {
  const {
    router: { jwt },
    claims: claimNames,
  } = authentication;
  const admitAnonymous = (): Caller => {
    if (!authorization.require_authentication) return anonymousCaller;
    throw new AuthenticationError(401, 'The request has no token, and only those with one are answered here.', {
      isTokenMissing: true,
    });
  };
  if (jwt === undefined) return admitAnonymous;

  const headerName = jwt.header_name.toLowerCase();
  const toleranceSeconds = jwt.clock_tolerance / 1000;
  const verify = await createTokenVerifier(jwt, log);
  const verified = createVerifiedTokens({ maximumAgeMs: jwt.verified_for });

  async function verifyCaller(token: string): Promise<Caller> {
    const claims = await verify(token);
    const caller = readCaller(claims, claimNames);
    if (claims.exp !== undefined) verified.add(token, caller, claims.exp + toleranceSeconds);
    return caller;
  }

  /** Each time, after the last thing that takes time: a token that is revoked now is refused now. */
  function accept(caller: Caller): Caller {
    if (checkRevocation !== undefined && caller.token !== undefined) checkRevocation(caller.token);
    return caller;
  }

  return (headers, beforeVerifying) => {
    const header = headers[headerName];
    if (header === undefined) return admitAnonymous();
    const token = readToken(header, headerName, jwt.header_value_prefix);
    const known = verified.find(token);
    if (known !== undefined) return accept(known);
    beforeVerifying?.();
    return verifyCaller(token).then(accept);
  };
}

function readToken(header: string | string[], headerName: string, prefix: string): string {
  if (typeof header !== 'string') throw describeMalformed(headerName, prefix);
  // The scheme of an authorization header is not case-sensitive (RFC 9110, 11.1).
  if (prefix !== '' && header.slice(0, prefix.length + 1).toLowerCase() !== `${prefix.toLowerCase()} `) {
    throw describeMalformed(headerName, prefix);
  }
  const token = header.slice(prefix === '' ? 0 : prefix.length + 1).trim();
  if (token === '' || /\s/.test(token)) throw describeMalformed(headerName, prefix);
  return token;
}

function describeMalformed(headerName: string, prefix: string): AuthenticationError {
  const shape = prefix === '' ? 'a token' : `"${prefix} <token>"`;
  return new AuthenticationError(400, `The header ${headerName} is malformed: expected ${shape}.`);
}
