// One execution of a compiled operation.
import type { Principal } from '../../authentication/principal.ts';
import type { CostMeter } from '../../operation/cost/cost-meter.ts';
import type { CacheRun } from '../../field-cache/fetch/cache-run.ts';
import type { Correlation } from '../../subgraph/correlation.ts';
import type { SubgraphFailure } from '../../subgraph/subgraph-failure.ts';
import type { AccountRun } from './account-check.ts';
import type { DataObject } from './data-object.ts';

export interface ExecutionRun {
  /** The response data as the subgraphs gave them so far, with what they need to know of each other. */
  readonly data: DataObject;
  /** The client's variables, as they came. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Values of variables that stand for literals, as JSON texts. */
  readonly literals: ReadonlyMap<string, string>;
  /** The value of a variable in a condition, with its default. */
  readonly readCondition: (variable: string) => boolean;
  readonly principal: Principal;
  readonly correlation?: Correlation | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Absent where costs do not count. */
  readonly costMeter: CostMeter | undefined;
  readonly failures: SubgraphFailure[];
  readonly reportFailure: (error: unknown, subgraph: string) => void;
  /** Whose objects the caller may see. Absent where the operation has to do with none that belong to somebody. */
  readonly accounts: AccountRun | undefined;
  /** Absent where nothing is kept. */
  readonly cacheRun: CacheRun | undefined;
}

/** Runs a part of a plan. Settles without an error whatever the subgraphs do; what they did wrong is in `failures`. */
export type Step = (run: ExecutionRun) => Promise<void>;
