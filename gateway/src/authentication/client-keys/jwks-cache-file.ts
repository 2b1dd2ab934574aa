// Keeps the keys that were fetched last, for a gateway that starts while their URL gives none.
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import { readSignatureKeys } from './signature-keys.ts';

export interface FetchedKeys {
  readonly set: JSONWebKeySet;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number;
}

export interface JwksCacheFile {
  /** Undefined when there is none yet. Rejects when there is one that cannot be used. */
  read(): Promise<FetchedKeys | undefined>;
  write(keys: FetchedKeys): Promise<void>;
}

/** What was fetched from another URL counts for nothing. */
export function createJwksCacheFile(file: string, url: string): JwksCacheFile {
  return {
    async read() {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
      const content = JSON.parse(text) as { readonly url?: unknown; readonly fetched_at?: unknown };
      const fetchedAt = Date.parse(String(content.fetched_at));
      if (content.url !== url) throw new Error(`It has keys of another URL than ${url}.`);
      if (Number.isNaN(fetchedAt)) throw new Error('It does not say when its keys were fetched.');
      return { set: readSignatureKeys(content).set, fetchedAt };
    },

    /** Whoever reads meanwhile finds the old keys or the new ones, each whole. */
    async write({ set, fetchedAt }) {
      const unfinished = `${file}.${process.pid}.new`;
      const content = { url, fetched_at: new Date(fetchedAt).toISOString(), keys: set.keys };
      await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`);
      await rename(unfinished, file);
    },
  };
}
