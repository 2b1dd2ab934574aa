// Decides who sends a request, from its bearer token alone.
import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { AuthenticationError } from './authentication-error.ts';
import { createJwksFile } from './jwks-file.ts';
import { createJwksUrl, UnreachableKeysError } from './jwks-url.ts';
import { anonymousCaller, type Caller } from './caller.ts';
import { readCaller } from './read-caller.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/**
 * Throws an `AuthenticationError` when the token is refused. `beforeVerifying` is called for a token that was not verified
 * shortly before; what it throws is thrown in place of that.
 */
export type Authenticator = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  beforeVerifying?: () => void,
) => Promise<Caller>;

type JwtConfig = NonNullable<GatewayConfig['authentication']['router']['jwt']>;
type JwksConfig = JwtConfig['jwks'][number];
interface TrustedIssuer {
  readonly config: JwksConfig;
  readonly getKey: JWTVerifyGetKey;
}

export async function createAuthenticator(
  { authentication, authorization }: Pick<GatewayConfig, 'authentication' | 'authorization'>,
  log: Logger,
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
  if (jwt === undefined) return async () => admitAnonymous();

  const headerName = jwt.header_name.toLowerCase();
  const trusted = await Promise.all(
    jwt.jwks.map(async (config): Promise<TrustedIssuer> => ({ config, getKey: await createKeySource(config, log) })),
  );
  const toleranceSeconds = jwt.clock_tolerance / 1000;
  const verified = createVerifiedTokens({ maximumAgeMs: jwt.verified_for });
  return async (headers, beforeVerifying) => {
    const header = headers[headerName];
    if (header === undefined) return admitAnonymous();
    const token = readToken(header, headerName, jwt.header_value_prefix);
    const known = verified.find(token);
    if (known !== undefined) return known;
    beforeVerifying?.();
    const claims = await verifyToken(token, trusted, toleranceSeconds);
    const caller = readCaller(claims, claimNames);
    if (claims.exp !== undefined) verified.add(token, caller, claims.exp + toleranceSeconds);
    return caller;
  };
}

function createKeySource(config: JwksConfig, log: Logger): Promise<JWTVerifyGetKey> | JWTVerifyGetKey {
  if (config.url.file !== undefined) return createJwksFile(config.url.file, log);
  return createJwksUrl({ url: config.url.url, pollIntervalMs: config.poll_interval, cooldownMs: config.cooldown, log });
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

async function verifyToken(
  token: string,
  trusted: readonly TrustedIssuer[],
  clockToleranceSeconds: number,
): Promise<JWTPayload> {
  let refusal: unknown;
  for (const { config, getKey } of listCandidates(token, trusted)) {
    try {
      const { payload } = await jwtVerify(token, getKey, {
        algorithms: [...config.algorithms],
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp'],
        ...(config.issuers && { issuer: [...config.issuers] }),
        ...(config.audiences && { audience: [...config.audiences] }),
      });
      return payload;
    } catch (error) {
      // With several issuers, the one whose key fits has the most to say about why the token is refused.
      if (refusal === undefined || !isKeyMismatch(error)) refusal = error;
    }
  }
  throw describeRefusal(refusal);
}

/** The issuers that could have signed the token, by what it says of itself. Its claims are not trusted by this. */
function listCandidates(token: string, trusted: readonly TrustedIssuer[]): readonly TrustedIssuer[] {
  let issuer: string | undefined;
  try {
    issuer = decodeJwt(token).iss;
  } catch (error) {
    throw new AuthenticationError(401, 'The token cannot be read.', { cause: error });
  }
  const candidates = trusted.filter(
    ({ config }) => config.issuers === undefined || (issuer !== undefined && config.issuers.includes(issuer)),
  );
  if (candidates.length === 0) throw new AuthenticationError(401, "The token's issuer is not accepted here.");
  return candidates;
}

function isKeyMismatch(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof UnreachableKeysError
  );
}

function describeRefusal(error: unknown): AuthenticationError {
  const options = { cause: error };
  if (error instanceof UnreachableKeysError) {
    return new AuthenticationError(503, 'The token cannot be checked now: the keys are not reachable.', options);
  }
  if (error instanceof errors.JWTExpired) return new AuthenticationError(401, 'The token has expired.', options);
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf') return new AuthenticationError(401, 'The token is not valid yet.', options);
    if (error.reason === 'missing') {
      return new AuthenticationError(401, `The token has no claim "${error.claim}".`, options);
    }
    return new AuthenticationError(401, `The token's claim "${error.claim}" is not accepted here.`, options);
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return new AuthenticationError(401, "The token's signature algorithm is not accepted here.", options);
  }
  return new AuthenticationError(401, "The token's signature cannot be verified.", options);
}
