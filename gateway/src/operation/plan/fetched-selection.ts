// The fields that a request to a subgraph asks for, each with where it stands and the type that it is asked of.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface FetchedSelection {
  readonly parent: GraphQLCompositeType;
  readonly field: FieldNode;
  /** The response names that lead to the object that it is a field of. */
  readonly place: readonly string[];
}

/**
 * With `entities`, what is asked of the entities under that response name. `schema` is the whole supergraph's; what it
 * does not know is left out.
 */
export function listFetchedSelections(
  schema: GraphQLSchema,
  document: DocumentNode,
  entities?: string,
): FetchedSelection[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  const found: FetchedSelection[] = [];
  const collect = (
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType | undefined,
    place: readonly string[],
  ): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (parent === undefined) continue;
        found.push({ parent, field: selection, place });
        if (selection.selectionSet === undefined || isUnionType(parent)) continue;
        const type = getNamedType(parent.getFields()[selection.name.value]?.type);
        if (isCompositeType(type)) collect(selection.selectionSet, type, [...place, nameResponse(selection)]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      collect(fragment.selectionSet, isCompositeType(condition) ? condition : parent, place);
    }
  };
  if (operation === undefined) return found;
  if (entities === undefined) {
    collect(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, []);
    return found;
  }
  for (const selection of operation.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD || nameResponse(selection) !== entities) continue;
    if (selection.selectionSet !== undefined) collect(selection.selectionSet, undefined, []);
  }
  return found;
}

export function nameResponse({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
