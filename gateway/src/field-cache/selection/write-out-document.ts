// Writes a subgraph document out, so that what is selected can be read and asked for piece by piece: conditions are
// decided and fragments put in their places. Adds what the cache has to learn of each object: its type, its key, and
// until when it may be shown.
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../../operation/conditions.ts';
import type { CachedField, CachedGraph, CachedType } from './cached-graph.ts';

interface WriteOutOptions {
  readonly graph: CachedGraph;
  readonly subgraph: string;
  /** The value of a variable in @skip or @include; or that conditions stay as they are. */
  readonly readCondition: ((variable: string) => boolean) | 'keep';
}

// Names that no client can give: its own that begin so are renamed (see `operation/internal-name.ts`). They hold the
// type's name, since one name may not stand for fields of different types.
const keyPrefix = '_response_key_';
const expiryPrefix = '_response_expires_at_';
export const toKeyAlias = (typeName: string, field: string): string => `${keyPrefix}${typeName}_${field}`;
export const toExpiryAlias = (typeName: string): string => `${expiryPrefix}${typeName}`;

/** Whether it is a response name of something that only the cache asks for. */
export function isAlias(responseName: unknown): boolean {
  return (
    typeof responseName === 'string' && (responseName.startsWith(keyPrefix) || responseName.startsWith(expiryPrefix))
  );
}

/** The field of an object that says until when the object may be shown. */
export function findExpiryField(type: CachedType, subgraph: string): [name: string, field: CachedField] | undefined {
  return [...type.fields].find(([, field]) => field.isExpiry && field.isResolvedBy(subgraph));
}

/** `selectionSet` is that of the document's operation; its fields stand on `parentType`. */
export function writeOutSelections(
  selectionSet: SelectionSetNode,
  parentType: string,
  document: DocumentNode,
  { graph, subgraph, readCondition }: WriteOutOptions,
): SelectionSetNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function writeOut(selections: readonly SelectionNode[], typeName: string): SelectionNode[] {
    return selections.flatMap((selection): SelectionNode[] => {
      if (readCondition !== 'keep' && !isIncluded(selection, readCondition)) return [];
      if (selection.kind === Kind.FIELD) return [writeOutField(selection, typeName)];
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) return [];
      const condition = fragment.typeCondition?.name.value ?? typeName;
      const inner = writeOut(fragment.selectionSet.selections, condition);
      return inner.length === 0 ? [] : [{ ...createFragment(condition, inner), directives: keptOf(selection) }];
    });
  }

  function keptOf({ directives = [] }: SelectionNode): readonly DirectiveNode[] {
    return readCondition === 'keep' ? directives : [];
  }

  function writeOutField(field: FieldNode, typeName: string): FieldNode {
    const directives = keptOf(field);
    const valueType = graph.findType(graph.findType(typeName)?.fields.get(field.name.value)?.typeName ?? '');
    if (field.selectionSet === undefined || valueType === undefined) return { ...field, directives };
    const selections = [...listAdditions(valueType), ...writeOut(field.selectionSet.selections, valueType.name)];
    // Where the conditions leave nothing of it, something has to be selected still.
    if (selections.length === 0) selections.push(createField('__typename'));
    return { ...field, directives, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }

  function listAdditions(type: CachedType): SelectionNode[] {
    const isAbstract = type.isAbstractIn(subgraph);
    const additions: SelectionNode[] = isAbstract ? [createField('__typename')] : [];
    for (const name of type.possibleTypesIn(subgraph)) {
      const actual = graph.findType(name);
      if (actual === undefined) continue;
      const own = listOwnAdditions(actual);
      if (own.length > 0) additions.push(...(isAbstract ? [createFragment(name, own)] : own));
    }
    return additions;
  }

  function listOwnAdditions(type: CachedType): SelectionNode[] {
    const [key] = type.keysIn(subgraph);
    const expiry = findExpiryField(type, subgraph);
    return [
      ...(key?.selectionSet.selections ?? []).flatMap((selection) =>
        selection.kind === Kind.FIELD
          ? { ...selection, alias: createName(toKeyAlias(type.name, selection.name.value)) }
          : [],
      ),
      ...(expiry ? [createField(expiry[0], toExpiryAlias(type.name))] : []),
    ];
  }

  return { kind: Kind.SELECTION_SET, selections: writeOut(selectionSet.selections, parentType) };
}

function createName(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function createField(name: string, alias?: string): FieldNode {
  return { kind: Kind.FIELD, name: createName(name), ...(alias !== undefined && { alias: createName(alias) }) };
}

function createFragment(typeName: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: createName(typeName) },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}
