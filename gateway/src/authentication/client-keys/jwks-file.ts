// Public keys in a file, read again when the file changes: keys can be rotated without a restart.
import { readFile, stat } from 'node:fs/promises';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import { readSignatureKeys } from './signature-keys.ts';

/** The file is looked at no more often than this. */
const checkIntervalMs = 1000;

/** Throws when the file is no JWKS. Later, a file that cannot be used is logged and the last good keys stay. */
export async function createJwksFile(file: string, log: Logger): Promise<JWTVerifyGetKey> {
  // Before its content: a change in between is noticed later.
  let version = await readVersion(file);
  let keys = await readKeys(file, log);
  let checkedAt = Date.now();

  const refresh = async (): Promise<void> => {
    checkedAt = Date.now();
    try {
      const current = await readVersion(file);
      if (current === version) return;
      version = current;
      keys = await readKeys(file, log);
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

async function readKeys(file: string, log: Logger): Promise<JWTVerifyGetKey> {
  try {
    const { set, exposed } = readSignatureKeys(JSON.parse(await readFile(file, 'utf8')));
    if (exposed > 0) log.error({ file, exposed }, 'The file has keys that can sign; they are refused');
    return createLocalJWKSet(set);
  } catch (cause) {
    throw new Error(`The keys in ${file} cannot be used: ${(cause as Error).message}`, { cause });
  }
}
