// Makes query plans for one supergraph.
import type { PlannedOperation } from '../normalize-operation.ts';
import type { QueryPlan } from './query-plan.ts';

export type PlannerName = 'hive' | 'apollo';

export interface QueryPlanner {
  readonly name: PlannerName;
  /** Throws when it finds no plan: that is a fault of the planner or of the supergraph, not of the client. */
  plan(operation: PlannedOperation): Promise<QueryPlan>;
  /** Gives back what it holds on to. */
  close(): void;
}
