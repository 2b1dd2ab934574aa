// How often the values of each field were kept and fetched, since the gateway began.

export interface FieldCounts {
  /** Served from what was kept, and fresh. */
  hit: number;
  /** Served from what was kept, past its maxAge. */
  stale: number;
  /** Fetched, and it may be kept. */
  miss: number;
  /** Fetched, and not kept: by its policy, or because the token lacks a claim. */
  bypass: number;
  /** Hits that were fetched all the same, to see whether what was kept was still right. */
  compared: number;
  /** Those of them where it was not. */
  different: number;
}

export interface FieldCounters {
  /** Those of one coordinate of the schema. They count on for as long as the gateway runs. */
  find(coordinate: string): FieldCounts;
  list(): Iterable<readonly [coordinate: string, counts: Readonly<FieldCounts>]>;
}

/** As many as the schemas have fields that were served so far. */
export function createFieldCounters(): FieldCounters {
  const counters = new Map<string, FieldCounts>();
  return {
    find(coordinate) {
      let counts = counters.get(coordinate);
      if (counts === undefined) {
        counts = { hit: 0, stale: 0, miss: 0, bypass: 0, compared: 0, different: 0 };
        counters.set(coordinate, counts);
      }
      return counts;
    },
    list: () => counters,
  };
}
