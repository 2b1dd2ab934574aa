// Decides whether a token is good: signed by an issuer that is trusted here, for this audience, now, and to ask with.
import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { AuthenticationError } from './authentication-error.ts';
import { createJwksFile } from './client-keys/jwks-file.ts';
import { createJwksUrl, UnreachableKeysError } from './client-keys/jwks-url.ts';
import { checkTokenKind } from './token-kind.ts';

/** The claims of a token that is good. Throws an `AuthenticationError` for any other. */
export type TokenVerifier = (token: string) => Promise<JWTPayload>;

type JwtConfig = NonNullable<GatewayConfig['authentication']['router']['jwt']>;
type JwksConfig = JwtConfig['jwks'][number];
interface TrustedIssuer {
  readonly config: JwksConfig;
  readonly getKey: JWTVerifyGetKey;
}

/** Longer than any issuer's, and shorter than what a connection may bring, so that nobody is kept busy reading one. */
const longestToken = 12_288;

export async function createTokenVerifier(jwt: JwtConfig, log: Logger): Promise<TokenVerifier> {
  const trusted = await Promise.all(
    jwt.jwks.map(async (config): Promise<TrustedIssuer> => ({ config, getKey: await createKeySource(config, log) })),
  );
  const toleranceSeconds = jwt.clock_tolerance / 1000;
  const longestSeconds = jwt.revocation && jwt.revocation.longest_token_lifetime / 1000;

  return async (token) => {
    if (token.length > longestToken) {
      throw new AuthenticationError(401, `The token is longer than ${longestToken} characters.`);
    }
    const { config, payload, protectedHeader } = await verifySignature(token, trusted, toleranceSeconds);
    checkTokenKind(protectedHeader, payload, { isTypeRequired: config.require_at_jwt });
    checkIssueTime(payload, toleranceSeconds, longestSeconds);
    return payload;
  };
}

function createKeySource(config: JwksConfig, log: Logger): Promise<JWTVerifyGetKey> {
  if (config.url.file !== undefined) return createJwksFile(config.url.file, log);
  return createJwksUrl({
    url: config.url.url,
    pollIntervalMs: config.poll_interval,
    cooldownMs: config.cooldown,
    staleIfErrorMs: config.stale_if_error,
    cacheFile: config.cache_file,
    log,
  });
}

async function verifySignature(
  token: string,
  trusted: readonly TrustedIssuer[],
  clockToleranceSeconds: number,
): Promise<JWTVerifyResult & { readonly config: JwksConfig }> {
  let refusal: unknown;
  for (const { config, getKey } of listCandidates(token, trusted)) {
    try {
      const verified = await jwtVerify(token, getKey, {
        algorithms: [...config.algorithms],
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp'],
        ...(config.issuers && { issuer: [...config.issuers] }),
        ...(config.audiences && { audience: [...config.audiences] }),
      });
      return { ...verified, config };
    } catch (error) {
      // With several issuers, the one whose key fits has the most to say about why the token is refused.
      if (refusal === undefined || !isKeyMismatch(error)) refusal = error;
    }
  }
  throw describeRefusal(refusal);
}

/** The issuers that could have signed the token, by what it says of itself. Its claims are not trusted by this. */
function listCandidates(token: string, trusted: readonly TrustedIssuer[]): readonly TrustedIssuer[] {
  let issuer: unknown;
  try {
    issuer = decodeJwt(token).iss;
  } catch (error) {
    throw new AuthenticationError(401, 'The token cannot be read.', { cause: error });
  }
  if (issuer !== undefined && typeof issuer !== 'string') {
    throw new AuthenticationError(401, 'The token\'s claim "iss" is no text.');
  }
  const candidates = trusted.filter(
    ({ config }) => config.issuers === undefined || (issuer !== undefined && config.issuers.includes(issuer)),
  );
  if (candidates.length === 0) throw new AuthenticationError(401, "The token's issuer is not accepted here.");
  return candidates;
}

/** `longestSeconds`: what is good for longer could outlive its revocation. */
function checkIssueTime({ iat, exp = 0 }: JWTPayload, toleranceSeconds: number, longestSeconds?: number): void {
  const now = Date.now() / 1000;
  if (iat !== undefined && !Number.isFinite(iat)) {
    throw new AuthenticationError(401, 'The token\'s claim "iat" is no number.');
  }
  if (iat !== undefined && iat > now + toleranceSeconds) {
    throw new AuthenticationError(401, 'The token was issued in the future. Compare the clocks.');
  }
  if (longestSeconds !== undefined && exp - (iat ?? now) > longestSeconds) {
    throw new AuthenticationError(401, `The token is good for longer than ${longestSeconds} s.`);
  }
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
