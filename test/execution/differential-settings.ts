// How much of the random comparison is run, from environment variables.
import type { Planner } from './differential.ts';

/** Each with about ten operations, asked of every planner: more than two thousand answers, in a minute or two. */
const usualGraphs = 120;
/** One that stays, so that a build does not fail over something that it did not change. */
const usualSeed = 20_260_101;

export interface DifferentialSettings {
  readonly graphs: number;
  readonly seed: number;
  /** Where fast-check begins: at the case that failed. */
  readonly path: string | undefined;
  readonly planners: readonly Planner[];
}

export function readDifferentialSettings(environment: NodeJS.ProcessEnv): DifferentialSettings {
  const {
    DIFFERENTIAL_RUNS: runs = String(usualGraphs),
    DIFFERENTIAL_SEED: seed = String(usualSeed),
    DIFFERENTIAL_PATH: path,
    DIFFERENTIAL_PLANNERS: planners = 'hive,apollo',
  } = environment;
  return { graphs: Number(runs), seed: Number(seed), path, planners: planners.split(',') as Planner[] };
}
