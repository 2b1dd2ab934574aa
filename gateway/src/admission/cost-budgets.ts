// How much callers' operations may cost over time: by the budgets of the configuration and those of their tokens.
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import type { CostBudget } from '../execution/cost-budget.ts';
import type { Buckets, Demand, Verdict } from './buckets.ts';
import { describeLimited, describeToken } from './limit-key.ts';
import type { LimitedRequest } from './rate-limits.ts';

export interface CostBudgets {
  /** Undefined for a caller who has none. */
  open(request: LimitedRequest): CostBudget | undefined;
}

export interface CostBudgetsOptions {
  readonly budgets: GatewayConfig['demand_control']['budgets'];
  readonly buckets: Buckets;
  readonly countLimited: (limit: string, mode: 'enforce') => void;
}

export function createCostBudgets({ budgets, buckets, countLimited }: CostBudgetsOptions): CostBudgets {
  function listDemands({ caller, sender }: LimitedRequest): readonly Demand[] {
    const demands = budgets.flatMap(({ by, capacity, interval }): Demand[] => {
      const limited = describeLimited(by, caller, sender);
      if (limited === undefined) return [];
      const key = JSON.stringify(['cost', by, capacity, interval, limited]);
      return [{ key, allowance: { capacity, intervalMs: interval }, isEnforced: true }];
    });
    const cost = caller.token?.restrictions.cost;
    if (cost === undefined) return demands;
    const { capacity, interval_seconds: seconds } = cost;
    const key = JSON.stringify(['cost', capacity, seconds, describeToken(caller)]);
    return [...demands, { key, allowance: { capacity, intervalMs: seconds * 1000 }, isEnforced: true }];
  }

  return {
    open(request) {
      if (budgets.length === 0 && request.caller.token?.restrictions.cost === undefined) return undefined;
      const demands = listDemands(request);
      if (demands.length === 0) return undefined;
      let admitted = 0;
      const decide = (estimated: number, { refused }: Verdict): void => {
        if (refused === undefined) {
          admitted = estimated;
          return;
        }
        countLimited(refused.index < budgets.length ? 'budgets' : 'restrictions.cost', 'enforce');
        const seconds = Math.max(1, Math.ceil(refused.waitMs / 1000));
        request.outcome.retryAfterSeconds = seconds;
        throw new CodedError(
          'REQUEST_RATE_LIMITED',
          `The operation costs ${estimated}, which is more than is left of what you may ask for. Ask again in ${seconds} s, or for less.`,
        );
      };
      return {
        admit(estimated) {
          const verdict = buckets.take(demands, estimated);
          return verdict instanceof Promise
            ? verdict.then((known) => decide(estimated, known))
            : decide(estimated, verdict);
        },
        charge(actual) {
          if (actual !== admitted) buckets.settle(demands, actual - admitted);
          admitted = actual;
        },
      };
    },
  };
}
