// Turns the structural part of a seed into the documents the PIM stores.
import type { PimSeed, SeedAttribute, SeedCategory, SeedFamily, SeedFamilyVariant } from '../seed.ts';
import type { AttributeDocument, FamilyVariantDocument, StructureDocuments } from './documents.ts';
import { formatTimestamp } from './format-timestamp.ts';
import { scopedCode, type StructureKind, type StructureRow } from './structure.ts';

/** @param now becomes the date of change of what has none in the seed. */
export function structureOfSeed(seed: PimSeed, now: Date): StructureRow[] {
  const rows: StructureRow[] = [];
  const add = <Kind extends StructureKind>(
    kind: Kind,
    code: string,
    document: StructureDocuments[Kind],
    updated = formatTimestamp(now),
  ): void => {
    rows.push({ kind, code, position: rows.length, updated, document });
  };

  for (const { categoryTree, ...channel } of byCode(seed.channels)) {
    add('channel', channel.code, { ...channel, category_tree: categoryTree, conversion_units: {} });
  }
  for (const locale of byCode(seed.locales)) add('locale', locale.code, locale);
  for (const category of inTreeOrder(seed.categories)) {
    const updated = formatTimestamp(category.updated);
    add('category', category.code, { ...category, updated }, updated);
  }
  for (const group of byCode(seed.attributeGroups)) {
    const members = seed.attributes.filter((attribute) => attribute.group === group.code);
    add('attribute_group', group.code, {
      code: group.code,
      sort_order: group.sortOrder,
      attributes: members.toSorted((one, other) => one.sortOrder - other.sortOrder).map((attribute) => attribute.code),
      labels: group.labels,
    });
  }
  const groupLabels = new Map(seed.attributeGroups.map((group) => [group.code, group.labels]));
  for (const attribute of byCode(seed.attributes)) {
    add('attribute', attribute.code, attributeDocument(attribute, groupLabels.get(attribute.group) ?? {}));
    const optionPlaces = new Map((attribute.options ?? []).map((option, place) => [option.code, place]));
    for (const option of byCode(attribute.options ?? [])) {
      add('attribute_option', scopedCode(attribute.code, option.code), {
        code: option.code,
        attribute: attribute.code,
        sort_order: optionPlaces.get(option.code) ?? 0,
        labels: option.labels,
      });
    }
  }
  for (const family of byCode(seed.measurementFamilies)) {
    add('measurement_family', family.code, {
      code: family.code,
      labels: family.labels,
      standard_unit_code: family.standardUnitCode,
      units: Object.fromEntries(
        family.units.map(({ convertFromStandard, ...unit }) => [
          unit.code,
          { code: unit.code, labels: unit.labels, convert_from_standard: convertFromStandard, symbol: unit.symbol },
        ]),
      ),
    });
  }
  const families = new Map(seed.families.map((family) => [family.code, family]));
  for (const family of byCode(seed.families)) {
    add('family', family.code, {
      code: family.code,
      attributes: family.attributes,
      attribute_as_label: family.attributeAsLabel,
      attribute_as_image: family.attributeAsImage,
      attribute_requirements: family.attributeRequirements,
      labels: family.labels,
      parent: null,
    });
  }
  for (const variant of byCode(seed.familyVariants)) {
    add('family_variant', variant.code, familyVariantDocument(variant, families.get(variant.family)));
  }
  for (const type of byCode(seed.associationTypes)) {
    add('association_type', type.code, {
      code: type.code,
      labels: type.labels,
      is_quantified: type.isQuantified,
      is_two_way: type.isTwoWay,
    });
  }
  for (const family of byCode(seed.assetFamilies)) {
    add('asset_family', family.code, {
      code: family.code,
      labels: family.labels,
      attribute_as_main_media: family.attributeAsMainMedia,
      naming_convention: {},
      product_link_rules: [],
      transformations: [],
      sharing_enabled: false,
    });
    for (const attribute of family.attributes) {
      add('asset_attribute', scopedCode(family.code, attribute.code), {
        code: attribute.code,
        asset_family: family.code,
        labels: attribute.labels,
        type: attribute.type,
        value_per_locale: attribute.valuePerLocale,
        value_per_channel: attribute.valuePerChannel,
        is_required_for_completeness: false,
        is_read_only: false,
        ...(attribute.mediaType === undefined ? {} : { media_type: attribute.mediaType }),
      });
      for (const option of attribute.options ?? []) {
        add('asset_attribute_option', scopedCode(family.code, attribute.code, option.code), {
          ...option,
          asset_family: family.code,
          attribute: attribute.code,
        });
      }
    }
  }
  return rows;
}

/** The API lists every kind by code, save categories. */
function byCode<Coded extends { code: string }>(values: Coded[]): Coded[] {
  return values.toSorted((one, other) => (one.code < other.code ? -1 : 1));
}

/** Each tree from its root down, depth first; siblings in the order of the seed. */
function inTreeOrder(categories: SeedCategory[], parent: string | null = null): SeedCategory[] {
  return categories.flatMap((category) =>
    category.parent === parent ? [category, ...inTreeOrder(categories, category.code)] : [],
  );
}

function attributeDocument(attribute: SeedAttribute, groupLabels: Record<string, string>): AttributeDocument {
  const isNumeric = attribute.type === 'pim_catalog_number' || attribute.type === 'pim_catalog_metric';
  const isIdentifier = attribute.type === 'pim_catalog_identifier';
  return {
    code: attribute.code,
    type: attribute.type,
    group: attribute.group,
    group_labels: groupLabels,
    unique: isIdentifier || attribute.unique === true,
    useable_as_grid_filter: true,
    allowed_extensions: [],
    metric_family: attribute.metricFamily ?? null,
    default_metric_unit: attribute.defaultMetricUnit ?? null,
    reference_data_name: attribute.assetFamily ?? null,
    available_locales: [],
    max_characters: null,
    validation_rule: null,
    validation_regexp: null,
    wysiwyg_enabled: attribute.type === 'pim_catalog_textarea' ? false : null,
    number_min: null,
    number_max: null,
    decimals_allowed: isNumeric ? attribute.decimalsAllowed === true : null,
    negative_allowed: isNumeric ? attribute.negativeAllowed === true : null,
    date_min: null,
    date_max: null,
    max_file_size: null,
    minimum_input_length: null,
    sort_order: attribute.sortOrder,
    localizable: attribute.localizable,
    scopable: attribute.scopable,
    labels: attribute.labels,
    default_value: null,
    is_main_identifier: isIdentifier,
    is_mandatory: isIdentifier,
    decimal_places_strategy: null,
    decimal_places: null,
  };
}

function familyVariantDocument(variant: SeedFamilyVariant, family: SeedFamily | undefined): FamilyVariantDocument {
  const ofLevels = new Set(variant.levels.flatMap((level) => [...level.axes, ...level.attributes]));
  return {
    code: variant.code,
    family: variant.family,
    labels: variant.labels,
    common_attributes: (family?.attributes ?? []).filter((attribute) => !ofLevels.has(attribute)),
    variant_attribute_sets: variant.levels.map((level, index) => ({
      level: index + 1,
      attributes: [...new Set([...level.axes, ...level.attributes])],
      axes: level.axes,
    })),
  };
}
