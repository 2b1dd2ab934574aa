// The fetches under way, by the cells that they bring: whoever misses one of them waits instead of asking again.
import { createSharedWork } from '../../subgraph/shared-work.ts';
import type { SubgraphResponse } from '../../subgraph/subgraph-client.ts';
import type { SubgraphRequestError } from '../../subgraph/subgraph-request-error.ts';
import type { CachedFetchRun } from './cached-fetch-run.ts';
import type { CellRequest } from './cell-request.ts';
import type { ObjectWant } from './read-cells.ts';

/** A fetch with what became of it. Who waited for it was waiting for a part of it, and may be somebody else. */
export interface FinishedFetch {
  /** Of whom it was begun by. */
  readonly run: CachedFetchRun;
  readonly wants: readonly ObjectWant[];
  readonly request: CellRequest;
  readonly result: SubgraphResponse | SubgraphRequestError;
}

export interface InFlightFetches {
  /** The fetch that is bringing a cell. */
  find(cellName: string): string | undefined;
  /** Begins a fetch that brings these cells. It ends early when nobody waits for it any more. */
  run(
    cellNames: readonly string[],
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<FinishedFetch>,
  ): Promise<FinishedFetch>;
  /**
   * Resolves when a fetch that was just found has ended, and kept what it brought; without it when it had ended before.
   */
  join(fetchId: string, signal: AbortSignal | undefined): Promise<FinishedFetch | undefined>;
  /** From now on nobody joins the fetches that are under way: what they bring may be out of date. */
  detach(): void;
}

export function createInFlightFetches(): InFlightFetches {
  const shared = createSharedWork<FinishedFetch | undefined>();
  /** Replaced, not emptied: fetches that are under way still take their own cells off the old one. */
  let fetchIds = new Map<string, string>();
  let count = 0;
  return {
    // Names are long, and most of the time nothing is under way.
    find: (cellName) => (fetchIds.size === 0 ? undefined : fetchIds.get(cellName)),

    async run(cellNames, signal, work) {
      const fetchId = String((count += 1));
      const registry = fetchIds;
      const names = cellNames.filter((name) => !registry.has(name));
      for (const name of names) registry.set(name, fetchId);
      const finished = await shared.join(fetchId, signal, (sharedSignal) =>
        work(sharedSignal).finally(() => {
          for (const name of names) registry.delete(name);
        }),
      );
      if (finished === undefined) throw new Error('A fetch of the field cache was begun twice.');
      return finished;
    },

    // One that ended meanwhile has nothing to wait for.
    join: (fetchId, signal) => shared.join(fetchId, signal, () => Promise.resolve(undefined)),

    detach() {
      fetchIds = new Map();
    },
  };
}
