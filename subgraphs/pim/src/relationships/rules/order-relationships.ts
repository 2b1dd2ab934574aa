// The order of relationships, in which cursors are positions: by type, then SKU.
import { type Relationship, type RelationshipTypeCode, relationshipTypes } from '../../connectors/pim-connector.ts';

/** A relationship's place in the order: each has one of its own. */
export interface RelationshipPosition {
  readonly type: RelationshipTypeCode;
  readonly sku: string;
}

export interface RelationshipRange {
  /** All when absent. */
  readonly types?: readonly RelationshipTypeCode[] | null | undefined;
  /** Only what comes after this place, whether it is still taken or not. */
  readonly after?: RelationshipPosition | undefined;
}

/** The same relationship told twice, by two association types of one meaning, is listed once. */
export function orderRelationships(
  relationships: readonly Relationship[],
  { types, after }: RelationshipRange,
): Relationship[] {
  const byPlace = new Map(
    relationships.map((relationship) => [`${relationship.type} ${relationship.sku}`, relationship]),
  );
  return [...byPlace.values()]
    .filter(({ type }) => !types || types.includes(type))
    .filter((relationship) => after === undefined || comparePlaces(relationship, after) > 0)
    .toSorted(comparePlaces);
}

function comparePlaces(one: RelationshipPosition, other: RelationshipPosition): number {
  const byType = relationshipTypes.indexOf(one.type) - relationshipTypes.indexOf(other.type);
  if (byType !== 0) return byType;
  // By code unit, as cursors must not depend on the language of a machine.
  if (one.sku === other.sku) return 0;
  return one.sku < other.sku ? -1 : 1;
}
