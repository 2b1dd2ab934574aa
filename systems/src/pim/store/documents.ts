// The documents of the catalogue's structure, in the shape in which the API answers them.

type Labels = Record<string, string>;

export interface ChannelDocument {
  code: string;
  currencies: string[];
  locales: string[];
  category_tree: string;
  conversion_units: Record<string, string>;
  labels: Labels;
}

export interface LocaleDocument {
  code: string;
  enabled: boolean;
}

export interface CategoryDocument {
  code: string;
  parent: string | null;
  updated: string;
  labels: Labels;
}

export interface AttributeGroupDocument {
  code: string;
  sort_order: number;
  attributes: string[];
  labels: Labels;
}

export interface AttributeDocument {
  code: string;
  type: string;
  group: string;
  group_labels: Labels;
  unique: boolean;
  useable_as_grid_filter: boolean;
  allowed_extensions: string[];
  metric_family: string | null;
  default_metric_unit: string | null;
  reference_data_name: string | null;
  available_locales: string[];
  max_characters: number | null;
  validation_rule: string | null;
  validation_regexp: string | null;
  wysiwyg_enabled: boolean | null;
  number_min: string | null;
  number_max: string | null;
  decimals_allowed: boolean | null;
  negative_allowed: boolean | null;
  date_min: string | null;
  date_max: string | null;
  max_file_size: string | null;
  minimum_input_length: number | null;
  sort_order: number;
  localizable: boolean;
  scopable: boolean;
  labels: Labels;
  default_value: boolean | null;
  is_main_identifier: boolean;
  is_mandatory: boolean;
  decimal_places_strategy: string | null;
  decimal_places: number | null;
}

export interface AttributeOptionDocument {
  code: string;
  attribute: string;
  sort_order: number;
  labels: Labels;
}

export interface MeasurementFamilyDocument {
  code: string;
  labels: Labels;
  standard_unit_code: string;
  units: Record<
    string,
    { code: string; labels: Labels; convert_from_standard: { operator: string; value: string }[]; symbol: string }
  >;
}

export interface FamilyDocument {
  code: string;
  attributes: string[];
  attribute_as_label: string;
  attribute_as_image: string | null;
  attribute_requirements: Record<string, string[]>;
  labels: Labels;
  parent: string | null;
}

export interface FamilyVariantDocument {
  code: string;
  /** Not part of the answer: the family it belongs to. */
  family: string;
  labels: Labels;
  common_attributes: string[];
  variant_attribute_sets: { level: number; attributes: string[]; axes: string[] }[];
}

export interface AssociationTypeDocument {
  code: string;
  labels: Labels;
  is_quantified: boolean;
  is_two_way: boolean;
}

export interface AssetFamilyDocument {
  code: string;
  labels: Labels;
  attribute_as_main_media: string;
  naming_convention: Record<string, never>;
  product_link_rules: never[];
  transformations: never[];
  sharing_enabled: boolean;
}

export interface AssetAttributeDocument {
  code: string;
  /** Not part of the answer: the family it belongs to. */
  asset_family: string;
  labels: Labels;
  type: string;
  value_per_locale: boolean;
  value_per_channel: boolean;
  is_required_for_completeness: boolean;
  is_read_only: boolean;
  /** Of media files and media links only. */
  media_type?: string;
}

export interface AssetAttributeOptionDocument {
  code: string;
  labels: Labels;
  /** Not part of the answer. */
  asset_family: string;
  /** Not part of the answer. */
  attribute: string;
}

/** The kinds of documents, by the name under which they are stored. */
export interface StructureDocuments {
  channel: ChannelDocument;
  locale: LocaleDocument;
  category: CategoryDocument;
  attribute_group: AttributeGroupDocument;
  attribute: AttributeDocument;
  attribute_option: AttributeOptionDocument;
  measurement_family: MeasurementFamilyDocument;
  family: FamilyDocument;
  family_variant: FamilyVariantDocument;
  association_type: AssociationTypeDocument;
  asset_family: AssetFamilyDocument;
  asset_attribute: AssetAttributeDocument;
  asset_attribute_option: AssetAttributeOptionDocument;
}
