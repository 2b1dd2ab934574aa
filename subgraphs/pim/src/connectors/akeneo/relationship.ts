// Turns the associations of a product into relationships.
import type { Relationship, RelationshipTypeCode } from '../pim-connector.ts';
import type { AkeneoProduct } from './akeneo-documents.ts';

/**
 * Associations to product models are left out: a relationship leads to something that can be ordered. So are types
 * without a mapping, of which `onUnmapped` is told. Akeneo cannot be asked who associates a product, so that both
 * directions are there only where the PIM keeps both (two-way types do by themselves).
 */
export function readRelationships(
  {
    associations,
    quantified_associations: quantified,
  }: Pick<AkeneoProduct, 'associations' | 'quantified_associations'>,
  types: Readonly<Record<string, RelationshipTypeCode>>,
  onUnmapped: (associationType: string) => void,
): Relationship[] {
  const related = [
    ...Object.entries(associations).map(([code, { products }]) => ({
      code,
      products: products.map((sku) => ({ sku, quantity: undefined })),
    })),
    ...Object.entries(quantified).map(([code, { products }]) => ({
      code,
      products: products.map(({ identifier, quantity }) => ({ sku: identifier, quantity: String(quantity) })),
    })),
  ];
  return related.flatMap(({ code, products }) => {
    const type = types[code];
    // Akeneo lists every association type of its own on every product, most of them empty.
    if (type === undefined && products.length > 0) onUnmapped(code);
    return type === undefined ? [] : products.map((product) => ({ type, ...product }));
  });
}
