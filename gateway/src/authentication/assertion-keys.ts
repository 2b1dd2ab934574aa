// The private keys that sign assertions, read again when their file changes, so that they are exchanged without a restart.
import { readFile, stat } from 'node:fs/promises';
import { calculateJwkThumbprint, type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import type { Logger } from 'pino';

export interface SigningKey {
  readonly id: string;
  readonly key: CryptoKey | Uint8Array;
}

export interface AssertionKeys {
  /** The one to sign with now. Looks at the file from time to time, in the background. */
  current(): SigningKey;
  /** What subgraphs need to check what was signed and will be signed soon. Looks at the file first. */
  listPublic(): Promise<JSONWebKeySet>;
}

export interface AssertionKeysOptions {
  /** A private Ed25519 JWK, or a JWKS whose first key signs. */
  readonly file: string;
  /** For how long a key stays published that signs no more. */
  readonly retiredForMs: number;
  readonly clock: () => number;
  readonly log: Logger;
}

/** The file is looked at no more often than this. */
const checkIntervalMs = 1000;
/**
 * For how long a new key is published before it signs: the other replicas have read it by then, and a subgraph that has
 * asked for the keys a moment ago asks again.
 */
const publishedAheadMs = 3000;

interface PrivateKey extends SigningKey {
  readonly publicKey: JWK;
}

/** Throws when the file cannot be used. Later, it is logged, and the last good keys stay. */
export async function createAssertionKeys(options: AssertionKeysOptions): Promise<AssertionKeys> {
  const { file, retiredForMs, clock, log } = options;
  let version = await readVersion(file);
  let keys = await readPrivateKeys(file);
  let signing: PrivateKey = keys[0];
  /** When the first of the keys takes over. */
  let takesOverAt = -Infinity;
  let retired: readonly { readonly key: PrivateKey; readonly until: number }[] = [];
  let checkedAt = clock();
  let checking: Promise<void> | undefined;

  async function check(): Promise<void> {
    checkedAt = clock();
    try {
      const found = await readVersion(file);
      if (found === version) return;
      version = found;
      const [first, ...others] = await readPrivateKeys(file);
      for (const { id, publicKey } of [first, ...others]) {
        const other = keys.find((key) => key.id === id && key.publicKey.x !== publicKey.x);
        // Subgraphs tell keys apart by their ids, and would refuse what the new one signs.
        if (other !== undefined) throw new Error(`${file} has another key under the key id "${id}" than before`);
      }
      const wasKnown = keys.some(({ id }) => id === first.id);
      keys = [first, ...others];
      // One that was published before needs no time to get around.
      takesOverAt = wasKnown ? clock() : clock() + publishedAheadMs;
      log.info({ file, keyIds: keys.map(({ id }) => id) }, 'The keys for assertions were read again');
    } catch (error) {
      log.error({ file, err: error }, 'The changed keys for assertions cannot be used; the last good ones stay');
    }
  }

  const look = (): Promise<void> => (checking ??= check().finally(() => (checking = undefined)));

  function current(): PrivateKey {
    const now = clock();
    if (now - checkedAt > checkIntervalMs || now < checkedAt) void look();
    if (signing.id !== keys[0].id && now >= takesOverAt) {
      retired = [...retired, { key: signing, until: now + retiredForMs }];
      signing = keys[0];
    }
    return signing;
  }

  return {
    current,
    async listPublic() {
      if (clock() - checkedAt > checkIntervalMs) await look();
      const inUse = current();
      retired = retired.filter(({ until }) => until > clock());
      const published = new Map(
        [inUse, ...keys, ...retired.map(({ key }) => key)].map((key) => [key.id, key.publicKey]),
      );
      return { keys: [...published.values()] };
    },
  };
}

async function readVersion(file: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(file);
  return `${mtimeMs}:${size}:${ino}`;
}

async function readPrivateKeys(file: string): Promise<[PrivateKey, ...PrivateKey[]]> {
  const content = JSON.parse(await readFile(file, 'utf8')) as JWK & { keys?: JWK[] };
  const [first, ...others] = await Promise.all((content.keys ?? [content]).map((key) => importKey(key, file)));
  if (first === undefined) throw new Error(`${file} contains no key; expected a private Ed25519 JWK`);
  return [first, ...others];
}

async function importKey(jwk: JWK, file: string): Promise<PrivateKey> {
  const { kty, crv, x, d } = jwk;
  if (kty !== 'OKP' || crv !== 'Ed25519') {
    throw new Error(`${file} contains a key of type ${kty} ${crv ?? ''}; expected a private Ed25519 JWK`);
  }
  if (d === undefined) throw new Error(`${file} contains a public key; expected a private Ed25519 JWK`);
  const id = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  // Only the members named here leave the gateway.
  const publicKey = { kty, crv, x, kid: id, alg: 'EdDSA', use: 'sig' } as JWK;
  return { id, key: await importJWK({ kty, crv, x, d } as JWK, 'EdDSA'), publicKey };
}
