// Where a company keeps what in its Akeneo: attribute, asset family and association type codes. All have defaults.
import { z } from 'zod';
import { relationshipTypes } from '../pim-connector.ts';

const packagingLevel = (prefix: string) =>
  z
    .object({ quantity: z.string(), gtin: z.string(), grossWeight: z.string() })
    .default({ quantity: `${prefix}_quantity`, gtin: `${prefix}_gtin`, grossWeight: `${prefix}_gross_weight` });

/** Strict: a misspelt key would silently leave its default in place. */
export const akeneoMappingSchema = z.strictObject({
  /** Attributes of products and product models. */
  name: z.string().default('name'),
  shortDescription: z.string().default('short_description'),
  description: z.string().default('description'),
  brand: z.string().default('brand'),
  manufacturerPartNumber: z.string().default('manufacturer_part_number'),
  gtin: z.string().default('gtin'),
  /** Attribute of product models that names the range; variants have names of their own. */
  variantGroupName: z.string().default('range_name'),
  /** Attribute that weighs one base unit. Its presence says that the product is packed by the piece. */
  eachGrossWeight: z.string().default('each_gross_weight'),
  packaging: z
    .strictObject({
      innerPack: packagingLevel('inner_pack'),
      case: packagingLevel('case'),
      pallet: packagingLevel('pallet'),
    })
    .prefault({}),
  /** Asset collection attribute, and the asset family behind it with its attributes. */
  images: z
    .strictObject({
      attribute: z.string().default('images'),
      assetFamily: z.string().default('product_images'),
      file: z.string().default('media'),
      role: z.string().default('role'),
      altText: z.string().default('alt_text'),
    })
    .prefault({}),
  documents: z
    .strictObject({
      attribute: z.string().default('documents'),
      assetFamily: z.string().default('product_documents'),
      file: z.string().default('media'),
      type: z.string().default('type'),
      title: z.string().default('label'),
      language: z.string().default('language'),
      revisionDate: z.string().default('revision_date'),
    })
    .prefault({}),
  /** Association type code to relationship type. Others are left out. Default: the types of the same name. */
  associationTypes: z
    .record(z.string(), z.enum(relationshipTypes))
    .default(Object.fromEntries(relationshipTypes.map((type) => [type, type]))),
  /** Attribute groups that are nobody's business outside the PIM. */
  hiddenAttributeGroups: z.array(z.string()).default([]),
});

export type AkeneoMapping = z.output<typeof akeneoMappingSchema>;

/** Attributes that make up other fields of a product, and so are no specifications. */
export function listMappedAttributes(mapping: AkeneoMapping): ReadonlySet<string> {
  const { packaging } = mapping;
  return new Set([
    mapping.name,
    mapping.shortDescription,
    mapping.description,
    mapping.brand,
    mapping.manufacturerPartNumber,
    mapping.gtin,
    mapping.variantGroupName,
    mapping.images.attribute,
    mapping.documents.attribute,
    ...listPackagingAttributes(mapping),
    ...[packaging.innerPack, packaging.case, packaging.pallet].flatMap((level) => Object.values(level)),
  ]);
}

export function listPackagingAttributes({ eachGrossWeight, gtin, packaging }: AkeneoMapping): string[] {
  const { innerPack, case: outerCase, pallet } = packaging;
  return [eachGrossWeight, gtin, ...[innerPack, outerCase, pallet].flatMap((level) => Object.values(level))];
}
