// The planning process: loads the native planner and answers until the gateway is gone. JavaScript, because it is started
// by itself: nothing has to be there that runs TypeScript, and it starts several times faster.

/**
 * @import { QueryPlanner } from '@graphql-hive/router-query-planner';
 * @import { PlanningAnswer, PlanningRequest } from './planning-protocol.ts';
 */

/** @type {Promise<QueryPlanner> | undefined} */
let loading;

/** @param {string} supergraphSdl */
async function load(supergraphSdl) {
  const native = await import('@graphql-hive/router-query-planner');
  return new native.QueryPlanner(supergraphSdl);
}

/**
 * @param {PlanningRequest} request
 * @returns {Promise<PlanningAnswer>}
 */
async function answer({ id, supergraphSdl, question }) {
  try {
    if (supergraphSdl !== undefined) loading = load(supergraphSdl);
    if (loading === undefined) throw new Error('The process was given no supergraph.');
    const planner = await loading;
    if (question.kind === 'load') return { id, kind: 'loaded' };
    // No labels of progressive overrides are active, and no share of the requests takes them.
    const plan = await planner.planAsync(question.text, undefined, new Set(), 0);
    return { id, kind: 'planned', plan };
  } catch (error) {
    return { id, kind: 'failed', message: String(error) };
  }
}

process.on('message', (/** @type {PlanningRequest} */ request) => {
  void answer(request).then((said) => process.send?.(said));
});
process.on('disconnect', () => process.exit());
