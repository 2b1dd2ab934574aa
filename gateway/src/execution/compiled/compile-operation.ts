// All that can be known of an operation before anybody asks it: how it runs and what its response looks like.
import type { GraphQLCompositeType, GraphQLSchema } from 'graphql';
import { createRefusedPlaces } from '../../operation/authorization/refused-places.ts';
import { compileVariants } from '../../operation/conditions.ts';
import type { ScopedOperation } from '../../operation/account-scope/scope-operation.ts';
import type { QueryPlan } from '../../operation/plan/query-plan.ts';
import type { ResponsePlace } from '../../response/response-place.ts';
import { compilePlan, type PlanParts } from './compile-plan.ts';
import type { DataObject } from './data-object.ts';
import type { Step } from './execution-run.ts';
import { compileIntrospection } from './introspection.ts';
import { compileResponseShape, type ResponseShape } from './response-shape.ts';

export interface CompiledOperation {
  readonly operation: ScopedOperation;
  /** Absent when no subgraph has to be asked. */
  readonly fetch: Step | undefined;
  /** Absent when the operation does not ask for it. Takes the variables by the client's names. */
  readonly introspect:
    ((variables: Readonly<Record<string, unknown>>, literals: ReadonlyMap<string, string>) => DataObject) | undefined;
  /** What the operation is for these values of the variables in @skip and @include. */
  variantFor(readCondition: (variable: string) => boolean): OperationVariant;
}

export interface OperationVariant {
  readonly shape: ResponseShape;
  /** The identity claims that the response depends on, sorted. Undefined when nothing says it of all of it. */
  readonly varyBy: readonly string[] | undefined;
  /** What of it the caller may not have, whatever data there is. */
  readonly refused: readonly ResponsePlace[];
}

export interface CompileOptions extends PlanParts {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  /** The part of it that the caller may see. */
  readonly visibleSchema: GraphQLSchema;
  readonly rootType: GraphQLCompositeType;
  readonly operation: ScopedOperation;
  readonly plan: QueryPlan;
  /** Whether the operation has marks of what the caller may not have. */
  readonly hasMarks: boolean;
}

export function compileOperation(options: CompileOptions): CompiledOperation {
  const { schema, visibleSchema, rootType, operation, plan, hasMarks, ...parts } = options;
  const { selectionSet } = operation.operation;
  const { fragments } = operation;
  const compiled = plan.root && compilePlan(plan.root, parts);
  const { accountScope } = operation;
  /** Objects and arguments are checked against the caller's accounts, so that a response is for those alone. */
  const addAccount = (varyBy: readonly string[] | undefined): readonly string[] | undefined =>
    accountScope === undefined ? varyBy : varyBy && [...new Set([...varyBy, 'ACCOUNT'])].toSorted();
  return {
    operation,
    fetch: compiled?.step,
    introspect: compileIntrospection(visibleSchema, operation),
    variantFor: compileVariants(operation.document, (readCondition) => ({
      shape: compileResponseShape({
        schema,
        rootType,
        selectionSet,
        fragments,
        readCondition,
        hasMarks,
        accountScopes: accountScope && parts.accountScopes,
        foreignFields: accountScope?.refused,
      }),
      varyBy: addAccount(compiled ? compiled.findVaryBy(readCondition) : []),
      refused: hasMarks ? createRefusedPlaces({ schema, fragments, readCondition })(rootType, [selectionSet]) : [],
    })),
  };
}
