// The gateway reads an object's account at `field`: a path that leads nowhere would leave the object unprotected.
import { type ConstDirectiveNode, Kind, type SelectionSetNode, type TypeNode } from 'graphql';
import type { GovernanceRule } from '../governance-rule.ts';
import type { GovernedGraph } from '../governed-graph.ts';
import { parseFieldSet } from '../supergraph-types.ts';

export const accountScopeFieldUnknown: GovernanceRule = function* (graph) {
  const directive = graph.link.nameOf('accountScope');
  for (const type of graph.types.values()) {
    const scope = type.applied.accountScope;
    if (!scope) continue;
    const problem = scope.field === undefined ? 'names no field' : findProblem(graph, type.name, scope.field);
    if (problem === undefined) continue;
    yield {
      code: 'ACCOUNT_SCOPE_FIELD_UNKNOWN',
      coordinate: type.name,
      message: `@${directive} of ${type.name} ${problem}: give the path to the account's id, for example field: "id" or field: "account { id }".`,
    };
  }
};

function findProblem(graph: GovernedGraph, typeName: string, fieldSet: string): string | undefined {
  let selectionSet: SelectionSetNode;
  try {
    selectionSet = parseFieldSet(fieldSet);
  } catch {
    return `has field "${fieldSet}", which is not a path of fields`;
  }
  return findPathProblem(graph, typeName, selectionSet, fieldSet);
}

function findPathProblem(
  graph: GovernedGraph,
  typeName: string,
  { selections }: SelectionSetNode,
  fieldSet: string,
): string | undefined {
  const [selection, ...others] = selections;
  if (selection?.kind !== Kind.FIELD || others.length > 0 || selection.arguments?.length) {
    return `has field "${fieldSet}", which is not one path of fields`;
  }
  const field = graph.types.get(typeName)?.fields.get(selection.name.value);
  if (!field) return `has field "${fieldSet}", but ${typeName} has no field ${selection.name.value}`;
  if (isInaccessible(field.directives) || isInaccessible(graph.types.get(field.typeName)?.directives)) {
    return `has field "${fieldSet}", but ${field.coordinate} is @inaccessible, and the gateway asks for it as clients would`;
  }
  if (isList(field.type)) return `has field "${fieldSet}", but ${field.coordinate} is a list`;
  if (field.arguments.some((each) => each.type.kind === Kind.NON_NULL_TYPE && !each.defaultValue)) {
    return `has field "${fieldSet}", but ${field.coordinate} requires an argument`;
  }
  if (selection.selectionSet) return findPathProblem(graph, field.typeName, selection.selectionSet, fieldSet);
  return graph.scalars.has(field.typeName)
    ? undefined
    : `has field "${fieldSet}", but ${field.coordinate} is of type ${field.typeName} and no id`;
}

function isInaccessible(directives: readonly ConstDirectiveNode[] | undefined): boolean {
  return directives?.some(({ name }) => /^(\w+__)?inaccessible$/.test(name.value)) === true;
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}
