// The gateway's public keys, from a URL or from a file that may appear or change while the subgraph runs.
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type JSONWebKeySet, type JWTVerifyGetKey, createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';

/**
 * How soon after a fetch an unknown key id may cause the next one. Short, so that a gateway that starts with a new key
 * is believed at once, yet long enough that forged key ids cannot be turned into a flood of requests to the gateway.
 */
const fetchCooldownMs = 1_000;

/** Resolves the key of an assertion. `location` is an http(s) URL, a `file:` URL or a file path of a JWK set. */
export function createKeySource(location: string): JWTVerifyGetKey {
  if (/^https?:/.test(location)) {
    return createRemoteJWKSet(new URL(location), { cooldownDuration: fetchCooldownMs, timeoutDuration: 3_000 });
  }
  return createFileKeySource(location.startsWith('file:') ? fileURLToPath(location) : location);
}

function createFileKeySource(path: string): JWTVerifyGetKey {
  let version = '';
  let findKey: JWTVerifyGetKey = createLocalJWKSet({ keys: [] });

  // An unknown key id costs one `stat`; the file is read again only when it has changed.
  async function readChanges(): Promise<void> {
    const { mtimeMs, size, ino } = await stat(path);
    const current = `${mtimeMs}:${size}:${ino}`;
    if (current === version) return;
    findKey = createLocalJWKSet(JSON.parse(await readFile(path, 'utf8')) as JSONWebKeySet);
    version = current;
  }

  return async (header, token) => {
    const asked = findKey;
    try {
      return await asked(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await readChanges();
      // The keys may also have been read for another request that came at the same time.
      if (findKey === asked) throw error;
      return findKey(header, token);
    }
  };
}
