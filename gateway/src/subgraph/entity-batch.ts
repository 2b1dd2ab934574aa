// Asks for each entity once, however often it occurs, and gives every occurrence its result.

export interface EntityBatch {
  /** The representations to send, each different from the others. */
  readonly representations: readonly unknown[];
  /** For each original representation, the index of the one that is sent for it. */
  readonly sentIndices: readonly number[];
}

/** Two representations are the same entity with the same required fields when their JSON is equal. */
export function createEntityBatch(originals: readonly unknown[]): EntityBatch {
  const representations: unknown[] = [];
  const indexByJson = new Map<string, number>();
  const sentIndices = originals.map((original) => {
    const json = JSON.stringify(original);
    const known = indexByJson.get(json);
    if (known !== undefined) return known;
    indexByJson.set(json, representations.length);
    return representations.push(original) - 1;
  });
  return { representations, sentIndices };
}

/**
 * The received entities in the order and number of the originals. Occurrences after the first are copies: the executor
 * merges later results into each object, and must not do so twice into the same one.
 */
export function spreadEntities(received: readonly unknown[], { sentIndices }: EntityBatch): unknown[] {
  const isSpread = new Set<number>();
  return sentIndices.map((sentIndex) => {
    const entity = received[sentIndex];
    if (!isSpread.has(sentIndex)) {
      isSpread.add(sentIndex);
      return entity;
    }
    return typeof entity === 'object' && entity !== null ? structuredClone(entity) : entity;
  });
}
