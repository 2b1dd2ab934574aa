// What one execution brings to each fetch that goes through the cache.
import type { Principal } from '../../authentication/principal.ts';
import type { CostMeter } from '../../operation/cost/cost-meter.ts';
import type { VariableSource } from '../../operation/variable-source.ts';
import type { Correlation } from '../../subgraph/correlation.ts';
import type { CacheRun } from './cache-run.ts';

export interface CachedFetchRun extends VariableSource {
  readonly readCondition: (variable: string) => boolean;
  readonly principal: Principal;
  readonly correlation?: Correlation | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
  /** Absent where costs do not count, and for what no client waits for. */
  readonly costMeter: CostMeter | undefined;
  readonly reportFailure: (error: unknown, subgraph: string) => void;
  readonly cacheRun: CacheRun;
}
