// Turns a product of Akeneo into our content.
import type { ContentSelection, Packaging, ProductContent } from '../pim-connector.ts';
import type { AkeneoFamily, AkeneoProduct, AkeneoValues } from './akeneo-documents.ts';
import { type AkeneoMapping, listMappedAttributes, listPackagingAttributes } from './akeneo-mapping.ts';
import { readDecimalText } from './decimal-text.ts';
import { readMeasure } from './measure.ts';
import { readRelationships } from './relationship.ts';
import { type SpecificationStructure, readSpecifications } from './specification.ts';
import { readCodes, readPlainText, readText, readTextOrOption, readValue } from './values.ts';

export interface ProductReading extends SpecificationStructure {
  readonly mapping: AkeneoMapping;
  readonly families: ReadonlyMap<string, AkeneoFamily>;
  /** Codes of the specifications a product has among its values. */
  readonly listSpecificationCodes: (values: AkeneoValues) => string[];
  readonly onUnmappedAssociation: (associationType: string) => void;
}

/** The attributes that the API is asked for. Undefined: all, for then nobody knows beforehand which there are. */
export function listNeededAttributes(
  { parts, attributes }: ContentSelection,
  mapping: AkeneoMapping,
): { readonly mapped: readonly string[]; readonly specifications: readonly string[] } | undefined {
  if (attributes === 'all') return undefined;
  const mapped: Record<string, readonly string[]> = {
    name: [mapping.name],
    shortDescription: [mapping.shortDescription],
    description: [mapping.description],
    brand: [mapping.brand],
    manufacturerPartNumber: [mapping.manufacturerPartNumber],
    gtin: [mapping.gtin],
    media: [mapping.images.attribute],
    documents: [mapping.documents.attribute],
    packaging: listPackagingAttributes(mapping),
  };
  const excluded = listMappedAttributes(mapping);
  return {
    mapped: [...new Set([...parts].flatMap((part) => mapped[part] ?? []))],
    specifications: [...attributes].filter((code) => !excluded.has(code)),
  };
}

export function readProduct(product: AkeneoProduct, reading: ProductReading): ProductContent {
  const { values } = product;
  const { mapping, defaultLocale, families } = reading;
  return {
    sku: product.identifier,
    name: readText(values, mapping.name, defaultLocale),
    shortDescription: readText(values, mapping.shortDescription, defaultLocale),
    description: readText(values, mapping.description, defaultLocale),
    brand: readTextOrOption(values, mapping.brand, defaultLocale),
    manufacturerPartNumber: readPlainText(values, mapping.manufacturerPartNumber),
    gtin: readPlainText(values, mapping.gtin),
    familyCode: product.family ?? undefined,
    attributes: readSpecifications(
      values,
      reading.listSpecificationCodes(values),
      families.get(product.family ?? ''),
      reading,
    ),
    mediaCodes: readCodes(values, mapping.images.attribute),
    documentCodes: readCodes(values, mapping.documents.attribute),
    packaging: readPackaging(values, reading),
    variantGroupCode: product.parent ?? undefined,
    categoryCodes: product.categories,
    relationships: readRelationships(product, mapping.associationTypes, reading.onUnmappedAssociation),
    updatedAt: product.updated,
  };
}

function readPackaging(
  values: AkeneoValues,
  { mapping, attributes, measurementFamilies }: ProductReading,
): Packaging[] {
  const { innerPack, case: outerCase, pallet } = mapping.packaging;
  const weigh = (attribute: string) =>
    readMeasure(
      readValue(values, attribute)?.data,
      measurementFamilies.get(attributes.get(attribute)?.metric_family ?? ''),
    );
  const eachWeight = weigh(mapping.eachGrossWeight);
  const each: Packaging[] =
    eachWeight === undefined
      ? []
      : [{ level: 'EACH', gtin: readPlainText(values, mapping.gtin), baseQuantity: '1', grossWeight: eachWeight }];
  const levels = [
    ['INNER_PACK', innerPack],
    ['CASE', outerCase],
    ['PALLET', pallet],
  ] as const;
  return [
    ...each,
    ...levels.flatMap(([level, { quantity, gtin, grossWeight }]) => {
      const baseQuantity = readDecimalText(readValue(values, quantity)?.data);
      return baseQuantity === undefined
        ? []
        : [{ level, gtin: readPlainText(values, gtin), baseQuantity, grossWeight: weigh(grossWeight) }];
    }),
  ];
}
