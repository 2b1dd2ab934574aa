// How large an operation is. Measured without writing its fragments out: a short text can stand for a huge operation.
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

export interface OperationSize {
  /** Fields on the longest way from the root to a leaf. */
  readonly depth: number;
  /** Fields in all, those of a fragment as often as it is spread. */
  readonly height: number;
  /** Fields with an alias, counted like the height. */
  readonly aliases: number;
  /** Fields of the root type. */
  readonly roots: number;
  /** Lists of the schema that introspection asks for, counted like the height. */
  readonly introspectionLists: number;
}

const nothing: OperationSize = { depth: 0, height: 0, aliases: 0, roots: 0, introspectionLists: 0 };

/** The fields of introspection types that are lists. Only meant below `__schema` and `__type`. */
const schemaLists: ReadonlySet<string> = new Set([
  'types',
  'directives',
  'fields',
  'args',
  'inputFields',
  'enumValues',
  'interfaces',
  'possibleTypes',
]);
const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type']);

/**
 * Finds the size of each operation. `fragments` come each after those that it spreads: then nothing here is nested deeper
 * than the text is.
 */
export function createSizeMeter(
  fragments: readonly FragmentDefinitionNode[],
): (operation: OperationDefinitionNode) => OperationSize {
  const known = new Map<string, OperationSize>();

  /** Of a fragment it is not known whether it stands in the schema: then its lists count where it is spread there. */
  const measureSet = ({ selections }: SelectionSetNode): OperationSize => {
    let { depth, height, aliases, roots, introspectionLists } = nothing;
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? (known.get(selection.name.value) ?? nothing)
          : selection.selectionSet === undefined
            ? nothing
            : measureSet(selection.selectionSet);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      height += inner.height + (isField ? 1 : 0);
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      roots += isField ? 1 : inner.roots;
      introspectionLists += inner.introspectionLists + (isField && schemaLists.has(selection.name.value) ? 1 : 0);
    }
    return { depth, height, aliases, roots, introspectionLists };
  };

  for (const { name, selectionSet } of fragments) known.set(name.value, measureSet(selectionSet));
  const asksForSchema = new Map<string, number>();
  const countSchemaLists = ({ selections }: SelectionSetNode): number => {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += asksForSchema.get(selection.name.value) ?? 0;
      else if (selection.selectionSet === undefined) continue;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += countSchemaLists(selection.selectionSet);
      else if (schemaFields.has(selection.name.value)) {
        count += 1 + measureSet(selection.selectionSet).introspectionLists;
      }
    }
    return count;
  };
  for (const { name, selectionSet } of fragments) asksForSchema.set(name.value, countSchemaLists(selectionSet));

  return ({ selectionSet }) => ({
    ...measureSet(selectionSet),
    introspectionLists: countSchemaLists(selectionSet),
  });
}
