// The oracle for callers who may not have everything: graphql-js executes the whole operation, and a field throws where
// each of its selections is refused. So it alone decides where nulls go.
import {
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLSchema,
  type InlineFragmentNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Answer, type Operation, toAnswer } from './answer.ts';
import type { Arguments, DataNode, GraphData } from './graph-data.ts';
import { createRoot, type Run } from './memory-subgraph.ts';
import type { Grants, ProtectedSupergraph } from './protect-graph.ts';

export interface RefusingGraph {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  /** With everything that clients do not see. */
  readonly wholeSchema: GraphQLSchema;
  readonly data: GraphData;
  readonly protection: ProtectedSupergraph;
}

export const refusedCode = 'UNAUTHORIZED_FIELD_OR_TYPE';

export async function askRefusingMonolith(
  graph: RefusingGraph,
  { document, operationName, variables }: Operation,
  grants: Grants,
  run: Run,
): Promise<Answer> {
  const { schema, data } = graph;
  const found = getOperationAST(document, operationName ?? null);
  if (!found) throw new Error('The document has no operation.');
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const operation = writeOut(found, new Map(fragments.map((each) => [each.name.value, each])));
  const refused = listRefused(graph, operation, grants);
  const result = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation] },
    variableValues: variables,
    fieldResolver(source: DataNode | undefined, args: Arguments, _context, info) {
      if (info.fieldNodes.every((node) => refused.has(node))) throw new Error(refusedCode);
      return data.resolve(source ?? createRoot(info.parentType.name, run), info.fieldName, args, run.choice);
    },
    typeResolver: (value) => (value as DataNode).type,
  });
  return toAnswer(result);
}

/** Each selection is an object of its own afterwards, which stands in one place. */
function writeOut(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): OperationDefinitionNode {
  const writeSet = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(write) });
  const write = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) {
      return {
        ...selection,
        ...(selection.selectionSet && { selectionSet: writeSet(selection.selectionSet) }),
      };
    }
    const { directives = [], name } = selection;
    const fragment = fragments.get(name.value);
    if (fragment === undefined) throw new Error(`There is no fragment ${name.value}.`);
    const { typeCondition, selectionSet } = fragment;
    return {
      kind: Kind.INLINE_FRAGMENT,
      directives,
      typeCondition,
      selectionSet: writeSet(selectionSet),
    } satisfies InlineFragmentNode;
  };
  return { ...operation, selectionSet: writeSet(operation.selectionSet) };
}

/** Fields that are refused, that stand in something refused, or of which nothing is left. */
function listRefused(
  { wholeSchema, protection }: RefusingGraph,
  operation: OperationDefinitionNode,
  grants: Grants,
): ReadonlySet<FieldNode> {
  const isShut = (coordinate: string): boolean => protection.isProtected(coordinate, grants);
  const rootType = wholeSchema.getRootType(operation.operation);
  const refused = new Set<FieldNode>();
  const listImplementations = (name: string): readonly string[] => {
    const type = wholeSchema.getType(name);
    if (!isInterfaceType(type)) return [];
    const { objects, interfaces } = wholeSchema.getImplementations(type);
    return [...objects, ...interfaces].map((each) => each.name);
  };
  const typeOf = (parent: string, field: string): string => {
    const type = wholeSchema.getType(parent);
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
    return definition === undefined ? '' : getNamedType(definition.type).name;
  };
  const isFieldShut = (parent: string, { name: { value: name }, selectionSet }: FieldNode): boolean => {
    const asksOfAll = selectionSet?.selections.some(
      (each) => each.kind === Kind.FIELD && each.name.value !== '__typename',
    );
    return [
      ...(parent === rootType?.name ? [parent] : []),
      ...[parent, ...listImplementations(parent)].flatMap((type) => [`${type}.${name}`, typeOf(type, name)]),
      ...listImplementations(parent),
      ...(asksOfAll === true ? listImplementations(typeOf(parent, name)) : []),
    ].some(isShut);
  };
  /** Whether anything is left. */
  const visit = ({ selections }: SelectionSetNode, parent: string, isRefused: boolean): boolean =>
    selections.map((selection) => visitSelection(selection, parent, isRefused)).includes(true);
  const visitSelection = (selection: SelectionNode, parent: string, isRefused: boolean): boolean => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('It was written out.');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const type = selection.typeCondition?.name.value;
      return visit(selection.selectionSet, type ?? parent, isRefused || (type !== undefined && isShut(type)));
    }
    if (selection.name.value.startsWith('__')) return !isRefused;
    const isThisRefused = isRefused || isFieldShut(parent, selection);
    const hasMore =
      selection.selectionSet === undefined ||
      visit(selection.selectionSet, typeOf(parent, selection.name.value), isThisRefused);
    if (isThisRefused || !hasMore) refused.add(selection);
    return !isThisRefused && hasMore;
  };
  visit(operation.selectionSet, rootType?.name ?? '', false);
  return refused;
}
