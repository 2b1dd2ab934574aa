// The keys and credentials of the graph on this machine, made at the first start and kept in the data folder.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface DevelopmentKeys {
  /** Private key with which the gateway signs its assertions to subgraphs. */
  readonly assertionKeyFile: string;
  /** Its public half, which the subgraphs trust. */
  readonly assertionJwksFile: string;
  /** The secret that signs change events, one line, which the systems and the gateway share. */
  readonly eventsSecretFile: string;
  /** The same for revocations of tokens, which the issuer and the gateway share. */
  readonly issuerEventsSecretFile: string;
  /** Environment variables with the credentials that systems and subgraphs share. */
  readonly credentials: Readonly<Record<string, string>>;
}

const developmentAlgorithm = 'EdDSA';

/** Reads the development keys, and makes those that are missing. Files with secrets are readable by their owner only. */
export async function prepareDevelopmentKeys(dataDir: string): Promise<DevelopmentKeys> {
  const folder = path.join(dataDir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [assertionKeyFile, assertionJwksFile] = await prepareKeyPair(folder, 'gateway-assertion');
  const credentials = prepareCredentials(path.join(folder, 'system-credentials.json'));
  const eventsSecretFile = prepareEventsSecret(path.join(folder, 'events.secret'));
  const issuerEventsSecretFile = prepareEventsSecret(path.join(folder, 'issuer-events.secret'));
  return { assertionKeyFile, assertionJwksFile, eventsSecretFile, issuerEventsSecretFile, credentials };
}

async function prepareKeyPair(folder: string, name: string): Promise<[keyFile: string, jwksFile: string]> {
  const keyFile = path.join(folder, `${name}.private.jwk.json`);
  const jwksFile = path.join(folder, `${name}.jwks.json`);
  if (!existsSync(keyFile)) {
    const { privateKey } = await generateKeyPair(developmentAlgorithm, { crv: 'Ed25519', extractable: true });
    const kid = `${name}-${randomBytes(4).toString('hex')}`;
    writeSecret(keyFile, { ...(await exportJWK(privateKey)), kid, alg: developmentAlgorithm, use: 'sig' });
  }
  const { d: _private, ...publicKey } = JSON.parse(readFileSync(keyFile, 'utf8')) as JWK;
  writeFileSync(jwksFile, `${JSON.stringify({ keys: [publicKey] }, null, 2)}\n`);
  return [keyFile, jwksFile];
}

function prepareCredentials(file: string): Record<string, string> {
  if (!existsSync(file)) {
    const createSecret = (): string => randomBytes(18).toString('base64url');
    writeSecret(file, {
      ERP_CLIENT_ID: 'commerce-graph',
      ERP_CLIENT_SECRET: createSecret(),
      OMS_CLIENT_ID: 'commerce-graph',
      OMS_CLIENT_SECRET: createSecret(),
      PIM_CLIENT_ID: 'commerce-graph',
      PIM_CLIENT_SECRET: createSecret(),
      PIM_USERNAME: 'commerce-graph',
      PIM_PASSWORD: createSecret(),
    });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

/** A secret as the Standard Webhooks specification writes it. */
function prepareEventsSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `whsec_${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return file;
}

function writeSecret(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}
