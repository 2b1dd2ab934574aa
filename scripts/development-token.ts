// Client tokens signed by the development key, as a company's identity provider would sign them in production.
import { existsSync, readFileSync } from 'node:fs';
import { importJWK, type JWK, SignJWT } from 'jose';
import { locateClientTokenKey } from './development-keys.ts';

export interface DevelopmentTokenClaims {
  /** ERP account id that the caller buys for, for example `acme`. */
  readonly account: string;
  /** Further accounts the caller may act for. */
  readonly accounts?: readonly string[] | undefined;
  /** Subject; default `buyer@<account>`. */
  readonly user?: string | undefined;
  /** Space separated; default: all that a buyer needs. */
  readonly scope?: string | undefined;
}

/** Whom a gateway has to trust to accept these tokens. */
export const developmentIssuer = 'https://commerce-graph.example/development';
const developmentAudience = 'commerce-graph';
/** What the schema asks of buyers. */
const buyerScopes = 'orders:read orders:write credit:read';
const lifetimeSeconds = 12 * 3600;

/**
 * Signs a token that is valid for 12 hours.
 * Refused in production mode (`NODE_ENV=production`), and before the first start has made the key.
 */
export async function signDevelopmentToken(
  dataDir: string,
  claims: DevelopmentTokenClaims,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (env['NODE_ENV'] === 'production') {
    throw new Error(
      'NODE_ENV is "production": development tokens are refused. Ask your identity provider for a token, ' +
        'and configure it under authentication.router.jwt in gateway.yaml.',
    );
  }
  const keyFile = locateClientTokenKey(dataDir);
  if (!existsSync(keyFile)) throw new Error(`There is no key at ${keyFile}: run "npm start" once, it makes one.`);
  const jwk = JSON.parse(readFileSync(keyFile, 'utf8')) as JWK;
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({
    account: claims.account,
    ...(claims.accounts === undefined ? {} : { accounts: claims.accounts }),
    scope: claims.scope ?? buyerScopes,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(developmentIssuer)
    .setAudience(developmentAudience)
    .setSubject(claims.user ?? `buyer@${claims.account}`)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(await importJWK(jwk, 'EdDSA'));
}
