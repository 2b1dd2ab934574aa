// What must be known of all subgraphs before one of them is expanded: entities, overrides, and who claims what.
import type { ConstDirectiveNode } from 'graphql';
import { readDirectives } from '../supergraph/governance/supergraph-types.ts';
import { listObjectDefinitions, readSubgraphNames, type SubgraphDocument } from './subgraph-document.ts';

export interface GraphOutline {
  /** Types that have a key in some subgraph. */
  readonly entities: ReadonlySet<string>;
  /** Fields that another subgraph takes over, as `subgraph:Type.field`. */
  readonly overridden: ReadonlySet<string>;
  /** The systems that claim a type as a whole, in any subgraph. */
  readonly typeOwners: ReadonlyMap<string, ReadonlySet<string>>;
  /** Fields with an owner of their own, in any subgraph. */
  readonly claimedFields: ReadonlySet<string>;
}

export function readGraphOutline(subgraphs: readonly SubgraphDocument[]): GraphOutline {
  const entities = new Set<string>();
  const overridden = new Set<string>();
  const typeOwners = new Map<string, ReadonlySet<string>>();
  const claimedFields = new Set<string>();
  for (const subgraph of subgraphs) {
    const { federation, governance } = readSubgraphNames(subgraph);
    const listOwners = (directives: readonly ConstDirectiveNode[] | undefined) =>
      governance ? readDirectives(directives, governance.nameOf('owner')).map(({ system }) => String(system)) : [];
    for (const type of listObjectDefinitions(subgraph.document)) {
      const typeName = type.name.value;
      if (readDirectives(type.directives, federation('key')).length > 0) entities.add(typeName);
      typeOwners.set(typeName, new Set([...(typeOwners.get(typeName) ?? []), ...listOwners(type.directives)]));
      for (const field of type.fields ?? []) {
        const coordinate = `${typeName}.${field.name.value}`;
        if (listOwners(field.directives).length > 0) claimedFields.add(coordinate);
        for (const override of readDirectives(field.directives, federation('override'))) {
          overridden.add(`${String(override['from'])}:${coordinate}`);
        }
      }
    }
  }
  return { entities, overridden, typeOwners, claimedFields };
}
