// What a request will cost at most, as far as can be told. One that costs too much is refused here, before anything is
// planned or fetched.
import { CodedError } from '../error-codes/coded-error.ts';
import type { DemandControl } from '../operation/cost/demand-control.ts';
import { toClientVariable } from '../operation/internal-name.ts';
import { readCondition } from './operation-run.ts';
import type { PreparedOperation } from './prepared-operations.ts';
import type { RequestOutcome } from './request-context.ts';
import { isTooExpensive, type RequestCost } from './request-cost.ts';

/** Notes it in the outcome first: whoever is refused is told, too. `coerced` are variables with their defaults. */
export function estimateRequest(
  { max, isEnforced }: DemandControl,
  { findEstimate, normalized: { literals } }: PreparedOperation,
  coerced: Readonly<Record<string, unknown>>,
  outcome: RequestOutcome,
): RequestCost {
  const estimate = findEstimate?.((name) => readCondition(coerced, name));
  if (estimate === undefined) throw new Error('The operation was prepared without its cost.');
  let problem: string | undefined;
  const readVariable = (name: string): unknown => {
    const literal = literals.get(name);
    if (literal !== undefined) return JSON.parse(literal);
    const clientName = toClientVariable(name);
    return Object.hasOwn(coerced, clientName) ? coerced[clientName] : undefined;
  };
  const cost: RequestCost = { estimated: estimate(readVariable, (found) => (problem ??= found)), max };
  outcome.cost = cost;
  if (!isEnforced) return cost;
  if (problem !== undefined) throw new CodedError('GRAPHQL_VALIDATION_FAILED', problem);
  if (isTooExpensive(cost)) {
    throw new CodedError(
      'COST_ESTIMATED_TOO_EXPENSIVE',
      `The operation is estimated to cost ${cost.estimated}; allowed are ${max} ` +
        '(demand_control.strategy.static_estimated.max). Ask for shorter lists, or for fewer within each other.',
      { extensions: { 'cost.estimated': cost.estimated, 'cost.max': max } },
    );
  }
  return cost;
}
