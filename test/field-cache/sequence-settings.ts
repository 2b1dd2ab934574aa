// How much of the random sequences is run, from environment variables.
import type { PlannerName } from '../../gateway/src/operation/plan/query-planner.ts';

/** Each with a few sequences of up to twenty steps; about half a minute on two cores. */
const usualGraphs = 120;
/** One that stays, so that a build does not fail over something that it did not change. */
const usualSeed = 20_260_102;

export interface SequenceSettings {
  readonly graphs: number;
  readonly seed: number;
  /** Where fast-check begins: at the case that failed. */
  readonly path: string | undefined;
  readonly planners: readonly PlannerName[];
}

export function readSequenceSettings(environment: NodeJS.ProcessEnv): SequenceSettings {
  const {
    CACHE_RUNS: runs = String(usualGraphs),
    CACHE_SEED: seed = String(usualSeed),
    CACHE_PATH: path,
    CACHE_PLANNERS: planners = 'apollo',
  } = environment;
  return { graphs: Number(runs), seed: Number(seed), path, planners: planners.split(',') as PlannerName[] };
}
