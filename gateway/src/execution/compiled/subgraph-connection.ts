// A subgraph as the executor sees it.
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { CachedFetch } from '../../field-cache/fetch/cached-fetch.ts';
import type { CompiledMutation } from '../../field-cache/graph-cache.ts';
import type { SubgraphClient } from '../../subgraph/subgraph-client.ts';
import type { ErrorPolicy } from '../../subgraph/readable-error.ts';

export interface SubgraphConnection {
  readonly name: string;
  readonly client: SubgraphClient;
  readonly errors: ErrorPolicy;
  /** How fetches of it go through the field cache. Absent where nothing is kept. */
  readonly compileCachedFetch?: (fetch: FetchNode) => CachedFetch;
  readonly compileMutation?: (fetch: FetchNode) => CompiledMutation;
}
