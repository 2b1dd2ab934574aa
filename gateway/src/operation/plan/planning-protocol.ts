// What gateway and planning process say to each other.
import type { QueryPlan as HivePlan } from '@graphql-hive/router-query-planner';

export interface PlanningRequest {
  readonly id: number;
  /** With the first request to a process. */
  readonly supergraphSdl?: string;
  readonly question: { readonly kind: 'load' } | { readonly kind: 'plan'; readonly text: string };
}

export type PlanningAnswer =
  | { readonly id: number; readonly kind: 'loaded' }
  | { readonly id: number; readonly kind: 'planned'; readonly plan: HivePlan }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };
