// The structure of the catalogue in memory: everything but products, product models and assets.
import { createCodeMap, type CodeMap } from './code-map.ts';
import type {
  AssetAttributeDocument,
  AssetAttributeOptionDocument,
  AttributeDocument,
  AttributeOptionDocument,
  CategoryDocument,
  FamilyVariantDocument,
  StructureDocuments,
} from './documents.ts';

export type StructureKind = keyof StructureDocuments;

/** A stored document. `code` is unique in its kind, so that of an option, say, has the attribute's before it. */
export interface StructureRow<Kind extends StructureKind = StructureKind> {
  kind: Kind;
  code: string;
  /** Place in the list of its kind. */
  position: number;
  updated: string;
  document: StructureDocuments[Kind];
}

/** A document and when it last changed. */
export interface Entry<Kind extends StructureKind> {
  document: StructureDocuments[Kind];
  updated: string;
}

export interface Structure {
  /** The documents of a kind in the order in which the API lists them. */
  list: <Kind extends StructureKind>(kind: Kind) => Entry<Kind>[];
  find: <Kind extends StructureKind>(kind: Kind, code: string) => StructureDocuments[Kind] | undefined;
  /** The attribute whose value is the SKU. */
  mainIdentifier: AttributeDocument;
  categoriesBelow: (code: string) => CategoryDocument[];
  /** The category and all above it, from itself to the root. */
  categoryLineage: (code: string) => CategoryDocument[];
  options: (attribute: string) => AttributeOptionDocument[];
  option: (attribute: string, code: string) => AttributeOptionDocument | undefined;
  familyVariants: (family: string) => FamilyVariantDocument[];
  assetAttributes: (assetFamily: string) => AssetAttributeDocument[];
  assetAttributeOptions: (assetFamily: string, attribute: string) => AssetAttributeOptionDocument[];
}

/** Code of a document that is unique only within an owner. */
export function scopedCode(...codes: string[]): string {
  return codes.join('/');
}

/** @throws when a code is used twice, or no attribute is the main identifier. */
export function createStructure(rows: StructureRow[]): Structure {
  const maps = new Map<StructureKind, CodeMap<StructureRow>>();
  for (const [kind, ofKind] of groupBy(rows, (row) => row.kind)) {
    const inOrder = ofKind.toSorted((one, other) => one.position - other.position);
    maps.set(
      kind,
      createCodeMap(inOrder, (row) => row.code, kind.replaceAll('_', ' ')),
    );
  }
  const list = <Kind extends StructureKind>(kind: Kind) => (maps.get(kind)?.values() ?? []) as StructureRow<Kind>[];
  const find = <Kind extends StructureKind>(kind: Kind, code: string) =>
    maps.get(kind)?.get(code)?.document as StructureDocuments[Kind] | undefined;
  const documents = <Kind extends StructureKind>(kind: Kind) => list(kind).map((entry) => entry.document);

  const mainIdentifier = documents('attribute').find((attribute) => attribute.is_main_identifier);
  if (mainIdentifier === undefined) {
    throw new Error('No attribute is of type pim_catalog_identifier: a catalogue needs one to name its products.');
  }
  const children = groupBy(documents('category'), (category) => category.parent?.toLowerCase() ?? '');
  const options = groupBy(documents('attribute_option'), (option) => option.attribute.toLowerCase());
  const variants = groupBy(documents('family_variant'), (variant) => variant.family.toLowerCase());
  const assetAttributes = groupBy(documents('asset_attribute'), (attribute) => attribute.asset_family.toLowerCase());
  const assetOptions = groupBy(documents('asset_attribute_option'), (option) =>
    scopedCode(option.asset_family, option.attribute).toLowerCase(),
  );

  const categoriesBelow = (code: string): CategoryDocument[] =>
    (children.get(code.toLowerCase()) ?? []).flatMap((child) => [child, ...categoriesBelow(child.code)]);
  const categoryLineage = (code: string): CategoryDocument[] => {
    const category = find('category', code);
    if (category === undefined) return [];
    return [category, ...(category.parent === null ? [] : categoryLineage(category.parent))];
  };

  return {
    list,
    find,
    mainIdentifier,
    categoriesBelow,
    categoryLineage,
    options: (attribute) => options.get(attribute.toLowerCase()) ?? [],
    option: (attribute, code) => find('attribute_option', scopedCode(attribute, code)),
    familyVariants: (family) => variants.get(family.toLowerCase()) ?? [],
    assetAttributes: (assetFamily) => assetAttributes.get(assetFamily.toLowerCase()) ?? [],
    assetAttributeOptions: (assetFamily, attribute) =>
      assetOptions.get(scopedCode(assetFamily, attribute).toLowerCase()) ?? [],
  };
}

function groupBy<Value, Key>(values: Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}
