// Signs gateway assertions as a gateway would, so that subgraph tests can be any principal they need.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';

/** Whom the assertion vouches for. Anonymous when nothing is given. */
export interface AssertedPrincipal {
  readonly sub?: string;
  readonly account?: string;
  readonly accounts?: readonly string[];
  readonly scope?: string;
  readonly roles?: readonly string[];
  readonly priceGroup?: string;
  readonly catalog?: string;
}

/** What a test may forge to see it refused. */
export interface AssertionForgery {
  readonly iss?: string;
  readonly typ?: string;
  /** Seconds from now; negative is expired. Default 60. */
  readonly expiresInSeconds?: number;
}

export interface AssertionSigner {
  /** Path of the public keys, for a subgraph's `assertion.jwks`. */
  readonly jwks: string;
  /** An assertion made out to one subgraph, ready for the `authorization` header. */
  sign(subgraph: string, principal?: AssertedPrincipal, forgery?: AssertionForgery): Promise<string>;
  /** Deletes the key file. */
  close(): Promise<void>;
}

export async function createAssertionSigner(): Promise<AssertionSigner> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const kid = 'test-key';
  const folder = await mkdtemp(join(tmpdir(), 'assertion-keys-'));
  const jwks = join(folder, 'jwks.json');
  await writeFile(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] }));

  return {
    jwks,
    async sign(subgraph, principal = {}, forgery = {}) {
      const now = Math.floor(Date.now() / 1000);
      const { sub = principal.account === undefined ? 'anonymous' : `buyer@${principal.account}`, scope = '' } =
        principal;
      const token = await new SignJWT({ ...principal, scope })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: forgery.typ ?? 'gateway-assertion+jwt' })
        .setIssuer(forgery.iss ?? 'commerce-graph-gateway')
        .setAudience(subgraph)
        .setSubject(sub)
        .setIssuedAt(now)
        .setExpirationTime(now + (forgery.expiresInSeconds ?? 60))
        .sign(privateKey);
      return `Bearer ${token}`;
    },
    close: () => rm(folder, { recursive: true }),
  };
}
