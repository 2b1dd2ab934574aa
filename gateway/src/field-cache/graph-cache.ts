// The field cache as one supergraph uses it.
import type { Principal } from '../authentication/principal.ts';
import type { FetchNode } from '../operation/plan/query-plan.ts';
import type { SubgraphClient } from '../subgraph/subgraph-client.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import { type AssembledResponses, createAssembledResponses } from './response/assembled-responses.ts';
import { type CachedFetch, compileCachedFetch } from './fetch/cached-fetch.ts';
import { compileMutationEffects } from './invalidation/mutation-effects.ts';
import { readCachedGraph } from './selection/cached-graph.ts';
import type { FieldCache } from './field-cache.ts';

export interface GraphCache extends Pick<
  FieldCache,
  | 'now'
  | 'createRun'
  | 'createOutcome'
  | 'drawComparison'
  | 'sharedResponses'
  | 'leftMarks'
  | 'fetchedMarks'
  | 'isAnnouncing'
  | 'counters'
> {
  readonly epoch: number;
  readonly isTrusted: boolean;
  readonly responses: AssembledResponses<ExecutionResult>;
  compileFetch(fetch: FetchNode, client: SubgraphClient): CachedFetch;
  compileMutation(fetch: FetchNode): CompiledMutation;
}

/** What a mutation does to the cache. */
export interface CompiledMutation {
  /** What is sent in place of the fetch's own document. */
  readonly document: string;
  /** Drops what the mutation has made wrong. `data` is the subgraph's answer, if there is one. */
  finish(data: Readonly<Record<string, unknown>> | undefined, principal: Principal): Promise<void>;
}

/** Undefined for a supergraph that does not say how its fields may be kept. */
export function openGraphCache(
  cache: FieldCache,
  supergraphSdl: string,
  onUntold: (error: unknown) => void,
): GraphCache | undefined {
  const graph = readCachedGraph(supergraphSdl);
  if (graph === undefined) return undefined;
  cache.learnGraph(graph);
  return {
    get epoch() {
      return cache.epoch;
    },
    get isTrusted() {
      return cache.isTrusted;
    },
    get isAnnouncing() {
      return cache.isAnnouncing;
    },
    sharedResponses: cache.sharedResponses,
    leftMarks: cache.leftMarks,
    fetchedMarks: cache.fetchedMarks,
    counters: cache.counters,
    now: () => cache.now(),
    createRun: (request, more) => cache.createRun(request, more),
    drawComparison: () => cache.drawComparison(),
    createOutcome: (origins) => cache.createOutcome(origins),
    responses: createAssembledResponses({
      limitBytes: cache.responsesLimitBytes,
      now: () => cache.now(),
      countChanges: () => cache.store.changeCount + cache.leftMarks.count,
    }),
    compileMutation(fetch) {
      const effects = compileMutationEffects(fetch, graph);
      return {
        document: effects.document,
        async finish(data, principal) {
          // The mutation has happened, whether or not other replicas can be told; they learn later what they have missed.
          await cache.invalidate(effects.list(data, principal)).catch(onUntold);
        },
      };
    },
    compileFetch: (fetch, client) => compileCachedFetch(fetch, { cache, graph, client }),
  };
}
