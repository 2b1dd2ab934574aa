// A planner of which no plan is run that would give wrong data without an error.
import type { GraphQLSchema } from 'graphql';
import { CodedError } from '../../error-codes/coded-error.ts';
import type { SupergraphRules } from './entity-rules.ts';
import { findPlanFault } from './plan-fault.ts';
import type { QueryPlanner } from './query-planner.ts';
import { nameSentTypes } from './sent-types.ts';

/** Throws a `CodedError` for an operation of which the plan is wrong. `schema` is the whole supergraph's. */
export function createCheckedPlanner(
  planner: QueryPlanner,
  schema: GraphQLSchema,
  rules: SupergraphRules,
): QueryPlanner {
  return {
    name: planner.name,
    async plan(operation) {
      const { root } = await planner.plan(operation);
      const fault = root && findPlanFault(root, schema, rules);
      if (fault === undefined) return { root: root && nameSentTypes(root, schema, rules) };
      throw new CodedError(
        'OPERATION_NOT_PLANNED',
        `The operation cannot be answered as a whole: ${fault}. Ask for these fields in separate operations.`,
      );
    },
    close: () => planner.close(),
  };
}
