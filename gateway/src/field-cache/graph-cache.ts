// The field cache as one supergraph uses it.
import type { FetchNode } from '../operation/plan/query-plan.ts';
import type { SubgraphClient } from '../subgraph/subgraph-client.ts';
import type { ExecutionResult } from '../execution/execution-engine.ts';
import { type AssembledResponses, createAssembledResponses } from './assembled-responses.ts';
import { type CachedFetch, compileCachedFetch } from './cached-fetch.ts';
import { readCachedGraph } from './cached-graph.ts';
import type { FieldCache } from './field-cache.ts';

export interface GraphCache extends Pick<FieldCache, 'now' | 'createRun' | 'createOutcome'> {
  readonly epoch: number;
  readonly responses: AssembledResponses<ExecutionResult>;
  compileFetch(fetch: FetchNode, client: SubgraphClient): CachedFetch;
}

/** Undefined for a supergraph that does not say how its fields may be kept. */
export function openGraphCache(cache: FieldCache, supergraphSdl: string): GraphCache | undefined {
  const graph = readCachedGraph(supergraphSdl);
  if (graph === undefined) return undefined;
  return {
    get epoch() {
      return cache.epoch;
    },
    now: () => cache.now(),
    createRun: (request, outcome) => cache.createRun(request, outcome),
    createOutcome: () => cache.createOutcome(),
    responses: createAssembledResponses({ limitBytes: cache.responsesLimitBytes, now: () => cache.now() }),
    compileFetch: (fetch, client) => compileCachedFetch(fetch, { cache, graph, client }),
  };
}
