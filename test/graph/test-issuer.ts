// Signs client tokens for the graph of a test, in place of an issuer: with a key of its own, in the same process.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { buyerScope, type DevelopmentTokenClaims } from '../../scripts/development-token.ts';

export interface TestIssuer {
  /** The claim `iss`. */
  readonly issuer: string;
  /** What a gateway has to trust. */
  readonly jwksFile: string;
  signToken(claims: DevelopmentTokenClaims): Promise<string>;
}

export async function createTestIssuer(folder: string): Promise<TestIssuer> {
  const issuer = 'https://commerce-graph.example/test';
  const jwksFile = path.join(folder, 'test-issuer.jwks.json');
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  await writeFile(jwksFile, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] }));
  return {
    issuer,
    jwksFile,
    signToken: ({ account, accounts, user, scope = buyerScope }) =>
      new SignJWT({ account, ...(accounts && { accounts }), scope })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'test' })
        .setIssuer(issuer)
        .setAudience('commerce-graph')
        .setSubject(user ?? `buyer@${account}`)
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(privateKey),
  };
}
