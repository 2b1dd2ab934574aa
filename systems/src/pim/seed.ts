// What the PIM imports into an empty database: a whole catalogue, in the words of Akeneo's data model.

/**
 * A catalogue as plain JSON. Codes are Akeneo codes: letters, digits and underscores, unique per kind
 * (case-insensitively). The import refuses a reference to a code that is not in the seed.
 */
export interface PimSeed {
  channels: SeedChannel[];
  locales: SeedLocale[];
  /** Parents before or after their children; each tree has one root, whose `parent` is null. */
  categories: SeedCategory[];
  attributeGroups: SeedAttributeGroup[];
  attributes: SeedAttribute[];
  measurementFamilies: SeedMeasurementFamily[];
  families: SeedFamily[];
  familyVariants: SeedFamilyVariant[];
  associationTypes: SeedAssociationType[];
  /** Parents before or after their children; at most two levels. */
  productModels: SeedProductModel[];
  products: SeedProduct[];
  assetFamilies: SeedAssetFamily[];
  assets: SeedAsset[];
  mediaFiles: SeedMediaFile[];
}

/** A text by locale code, for example `{ "en_US": "Bearings", "fr_FR": "Roulements" }`. */
export type SeedLabels = Record<string, string>;

export interface SeedChannel {
  code: string;
  /** ISO 4217. */
  currencies: string[];
  locales: string[];
  /** Code of the root of the category tree this channel sells from. */
  categoryTree: string;
  labels: SeedLabels;
}

export interface SeedLocale {
  code: string;
  /** Whether a channel uses it. */
  enabled: boolean;
}

export interface SeedCategory {
  code: string;
  parent: string | null;
  labels: SeedLabels;
  /** RFC 3339. */
  updated: string;
}

export interface SeedAttributeGroup {
  code: string;
  sortOrder: number;
  labels: SeedLabels;
}

/** The attribute types of Akeneo that this PIM holds. */
export type SeedAttributeType =
  | 'pim_catalog_identifier'
  | 'pim_catalog_text'
  | 'pim_catalog_textarea'
  | 'pim_catalog_number'
  | 'pim_catalog_metric'
  | 'pim_catalog_boolean'
  | 'pim_catalog_simpleselect'
  | 'pim_catalog_multiselect'
  | 'pim_catalog_date'
  | 'pim_catalog_asset_collection';

export interface SeedAttribute {
  code: string;
  type: SeedAttributeType;
  /** Code of its attribute group. */
  group: string;
  sortOrder: number;
  /** Whether its value differs by locale: then every value names one, else none does. */
  localizable: boolean;
  /** Whether its value differs by channel: then every value names one, else none does. */
  scopable: boolean;
  labels: SeedLabels;
  /** No two products share a value. Exactly one attribute is the identifier, and it is unique. */
  unique?: boolean;
  /** For numbers and metrics. Default false. */
  decimalsAllowed?: boolean;
  /** For numbers and metrics. Default false. */
  negativeAllowed?: boolean;
  /** For metrics: code of the measurement family. */
  metricFamily?: string;
  /** For metrics: unit offered first. */
  defaultMetricUnit?: string;
  /** For asset collections: code of the asset family. */
  assetFamily?: string;
  /** For selects, in the order they are offered. */
  options?: SeedAttributeOption[];
}

export interface SeedAttributeOption {
  code: string;
  labels: SeedLabels;
}

export interface SeedMeasurementFamily {
  code: string;
  labels: SeedLabels;
  standardUnitCode: string;
  units: SeedMeasurementUnit[];
}

export interface SeedMeasurementUnit {
  code: string;
  labels: SeedLabels;
  symbol: string;
  /**
   * Applied in order, these turn an amount in this unit into the standard unit (Akeneo's
   * `convert_from_standard`, which despite its name reads in that direction: millimetre is `mul 0.001`
   * where the metre is the standard). At least one, at most five; `value` is a decimal string.
   */
  convertFromStandard: { operator: 'mul' | 'div' | 'add' | 'sub'; value: string }[];
}

export interface SeedFamily {
  code: string;
  labels: SeedLabels;
  /** In display order; holds the identifier. */
  attributes: string[];
  /** A text or the identifier. */
  attributeAsLabel: string;
  /** An asset collection, whose first asset's main media pictures the product. */
  attributeAsImage: string | null;
  /** What a product needs to be complete, by channel code. */
  attributeRequirements: Record<string, string[]>;
}

export interface SeedFamilyVariant {
  code: string;
  /** Code of the family. */
  family: string;
  labels: SeedLabels;
  /** One or two levels. Attributes of the family at no level are common: they are held by the root product model. */
  levels: {
    /** One to five non-localizable, non-scopable booleans, metrics or simple selects. */
    axes: string[];
    /** What is held at this level, the axes included. The identifier belongs to the last. */
    attributes: string[];
  }[];
}

export interface SeedAssociationType {
  code: string;
  labels: SeedLabels;
  /** Each association of this type has a whole quantity. Not together with `isTwoWay`. */
  isQuantified: boolean;
  /** Associating A to B associates B to A; the import adds what is missing. */
  isTwoWay: boolean;
}

/**
 * A value of an attribute. `data` by attribute type: text, text area and identifier: string; number:
 * a decimal string; metric: `{ amount: decimal string, unit }`; boolean: boolean; simple select: option
 * code; multiple select: option codes; date: RFC 3339; asset collection: asset codes.
 */
export interface SeedValue {
  locale: string | null;
  scope: string | null;
  data: SeedValueContent;
}

export type SeedValueContent = string | boolean | string[] | { amount: string; unit: string };

/** Values by attribute code. */
export type SeedValues = Record<string, SeedValue[]>;

/** By association type code. Products are named by identifier. */
export type SeedAssociations = Record<string, { products?: string[]; productModels?: string[] }>;

/** By association type code. Products are named by identifier; a quantity is a whole number of 1 or more. */
export type SeedQuantifiedAssociations = Record<
  string,
  { products?: { identifier: string; quantity: number }[]; productModels?: { code: string; quantity: number }[] }
>;

export interface SeedProductModel {
  code: string;
  familyVariant: string;
  /** The root product model, for one of the second level. */
  parent: string | null;
  categories: string[];
  /** What this level holds and nothing of the levels above. */
  values: SeedValues;
  associations: SeedAssociations;
  quantifiedAssociations: SeedQuantifiedAssociations;
  /** RFC 3339. */
  created: string;
  updated: string;
}

export interface SeedProduct {
  uuid: string;
  /** The SKU: value of the identifier attribute, which `values` leaves out. */
  identifier: string;
  enabled: boolean;
  /** A variant has the family of its parent. */
  family: string;
  /** The product model a variant belongs to: one of the lowest level of its family variant. */
  parent: string | null;
  categories: string[];
  /** For a variant: what its own level holds and nothing of its parents. */
  values: SeedValues;
  associations: SeedAssociations;
  quantifiedAssociations: SeedQuantifiedAssociations;
  /** RFC 3339. */
  created: string;
  updated: string;
}

export interface SeedAssetFamily {
  code: string;
  labels: SeedLabels;
  /** Its `media_file` or `media_link` attribute that stands for the asset. */
  attributeAsMainMedia: string;
  attributes: SeedAssetAttribute[];
}

export interface SeedAssetAttribute {
  code: string;
  type: 'text' | 'media_file' | 'media_link' | 'single_option' | 'multiple_options' | 'number' | 'boolean';
  labels: SeedLabels;
  valuePerLocale: boolean;
  valuePerChannel: boolean;
  /** For `media_file`: which kind of file it holds. */
  mediaType?: 'image' | 'pdf' | 'other';
  /** For options. */
  options?: SeedAttributeOption[];
}

/**
 * A value of an asset. `data` by type: text and media link: string; media file: the code of a media file;
 * single option: option code; multiple options: option codes; number: decimal string; boolean: boolean.
 */
export interface SeedAssetValue {
  locale: string | null;
  channel: string | null;
  data: string | string[] | boolean;
}

export interface SeedAsset {
  code: string;
  assetFamily: string;
  values: Record<string, SeedAssetValue[]>;
  /** RFC 3339. */
  created: string;
  updated: string;
}

/** A file of an asset. It is drawn when it is downloaded, the same bytes each time. */
export interface SeedMediaFile {
  /** As Akeneo makes them, path-like: `a/b/c/d/<hash>_<file name>`; any URL-safe path does. */
  code: string;
  originalFilename: string;
  mimeType: 'image/svg+xml' | 'application/pdf' | 'model/step' | 'image/vnd.dxf';
  /** What the file says: a heading, and lines below it. */
  title: string;
  lines: string[];
}
