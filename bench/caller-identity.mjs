// Tokens of callers, and the keys that a gateway needs to check them and to sign its own. Made anew for each run.
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function createKeyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const names = { kid: 'bench', alg: 'EdDSA', use: 'sig' };
  const toJwk = (key) => ({ ...key.export({ format: 'jwk' }), ...names });
  return { privateKey, publicJwk: toJwk(publicKey), privateJwk: toJwk(privateKey) };
}

/** Writes the keys into `folder`. @returns the environment that names them, and a token for each account */
export function createCallerIdentity(folder) {
  const client = createKeyPair();
  const env = { BENCH_CLIENT_JWKS: `${folder}/client.jwks.json`, BENCH_ASSERTION_KEY: `${folder}/assertion.jwk.json` };
  writeFileSync(env.BENCH_CLIENT_JWKS, JSON.stringify({ keys: [client.publicJwk] }));
  writeFileSync(env.BENCH_ASSERTION_KEY, JSON.stringify(createKeyPair().privateJwk), { mode: 0o600 });

  const now = Math.floor(Date.now() / 1000);
  const tokens = new Map();
  const createToken = (account) => {
    const claims = { sub: `buyer@${account}`, account, iat: now, exp: now + 24 * 3600 };
    const content = `${encode({ alg: 'EdDSA', typ: 'at+jwt', kid: 'bench' })}.${encode(claims)}`;
    return `${content}.${sign(null, Buffer.from(content), client.privateKey).toString('base64url')}`;
  };
  /** One for each account: a caller has the same for all requests. */
  const signToken = (account) => {
    if (!tokens.has(account)) tokens.set(account, createToken(account));
    return tokens.get(account);
  };
  return { env, signToken };
}
