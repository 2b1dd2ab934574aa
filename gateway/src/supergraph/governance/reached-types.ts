// What a field's result holds: the objects reached from it without going through an entity, which stands on its own.
import type { GovernedField, GovernedGraph, GovernedType } from './governed-graph.ts';

export interface ReachedTypes {
  /** Entities that the result refers to. */
  readonly entities: readonly GovernedType[];
  /** Value types that are part of the result. */
  readonly values: readonly GovernedType[];
}

export function listReachedTypes(graph: GovernedGraph, field: GovernedField): ReachedTypes {
  const entities: GovernedType[] = [];
  const values: GovernedType[] = [];
  const seen = new Set<string>();
  const pending = [field.typeName];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const type = graph.types.get(name);
    if (!type || seen.has(name)) continue;
    seen.add(name);
    if (type.kind !== 'object') {
      pending.push(...(graph.possibleTypes.get(name) ?? []));
    } else if (type.isEntity) {
      entities.push(type);
    } else if (type.root === undefined) {
      values.push(type);
      pending.push(...[...type.fields.values()].map((each) => each.typeName));
    }
  }
  return { entities: sortByName(entities), values: sortByName(values) };
}

function sortByName(types: GovernedType[]): GovernedType[] {
  return types.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
