// All that can be known of an operation before anybody asks it: how it runs and what its response looks like.
import type { GraphQLCompositeType, GraphQLSchema } from 'graphql';
import { Kind, visit } from 'graphql';
import type { NormalizedOperation } from '../../operation/normalize-operation.ts';
import type { QueryPlan } from '../../operation/plan/query-plan.ts';
import { compilePlan, type PlanParts } from './compile-plan.ts';
import type { DataObject } from './data-object.ts';
import type { Step } from './execution-run.ts';
import { compileIntrospection } from './introspection.ts';
import { compileResponseShape, type ResponseShape } from './response-shape.ts';

export interface CompiledOperation {
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
}

export interface CompileOptions extends PlanParts {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly rootType: GraphQLCompositeType;
  readonly operation: NormalizedOperation;
  readonly plan: QueryPlan;
}

export function compileOperation({ schema, rootType, operation, plan, ...parts }: CompileOptions): CompiledOperation {
  const conditions = listConditions(operation);
  const variants = new Map<string, OperationVariant>();
  const compiled = plan.root && compilePlan(plan.root, parts);
  return {
    fetch: compiled?.step,
    introspect: compileIntrospection(schema, operation),
    variantFor(readCondition) {
      const values = conditions.map(readCondition);
      const key = values.join();
      let variant = variants.get(key);
      if (variant === undefined) {
        const valueOf = new Map(conditions.map((name, index) => [name, values[index] === true]));
        const shape = compileResponseShape({
          schema,
          rootType,
          selectionSet: operation.operation.selectionSet,
          fragments: operation.fragments,
          readCondition: (name) => valueOf.get(name) === true,
        });
        variant = { shape, varyBy: compiled ? compiled.findVaryBy(readCondition) : [] };
        // As many as there are combinations; with many conditions, what is rare is compiled again.
        if (variants.size >= maxVariants) variants.clear();
        variants.set(key, variant);
      }
      return variant;
    },
  };
}

const maxVariants = 64;

/** The variables in @skip and @include. */
function listConditions({ document }: NormalizedOperation): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
