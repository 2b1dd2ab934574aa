// The planning process: loads the native planner and answers until the gateway is gone.
import type { QueryPlan as HivePlan, QueryPlanner } from '@graphql-hive/router-query-planner';
import type { PlanningAnswer, PlanningRequest } from './planning-protocol.ts';

let loading: Promise<QueryPlanner> | undefined;

async function load(supergraphSdl: string): Promise<QueryPlanner> {
  const native = await import('@graphql-hive/router-query-planner');
  return new native.QueryPlanner(supergraphSdl);
}

async function answer({ id, supergraphSdl, question }: PlanningRequest): Promise<PlanningAnswer> {
  try {
    if (supergraphSdl !== undefined) loading = load(supergraphSdl);
    if (loading === undefined) throw new Error('The process was given no supergraph.');
    const planner = await loading;
    if (question.kind === 'load') return { id, kind: 'loaded' };
    // No labels of progressive overrides are active, and no share of the requests takes them.
    const plan: HivePlan = await planner.planAsync(question.text, undefined, new Set(), 0);
    return { id, kind: 'planned', plan };
  } catch (error) {
    return { id, kind: 'failed', message: String(error) };
  }
}

process.on('message', (request: PlanningRequest) => {
  void answer(request).then((said) => process.send?.(said));
});
process.on('disconnect', () => process.exit());
