// Public keys in a file, read again when the file changes: keys can be rotated without a restart.
import { readFile, stat } from 'node:fs/promises';
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';

/** The file is looked at no more often than this. */
const checkIntervalMs = 1000;

/** Throws when the file is no JWKS. Later, a file that cannot be used is logged and the last good keys stay. */
export async function createJwksFile(file: string, log: Logger): Promise<JWTVerifyGetKey> {
  let keys = createLocalJWKSet(await readJwks(file));
  let version = await readVersion(file);
  let checkedAt = Date.now();

  const refresh = async (): Promise<void> => {
    checkedAt = Date.now();
    try {
      const current = await readVersion(file);
      if (current === version) return;
      version = current;
      keys = createLocalJWKSet(await readJwks(file));
      log.info({ file }, 'The keys for client tokens were read again');
    } catch (error) {
      log.error({ file, err: error }, 'The changed keys for client tokens cannot be used; the last good ones stay');
    }
  };

  return async (header, token) => {
    if (Date.now() - checkedAt > checkIntervalMs) await refresh();
    return keys(header, token);
  };
}

async function readVersion(file: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(file);
  return `${mtimeMs}:${size}:${ino}`;
}

async function readJwks(file: string): Promise<JSONWebKeySet> {
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof content === 'object' && content !== null && 'keys' in content && Array.isArray(content.keys)) {
    return content as JSONWebKeySet;
  }
  throw new Error(`${file} is no JSON Web Key Set: expected an object with a list "keys"`);
}
