// How many pairs of fields validation has to compare, to see that those of one name can be one field of the response.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/**
 * Fields of one name at one place of the response are compared each with each, with the values in their arguments, and so
 * are fragments that are spread there: the effort grows with the square of the document. Counting stops above `limit`.
 * No fragment may spread itself.
 */
export function countFieldComparisons(
  document: DocumentNode,
  fragments: readonly FragmentDefinitionNode[],
  limit: number,
): number {
  const fragmentByName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const places: SelectionSetNode[][] = [];
  for (const definition of document.definitions) {
    if ('selectionSet' in definition) places.push([definition.selectionSet]);
  }
  let count = 0;
  for (let place = places.pop(); place !== undefined && count <= limit; place = places.pop()) {
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    let spreads = 0;
    const sets = [...place];
    for (let set = sets.pop(); set !== undefined; set = sets.pop()) {
      for (const selection of set.selections) {
        count += 1;
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const others = fields.get(name);
          if (others === undefined) fields.set(name, [selection]);
          else others.push(selection);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) sets.push(selection.selectionSet);
        else {
          spreads += 1;
          const fragment = fragmentByName.get(selection.name.value);
          if (fragment === undefined || spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
          sets.push(fragment.selectionSet);
        }
      }
      if (count > limit) return count;
    }
    count += (spreads * (spreads - 1)) / 2;
    for (const same of fields.values()) {
      if (same.length > 1) count += ((same.length - 1) / 2) * same.reduce((sum, field) => sum + weigh(field), 0);
      const inner = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (inner.length > 0) places.push(inner);
    }
  }
  return Math.ceil(count);
}

function weigh({ arguments: given = [] }: FieldNode): number {
  return given.reduce((sum, { value }) => sum + countValues(value), 1);
}

function countValues(value: ValueNode): number {
  if (value.kind === Kind.LIST) return value.values.reduce((sum, item) => sum + countValues(item), 1);
  if (value.kind === Kind.OBJECT) return value.fields.reduce((sum, field) => sum + countValues(field.value), 1);
  return 1;
}
