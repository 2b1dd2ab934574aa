// The form of an operation in which planners make no mistakes about names of types and about objects that stay empty.
import { type DocumentNode, type FieldNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import { hasCondition } from './selection-condition.ts';

/**
 * The same operation, but:
 *
 * - `__typename` has no alias. The executor writes it under every name from the type that an object has, which it does
 *   not know when a planner asks for it by an alias alone.
 * - An object of which all fields are under conditions has `__typename` besides. Otherwise planners do not fetch it when
 *   none of them holds, and it would be null in place of empty.
 */
export function toPlannableDocument(document: DocumentNode): DocumentNode {
  const isSureFragment = new Map<string, boolean>();

  /** Whether something is selected whatever the conditions are. */
  const isSure = ({ selections }: SelectionSetNode): boolean => selections.some(isSureSelection);
  const isSureSelection = (selection: SelectionNode): boolean => {
    if (hasCondition(selection)) return false;
    if (selection.kind === Kind.FIELD) return true;
    return selection.kind === Kind.INLINE_FRAGMENT
      ? isSure(selection.selectionSet)
      : isSureSpread(selection.name.value);
  };
  const isSureSpread = (name: string): boolean => {
    let known = isSureFragment.get(name);
    if (known === undefined) {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
      );
      known = fragment?.kind === Kind.FRAGMENT_DEFINITION && isSure(fragment.selectionSet);
      isSureFragment.set(name, known);
    }
    return known;
  };

  return visit(document, {
    Field: {
      leave(node) {
        if (node.name.value === '__typename') {
          const { alias: _, ...plain } = node;
          return plain;
        }
        if (node.selectionSet === undefined || isSure(node.selectionSet)) return undefined;
        return withTypename(node, node.selectionSet);
      },
    },
  });
}

function withTypename(field: FieldNode, { selections }: SelectionSetNode): FieldNode {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [typename, ...selections] } };
}
