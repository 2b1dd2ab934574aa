// An identity provider for tests: keys, tokens, and its public keys over HTTP.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

export const issuer = 'https://identity.example';
export const audience = 'commerce-graph';

export interface TokenIssuer {
  /** The public key as an identity provider publishes it. */
  readonly publicKey: JWK;
  readonly publicPem: string;
  /**
   * A token that is valid for five minutes, with these claims beside or in place of the usual ones; undefined removes one.
   * So do the members of its header.
   */
  sign(claims?: { readonly [claim: string]: unknown }, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

export async function createTokenIssuer(
  alg: 'ES256' | 'EdDSA' | 'RS256' = 'ES256',
  kid = 'first',
): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    publicPem: await exportSPKI(publicKey),
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: issuer, aud: audience, sub: 'user-1', account: 'acme', iat: now, exp: now + 300 };
      return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);
    },
  };
}

export interface RunningKeyServer {
  readonly url: string;
  keys: readonly JWK[];
  /** While true, it answers 500. */
  isFailing: boolean;
  fetches: number;
  close(): Promise<void>;
}

export async function startKeyServer(keys: readonly JWK[]): Promise<RunningKeyServer> {
  const server = createServer((_request, response) => {
    running.fetches += 1;
    response.writeHead(running.isFailing ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: running.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: RunningKeyServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    keys,
    isFailing: false,
    fetches: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return running;
}
