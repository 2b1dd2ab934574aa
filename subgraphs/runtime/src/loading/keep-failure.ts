// Lets a loader remember a failed batch for the rest of its request.

/**
 * For the batch function of a DataLoader. When a batch rejects, DataLoader forgets its keys, so the next field that asks
 * for one of them would wait for the failing system once more. As an answer of every key the failure is kept: a request
 * meets each failure once.
 */
export function keepFailure<K, V>(
  loadBatch: (keys: readonly K[]) => Promise<readonly (V | Error)[]>,
): (keys: readonly K[]) => Promise<readonly (V | Error)[]> {
  return async (keys) => {
    try {
      return await loadBatch(keys);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      return keys.map(() => failure);
    }
  };
}
