// Loads things by key: all keys that a request comes to at a time in one call.
import DataLoader from 'dataloader';

/** Null where there is none. */
export type KeyLoader<T> = DataLoader<string, T | null>;

/**
 * A failure is given to each key instead of being thrown: a loader forgets what was thrown, and then every field of a
 * page would send another call to a system that has just failed.
 */
export function createKeyLoader<T>(
  read: (keys: readonly string[]) => Promise<readonly T[]>,
  keyOf: (item: T) => string,
): KeyLoader<T> {
  return new DataLoader<string, T | null>(async (keys) => {
    try {
      const found = new Map((await read(keys)).map((item) => [keyOf(item), item]));
      return keys.map((key) => found.get(key) ?? null);
    } catch (error) {
      return keys.map(() => (error instanceof Error ? error : new Error(String(error))));
    }
  });
}
