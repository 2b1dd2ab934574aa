// Keeps what was prepared for operations: each distinct one is prepared once, also when many ask for it at once.
import { LRUCache } from 'lru-cache';

export interface OperationStoreOptions {
  /** How many are kept. */
  readonly limit: number;
}

export interface OperationStore<Prepared> {
  /** `prepare` is called when nothing is kept under the key. What it throws is not kept. */
  get(key: string, prepare: () => Promise<Prepared>): Promise<Prepared>;
}

export function createOperationStore<Prepared extends object>({
  limit,
}: OperationStoreOptions): OperationStore<Prepared> {
  const prepared = new LRUCache<string, Promise<Prepared>>({ max: limit });
  return {
    get(key, prepare) {
      const known = prepared.get(key);
      if (known !== undefined) return known;
      const coming = prepare();
      prepared.set(key, coming);
      coming.catch(() => {
        if (prepared.peek(key) === coming) prepared.delete(key);
      });
      return coming;
    },
  };
}
