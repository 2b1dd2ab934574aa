// Answers what an operation asks about the schema itself.
import {
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { toClientVariable, toResponseName } from '../../operation/internal-name.ts';
import type { NormalizedOperation } from '../../operation/normalize-operation.ts';
import { type DataObject, isDataObject } from './data-object.ts';

/** By response name. Whether a field is in the response at all, with its fragments and conditions, is not decided here. */
export type Introspection = (
  variables: Readonly<Record<string, unknown>>,
  literals: ReadonlyMap<string, string>,
) => DataObject;

/** `undefined` when the operation asks nothing of the kind. */
export function compileIntrospection(schema: GraphQLSchema, operation: NormalizedOperation): Introspection | undefined {
  const fields = listIntrospectionFields(operation);
  if (fields.length === 0) return undefined;
  const usedVariables = new Set<string>();
  const fragments = [...operation.fragments.values()];
  visit(
    { kind: Kind.DOCUMENT, definitions: [toQuery(fields), ...fragments] },
    {
      Variable: ({ name }) => void usedVariables.add(name.value),
    },
  );
  const variableDefinitions = (operation.operation.variableDefinitions ?? []).filter(({ variable }) =>
    usedVariables.has(variable.name.value),
  );
  const document = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...toQuery(fields), variableDefinitions }, ...fragments],
  } as const;
  return (variables, literals) => {
    const values: Record<string, unknown> = {};
    for (const { variable } of variableDefinitions) {
      const name = variable.name.value;
      const literal = literals.get(name);
      if (literal !== undefined) values[name] = JSON.parse(literal);
      else if (Object.hasOwn(variables, toClientVariable(name))) values[name] = variables[toClientVariable(name)];
    }
    const { data } = executeSync({ schema, document, variableValues: values });
    const answers = isDataObject(data) ? data : {};
    return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, restoreNames(answer)]));
  };
}

/** What is below these fields goes into the response as it is, and so under the client's own names. */
function restoreNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restoreNames);
  if (!isDataObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [toResponseName(name), restoreNames(inner)]));
}

function toQuery(selections: readonly FieldNode[]): OperationDefinitionNode {
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return { kind: Kind.OPERATION_DEFINITION, operation: 'query' as OperationDefinitionNode['operation'], selectionSet };
}

/** Those at the root, also inside of fragments: they are fields of the query type alone. */
function listIntrospectionFields({ operation, fragments }: NormalizedOperation): FieldNode[] {
  const found: FieldNode[] = [];
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { directives: _, ...field } = selection;
        if (field.name.value === '__schema' || field.name.value === '__type') found.push(field);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return found;
}
