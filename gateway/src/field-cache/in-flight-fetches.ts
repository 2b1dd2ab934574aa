// The fetches under way, by the cells that they bring: whoever misses one of them waits instead of asking again.
import { createSharedWork } from '../subgraph/shared-work.ts';
import type { SubgraphResponse } from '../subgraph/subgraph-client.ts';

export interface InFlightFetches {
  /** The fetch that is bringing a cell. */
  find(cellName: string): string | undefined;
  /** Begins a fetch that brings these cells. It ends early when nobody waits for it any more. */
  run(
    cellNames: readonly string[],
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<SubgraphResponse>,
  ): Promise<SubgraphResponse>;
  /** Resolves when a fetch that was just found has kept what it brought. Rejects when it failed. */
  join(fetchId: string, signal: AbortSignal | undefined): Promise<void>;
  /** From now on nobody joins the fetches that are under way: what they bring may be out of date. */
  detach(): void;
}

export function createInFlightFetches(): InFlightFetches {
  const shared = createSharedWork<SubgraphResponse | undefined>();
  /** Replaced, not emptied: fetches that are under way still take their own cells off the old one. */
  let fetchIds = new Map<string, string>();
  let count = 0;
  return {
    find: (cellName) => fetchIds.get(cellName),

    async run(cellNames, signal, work) {
      const fetchId = String((count += 1));
      const registry = fetchIds;
      const names = cellNames.filter((name) => !registry.has(name));
      for (const name of names) registry.set(name, fetchId);
      const response = await shared.join(fetchId, signal, (sharedSignal) =>
        work(sharedSignal).finally(() => {
          for (const name of names) registry.delete(name);
        }),
      );
      if (response === undefined) throw new Error('A fetch of the field cache was begun twice.');
      return response;
    },

    async join(fetchId, signal) {
      // One that ended meanwhile has nothing to wait for.
      await shared.join(fetchId, signal, () => Promise.resolve(undefined));
    },

    detach() {
      fetchIds = new Map();
    },
  };
}
