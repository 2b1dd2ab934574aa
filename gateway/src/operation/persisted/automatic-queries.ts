// Documents that clients may ask for by hash after having sent them once (automatic persisted queries).
import { LRUCache } from 'lru-cache';

export interface AutomaticQueries {
  /** By the SHA-256 of the text, in lower-case hexadecimal digits. */
  find(hash: string): string | undefined;
  /** The hash must be that of the text, and the text that of a valid document: others would drive those out. */
  add(hash: string, text: string): void;
}

export interface AutomaticQueriesOptions {
  /** How many are kept. */
  readonly limit: number;
}

/** How long all together may be, and one of them, in characters. A client whose document is forgotten sends it again. */
const textLimit = 8_000_000;
const longestText = textLimit / 32;

/** Of too many, those asked for longest ago are forgotten. */
export function createAutomaticQueries({ limit }: AutomaticQueriesOptions): AutomaticQueries {
  const known = new LRUCache<string, string>({
    max: limit,
    maxSize: textLimit,
    maxEntrySize: longestText,
    sizeCalculation: (text) => Math.max(text.length, 1),
  });
  return {
    find: (hash) => known.get(hash),
    add: (hash, text) => void known.set(hash, text),
  };
}
