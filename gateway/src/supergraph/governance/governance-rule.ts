// A rule: looks at a governed graph and tells every place that breaks it.
import type { EventCatalogue } from './event-catalogue.ts';
import type { GovernanceViolation } from './governance-violation.ts';
import type { GovernedGraph } from './governed-graph.ts';
import type { OwnershipMatrix } from './ownership-matrix.ts';

export interface GovernanceOptions {
  /** The data ownership matrix; without it the rules about domains are not applied. */
  readonly ownership?: OwnershipMatrix;
  /** The known change events; without them any event name is accepted. */
  readonly events?: EventCatalogue;
}

export type GovernanceRule = (graph: GovernedGraph, options: GovernanceOptions) => Iterable<GovernanceViolation>;
