// Which response fields a request to a subgraph was to fill. Needed only when it failed.
import { type FragmentDefinitionNode, Kind, parse, type SelectionNode } from 'graphql';

/** The response names of the root fields. */
export function listRootFields(query: string): string[] {
  const { selections, fragments } = readQuery(query);
  return listFields(selections, fragments);
}

/**
 * The response names that the request asks of an entity of the given type. `__typename` is not among them.
 * `responseName` is the one of the `_entities` field.
 */
export function listEntityFields(query: string, typename: unknown, responseName: string): string[] {
  const { selections, fragments } = readQuery(query);
  const entities = selections.find(
    (each) => each.kind === Kind.FIELD && (each.alias ?? each.name).value === responseName,
  );
  const perType = (entities?.kind === Kind.FIELD && entities.selectionSet?.selections) || [];
  // Where no fragment names the type, they name interfaces that it may implement.
  const ofType = perType.filter(
    (each) => each.kind === Kind.INLINE_FRAGMENT && each.typeCondition?.name.value === typename,
  );
  return listFields(ofType.length > 0 ? ofType : perType, fragments);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function readQuery(query: string): { selections: readonly SelectionNode[]; fragments: Fragments } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let selections: readonly SelectionNode[] = [];
  for (const definition of parse(query, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) selections = definition.selectionSet.selections;
  }
  return { selections, fragments };
}

function listFields(selections: readonly SelectionNode[], fragments: Fragments): string[] {
  const names = new Set<string>();
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      names.add(selection.alias?.value ?? selection.name.value);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    for (const name of listFields(fragment?.selectionSet.selections ?? [], fragments)) names.add(name);
  }
  names.delete('__typename');
  return [...names];
}
