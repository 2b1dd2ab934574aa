// The field cache of one gateway: it outlives the supergraphs that come and go.
import type { Principal } from '../authentication/principal.ts';
import type { VariableSource } from '../operation/variable-source.ts';
import { type CacheOutcome, createCacheOutcome } from './response/cache-outcome.ts';
import { type CacheRun, createCacheRun } from './fetch/cache-run.ts';
import { type CellLoads, createCellLoads } from './replicas/cell-loads.ts';
import type { RecordTarget } from './cells/cell-record.ts';
import { type CellStore, createCellStore } from './cells/cell-store.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import type { CachedGraph } from './selection/cached-graph.ts';
import { createMarkContext, listMarksOfInvalidation, listMarksOfRecord } from './replicas/invalidation-marks.ts';
import { createLeftMarks, type LeftMarks } from './replicas/left-marks.ts';
import type { Replicas, ReplicasOptions } from './replicas/replicas.ts';
import type { SecondTier } from './replicas/second-tier.ts';
import type { SharedResponses } from './replicas/shared-responses.ts';
import { createFieldCounters, type FieldCounters } from './field-counters.ts';
import { createIdentity } from './cells/identity.ts';
import { createInFlightFetches, type InFlightFetches } from './fetch/in-flight-fetches.ts';
import type { ValueOrigins } from './response/value-origins.ts';
import type { Invalidation, Invalidator } from './invalidation/invalidation.ts';
import { createMatcher } from './invalidation/invalidation-matcher.ts';

export interface FieldCache extends Invalidator {
  readonly store: CellStore;
  readonly counters: FieldCounters;
  readonly fetches: InFlightFetches;
  readonly now: () => number;
  readonly random: () => number;
  /** Changes with each invalidation: work that was begun under another may bring what is out of date. */
  readonly epoch: number;
  /** What other replicas have kept. Absent where nothing is shared. */
  readonly secondTier: SecondTier | undefined;
  /** Of what is in the second tier. Absent where there is none. */
  readonly loads: CellLoads | undefined;
  /** What other replicas have put together. Absent where nothing is shared. */
  readonly sharedResponses: SharedResponses | undefined;
  /** By them, what was loaded as a whole is found to be wrong. */
  readonly leftMarks: LeftMarks;
  /** Of the records that this replica has fetched itself: what was loaded as a whole may be older. */
  readonly fetchedMarks: LeftMarks;
  noteFetched(target: RecordTarget): void;
  /** Whether what is dropped here is not known to all replicas yet. Meanwhile, the second tier may give it back. */
  readonly isAnnouncing: boolean;
  /** Whether this replica is told of everything that makes values wrong. */
  readonly isTrusted: boolean;
  /** Of memory for whole responses. */
  readonly responsesLimitBytes: number;
  /** For one request of a client; with an outcome of its own where none is given. */
  createRun(
    request: VariableSource & { readonly principal: Principal },
    more?: { readonly outcome?: CacheOutcome; readonly isCompared?: boolean },
  ): CacheRun;
  /** Whether the next request is one whose kept values are fetched all the same, and compared. */
  drawComparison(): boolean;
  /** Told of a kept value that is not what its system says now. */
  onDifference(coordinate: string, ageSeconds: number): void;
  /** Told of what went wrong in work that nobody waits for, and is no subgraph's failure. */
  onFault(error: unknown): void;
  /** With `origins`, where its values come from is noted there. */
  createOutcome(origins?: ValueOrigins): CacheOutcome;
  /** What accounts and keys are in the supergraph that is served from now on. */
  learnGraph(graph: Pick<CachedGraph, 'accountTypes' | 'keyNames'>): void;
  close(): Promise<void>;
}

export interface FieldCacheOptions {
  /** Of memory for kept values. */
  readonly limitBytes: number;
  /** What the subjects of change events name. Without it, every event may be about anything. */
  readonly events: EventCatalogue | undefined;
  /** Connects this replica to the others. */
  readonly openReplicas?: (parts: Pick<ReplicasOptions, 'findContext' | 'now' | 'drop' | 'dropEverything'>) => Replicas;
  /** The share of requests, from 0 to 1, whose kept values are fetched all the same and compared. Default 0. */
  readonly comparedShare?: number;
  readonly onDifference?: (coordinate: string, ageSeconds: number) => void;
  /** Default: it is thrown, and ends the process. */
  readonly onFault?: (error: unknown) => void;
  /** Default: the clock. */
  readonly now?: () => number;
  /** Default: `Math.random`. */
  readonly random?: () => number;
}

export function createFieldCache(options: FieldCacheOptions): FieldCache {
  const { limitBytes, events: catalogue, comparedShare = 0, now = Date.now, random = Math.random } = options;
  const responsesLimitBytes = Math.floor(limitBytes * responsesPart);
  const store = createCellStore({ limitBytes: limitBytes - responsesLimitBytes, now });
  const fetches = createInFlightFetches();
  let context = createMarkContext(catalogue, { accountTypes: [], keyNames: new Map() });
  const leftMarks = createLeftMarks();
  const fetchedMarks = createLeftMarks({ limit: mostFetchedMarks });
  let epoch = 0;
  let announcements = 0;

  /** Whoever asks from now on must not be given what was asked before. */
  function beginEpoch(): void {
    epoch += 1;
    fetches.detach();
    loads?.detach();
  }

  function drop(invalidations: readonly Invalidation[]): number {
    beginEpoch();
    let count = 0;
    for (const each of invalidations) {
      count += store.invalidate(createMatcher(each, context.readSubject));
      if (replicas !== undefined) leftMarks.note(listMarksOfInvalidation(each, context));
    }
    return count;
  }

  const replicas = options.openReplicas?.({
    findContext: () => context,
    now,
    drop,
    dropEverything() {
      beginEpoch();
      leftMarks.noteAll();
      store.clear();
    },
  });
  const loads = replicas && createCellLoads({ store, secondTier: replicas.secondTier });

  return {
    get epoch() {
      return epoch;
    },
    responsesLimitBytes,
    store,
    counters: createFieldCounters(),
    fetches,
    secondTier: replicas?.secondTier,
    loads,
    sharedResponses: replicas?.responses,
    leftMarks,
    fetchedMarks,
    noteFetched(target) {
      if (replicas !== undefined) fetchedMarks.note(listMarksOfRecord(target));
    },
    get isAnnouncing() {
      return announcements > 0;
    },
    get isTrusted() {
      return replicas?.isTrusted ?? true;
    },
    now,
    random,
    createRun: (
      { principal, variables, literals },
      { outcome = createCacheOutcome({ isCounted: false }), isCompared = false } = {},
    ) =>
      createCacheRun({
        identity: createIdentity(principal),
        source: { variables, literals },
        outcome,
        isCompared,
      }),
    drawComparison: () => comparedShare > 0 && random() < comparedShare,
    onFault(error) {
      if (options.onFault === undefined) throw error;
      options.onFault(error);
    },
    onDifference: (coordinate, ageSeconds) => options.onDifference?.(coordinate, ageSeconds),
    createOutcome: (origins) => createCacheOutcome({ isCounted: true, origins }),

    learnGraph(graph) {
      const next = createMarkContext(catalogue, graph, replicas?.secondTier.position);
      if (next.naming === context.naming) return;
      context = next;
      // From now on they are called otherwise.
      leftMarks.noteAll();
    },

    async invalidate(invalidations) {
      if (replicas === undefined) return drop(invalidations);
      announcements += 1;
      let count = drop(invalidations);
      try {
        await replicas.announce(invalidations);
      } finally {
        // Until the marks were there, the second tier may have given back what had been dropped.
        count += drop(invalidations);
        announcements -= 1;
      }
      return count;
    },

    async close() {
      await replicas?.close();
    },
  };
}

/** Some 4 MB. A replica that has fetched more has little use for what others have put together. */
const mostFetchedMarks = 20_000;

/** Of the memory. They are only a short way to what is kept anyway. */
const responsesPart = 0.2;
