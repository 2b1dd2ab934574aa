// A failure of one system never takes down the fields of another. Null spreads upwards from a field that cannot hold it,
// so where several systems meet in a type, every field but the keys can be null.
import { Kind } from 'graphql';
import type { GovernanceRule } from '../governance-rule.ts';
import type { GovernedGraph, GovernedType } from '../governed-graph.ts';

export const sharedFieldNotNullable: GovernanceRule = function* (graph) {
  for (const type of graph.types.values()) {
    if (type.kind === 'union' || (!type.isEntity && type.root === undefined)) continue;
    const systems = listSystems(graph, type);
    if (systems.length < 2) continue;
    for (const field of type.fields.values()) {
      if (field.role !== 'entity' && field.role !== 'root') continue;
      if (field.type.kind !== Kind.NON_NULL_TYPE) continue;
      yield {
        code: 'SHARED_FIELD_NOT_NULLABLE',
        coordinate: field.coordinate,
        message: `${field.coordinate} cannot be null, but ${systems.join(' and ')} meet in ${type.name}: make it nullable, so that a failure of ${field.policy.owner ?? 'its system'} leaves the fields of the others.`,
      };
    }
  }
};

/** Systems that fill the type or refer to it; a reference alone already holds the key, which would be lost too. */
function listSystems(graph: GovernedGraph, type: GovernedType): string[] {
  const owners = [...type.fields.values()].flatMap((field) => field.applied.owners);
  const interfaces = type.interfaces.flatMap((name) => [...(graph.types.get(name)?.interfaceObjectIn ?? [])]);
  const subgraphs = type.root === undefined ? [...type.subgraphs, ...interfaces] : type.contributors;
  const speakers = [...subgraphs]
    .map((subgraph) => [...(graph.systemsOf.get(subgraph) ?? [])])
    // Of a subgraph that speaks for several systems, only those count that own something here.
    .filter((systems) => systems.length === 1)
    .flat();
  return [...new Set([...owners, ...speakers])].toSorted();
}
