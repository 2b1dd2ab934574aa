// What the subgraph asks of a PIM, in our own words. A connector speaks one product's API and answers in these types.

/** A text by BCP 47 language tag. Empty where the PIM has none. */
export type LocalizedText = ReadonlyMap<string, string>;

/** The parts of a product's content that a PIM may leave out when nobody asks for them. */
export type ContentPart =
  | 'name'
  | 'shortDescription'
  | 'description'
  | 'brand'
  | 'manufacturerPartNumber'
  | 'gtin'
  | 'media'
  | 'documents'
  | 'packaging';

/** What a request wants to know of products. */
export interface ContentSelection {
  readonly parts: ReadonlySet<ContentPart>;
  /** Codes of specifications; `all` for every one. */
  readonly attributes: ReadonlySet<string> | 'all';
  /** Language tags asked for. The default locale, and others of the same languages, are wanted besides. */
  readonly locales: ReadonlySet<string>;
}

export interface ProductContent {
  readonly sku: string;
  readonly name: LocalizedText;
  readonly shortDescription: LocalizedText;
  readonly description: LocalizedText;
  readonly brand: LocalizedText;
  readonly manufacturerPartNumber: string | undefined;
  readonly gtin: string | undefined;
  readonly familyCode: string | undefined;
  /** In the order of the family. */
  readonly attributes: readonly Specification[];
  readonly mediaCodes: readonly string[];
  readonly documentCodes: readonly string[];
  /** From the smallest level up. */
  readonly packaging: readonly Packaging[];
  readonly variantGroupCode: string | undefined;
  readonly categoryCodes: readonly string[];
  readonly relationships: readonly Relationship[];
  /** RFC 3339. */
  readonly updatedAt: string;
}

export interface Specification {
  readonly code: string;
  readonly label: LocalizedText;
  readonly group: LocalizedText;
  readonly value: SpecificationValue;
}

export type SpecificationValue =
  | { readonly kind: 'text'; readonly text: LocalizedText }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'measure'; readonly measure: Measure }
  | { readonly kind: 'boolean'; readonly isTrue: boolean }
  | { readonly kind: 'options'; readonly options: readonly Option[] }
  | { readonly kind: 'date'; readonly date: string };

export interface Option {
  readonly code: string;
  readonly label: LocalizedText;
}

/** Amounts are decimal strings. */
export interface Measure {
  readonly amount: string;
  readonly unit: string;
  readonly symbol: string | undefined;
  readonly standardAmount: string;
  readonly standardUnit: string;
}

export type PackagingLevelCode = 'EACH' | 'INNER_PACK' | 'CASE' | 'PALLET';

export interface Packaging {
  readonly level: PackagingLevelCode;
  readonly gtin: string | undefined;
  /** Decimal string. */
  readonly baseQuantity: string;
  readonly grossWeight: Measure | undefined;
}

/** The types of relationships, in the order in which they are listed. */
export const relationshipTypes = [
  'ACCESSORY',
  'CONSUMABLE',
  'SPARE_PART',
  'SUBSTITUTE',
  'SUPERSEDES',
  'SUPERSEDED_BY',
  'KIT_COMPONENT',
  'PART_OF_KIT',
  'COMPATIBLE_WITH',
  'CROSS_SELL',
] as const;

export type RelationshipTypeCode = (typeof relationshipTypes)[number];

export interface Relationship {
  readonly type: RelationshipTypeCode;
  /** The related product. */
  readonly sku: string;
  /** Decimal string. */
  readonly quantity: string | undefined;
}

export const mediaRoles = ['PRIMARY', 'GALLERY', 'LINE_ART'] as const;

export interface Media {
  readonly code: string;
  readonly role: (typeof mediaRoles)[number];
  readonly url: string;
  readonly mimeType: string | undefined;
  readonly altText: LocalizedText;
}

export const documentTypes = [
  'DATASHEET',
  'MANUAL',
  'INSTALLATION_GUIDE',
  'CAD_2D',
  'CAD_3D',
  'SDS',
  'CERTIFICATE',
  'DECLARATION_OF_CONFORMITY',
] as const;

export type DocumentTypeCode = (typeof documentTypes)[number];

export interface ProductDocument {
  readonly code: string;
  readonly type: DocumentTypeCode;
  readonly title: LocalizedText;
  /** Undefined when no language binds it. */
  readonly locale: string | undefined;
  readonly url: string;
  readonly mimeType: string | undefined;
  /** ISO 8601 date. */
  readonly revisionDate: string | undefined;
}

export interface Category {
  readonly code: string;
  readonly label: LocalizedText;
  readonly parentCode: string | undefined;
}

export interface Family {
  readonly code: string;
  readonly label: LocalizedText;
}

export interface VariantGroup {
  readonly code: string;
  readonly name: LocalizedText;
  readonly axes: readonly string[];
}

export interface ProductCriteria {
  /** The category and all below it. It must be one of the tree. */
  readonly categoryCode?: string | undefined;
  readonly familyCode?: string | undefined;
  /** The brand as it is shown, or its code. */
  readonly brand?: string | undefined;
}

export interface ProductPage {
  readonly products: readonly ProductContent[];
  /** Where the next page begins, in the PIM's own words. Undefined when there is none. */
  readonly next: string | undefined;
}

/**
 * All lists may be of any length; a connector splits them as its PIM demands. What is unknown, disabled or not for
 * sale in the channel is left out of an answer. Failures are SystemErrors.
 */
export interface PimConnector {
  /** The language in which everything exists, as a BCP 47 tag. */
  readonly defaultLocale: string;
  readProducts(
    skus: readonly string[],
    selection: ContentSelection,
    signal: AbortSignal,
  ): Promise<readonly ProductContent[]>;
  /** Products in an order that stays the same from page to page. At most `limit` of them, 1 to 100. */
  findProducts(
    criteria: ProductCriteria,
    page: { readonly limit: number; readonly after: string | undefined },
    selection: ContentSelection,
    signal: AbortSignal,
  ): Promise<ProductPage>;
  /** The category tree that the channel sells from, its root first and parents before their children. */
  readCategories(signal: AbortSignal): Promise<readonly Category[]>;
  readMedia(codes: readonly string[], selection: ContentSelection, signal: AbortSignal): Promise<readonly Media[]>;
  readDocuments(
    codes: readonly string[],
    selection: ContentSelection,
    signal: AbortSignal,
  ): Promise<readonly ProductDocument[]>;
  readFamilies(codes: readonly string[], signal: AbortSignal): Promise<readonly Family[]>;
  readVariantGroups(
    codes: readonly string[],
    selection: ContentSelection,
    signal: AbortSignal,
  ): Promise<readonly VariantGroup[]>;
  /** The products of variant groups, each with its `variantGroupCode`. */
  readVariants(
    groupCodes: readonly string[],
    selection: ContentSelection,
    signal: AbortSignal,
  ): Promise<readonly ProductContent[]>;
}
