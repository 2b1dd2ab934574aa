// A subgraph as the executor sees it.
import type { SubgraphClient } from '../../subgraph/subgraph-client.ts';
import type { ErrorPolicy } from '../../subgraph/readable-error.ts';

export interface SubgraphConnection {
  readonly name: string;
  readonly client: SubgraphClient;
  readonly errors: ErrorPolicy;
}
