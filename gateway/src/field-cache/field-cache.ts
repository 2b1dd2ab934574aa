// The field cache of one gateway: it outlives the supergraphs that come and go.
import type { Principal } from '../authentication/principal.ts';
import type { VariableSource } from '../operation/variable-source.ts';
import { type CacheOutcome, type CellSource, createCacheOutcome } from './cache-outcome.ts';
import { type CacheRun, createCacheRun } from './cache-run.ts';
import { type CellStore, createCellStore } from './cell-store.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { readEventSubject } from './event-subject.ts';
import { createIdentity } from './identity.ts';
import { createInFlightFetches, type InFlightFetches } from './in-flight-fetches.ts';
import type { ValueOrigins } from './value-origins.ts';
import type { Invalidation, Invalidator } from './invalidation.ts';
import { createMatcher } from './invalidation-matcher.ts';

export interface FieldCache extends Invalidator {
  readonly store: CellStore;
  readonly fetches: InFlightFetches;
  readonly now: () => number;
  readonly random: () => number;
  /** Changes with each invalidation: work that was begun under another may bring what is out of date. */
  readonly epoch: number;
  /** Of memory for whole responses. */
  readonly responsesLimitBytes: number;
  /** For one request of a client; with an outcome of its own where none is given. */
  createRun(request: VariableSource & { readonly principal: Principal }, outcome?: CacheOutcome): CacheRun;
  /** With `origins`, where its values come from is noted there. */
  createOutcome(origins?: ValueOrigins): CacheOutcome;
  /** Types of entities that are accounts in a supergraph that is served. */
  addAccountTypes(names: readonly string[]): void;
}

export interface FieldCacheOptions {
  /** Of memory for kept values. */
  readonly limitBytes: number;
  /** What the subjects of change events name. Without it, every event may be about anything. */
  readonly events: EventCatalogue | undefined;
  /** Told of each value that is served. */
  readonly onCell?: (coordinate: string, source: CellSource) => void;
  /** Default: the clock. */
  readonly now?: () => number;
  /** Default: `Math.random`. */
  readonly random?: () => number;
}

export function createFieldCache(options: FieldCacheOptions): FieldCache {
  const { limitBytes, events: catalogue, onCell = ignore, now = Date.now, random = Math.random } = options;
  const responsesLimitBytes = Math.floor(limitBytes * responsesPart);
  const store = createCellStore({ limitBytes: limitBytes - responsesLimitBytes, now });
  const fetches = createInFlightFetches();
  const accountTypes = new Set<string>();
  let epoch = 0;
  return {
    get epoch() {
      return epoch;
    },
    responsesLimitBytes,
    store,
    fetches,
    now,
    random,
    createRun: ({ principal, variables, literals }, outcome = createCacheOutcome(ignore)) =>
      createCacheRun({ identity: createIdentity(principal), source: { variables, literals }, outcome }),
    createOutcome: (origins) => createCacheOutcome(onCell, origins),
    addAccountTypes(names) {
      for (const name of names) accountTypes.add(name);
    },

    invalidate(invalidations: readonly Invalidation[]) {
      // Whoever asks from now on must not be given what was asked before.
      epoch += 1;
      fetches.detach();
      let count = 0;
      for (const invalidation of invalidations) {
        const matcher = createMatcher(invalidation, (type, subject) =>
          readEventSubject(type, subject, { catalogue, isAccount: (name) => accountTypes.has(name) }),
        );
        count += store.invalidate(matcher);
      }
      return Promise.resolve(count);
    },
  };
}

/** Of the memory. They are only a short way to what is kept anyway. */
const responsesPart = 0.2;

function ignore(): void {
  // Nobody wants to know.
}
