// The structure of the catalogue in the PIM's words: everything but products, models and assets.
import type {
  PimSeed,
  SeedAssetFamily,
  SeedAttribute,
  SeedAttributeOption,
  SeedFamily,
  SeedFamilyVariant,
  SeedLabels,
} from '../../pim/seed.ts';
import type { AttributeDefinition } from '../attributes/attribute.ts';
import { attributeGroups, attributes } from '../attributes/attributes.ts';
import { generalAttributes } from '../attributes/general-attributes.ts';
import { packagingAttributes } from '../attributes/packaging-attributes.ts';
import type { Calendar } from '../calendar.ts';
import { categories } from '../catalogue/categories.ts';
import { families } from '../catalogue/families.ts';
import type { FamilyRecord } from '../catalogue/families.ts';
import { measurementFamilies } from '../catalogue/measurement-families.ts';
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

const locales = ['en_US', 'fr_FR', 'es_MX'];
const packagingCodes = Object.keys(packagingAttributes);

/** What a variant always has of its own, whatever its family. */
export const variantOwnAttributes: readonly string[] = [
  'sku',
  'name',
  'short_description',
  'description',
  'manufacturer_part_number',
  'gtin',
  'images',
  'documents',
  ...packagingCodes,
];

export function nameFamilyVariant(family: string): string {
  return `${family}_variants`;
}

export type PimStructure = Omit<PimSeed, 'productModels' | 'products' | 'assets' | 'mediaFiles'>;

export function createPimStructure(calendar: Calendar): PimStructure {
  return {
    channels: [
      {
        code: 'ecommerce',
        currencies: ['USD', 'CAD', 'MXN', 'JPY'],
        locales,
        categoryTree: 'master',
        labels: { en_US: 'E-commerce', fr_FR: 'E-commerce', es_MX: 'Comercio electrónico' },
      },
    ],
    locales: locales.map((code) => ({ code, enabled: true })),
    categories: categories.map(({ code, parent, names }) => ({
      code,
      parent,
      labels: toLabels(names),
      updated: calendar.instant(-200),
    })),
    attributeGroups: Object.entries(attributeGroups).map(([code, labels], index) => ({
      code,
      sortOrder: index,
      labels: toLabels(labels),
    })),
    attributes: Object.entries(attributes).map(([code, definition], index) => createAttribute(code, definition, index)),
    measurementFamilies: [...measurementFamilies],
    families: Object.entries(families).map(([code, family]) => createFamily(code, family)),
    familyVariants: Object.entries(families).flatMap(([code, family]) => createFamilyVariant(code, family)),
    associationTypes: [
      createAssociationType('ACCESSORY', translate('Accessories', 'Accessoires', 'Accesorios')),
      createAssociationType('CONSUMABLE', translate('Consumables', 'Consommables', 'Consumibles')),
      createAssociationType('SPARE_PART', translate('Spare parts', 'Pièces de rechange', 'Refacciones')),
      createAssociationType('SUBSTITUTE', translate('Substitutes', 'Substituts', 'Sustitutos'), { isTwoWay: true }),
      createAssociationType('SUPERSEDES', translate('Supersedes', 'Remplace', 'Reemplaza a')),
      createAssociationType('SUPERSEDED_BY', translate('Superseded by', 'Remplacé par', 'Reemplazado por')),
      createAssociationType('COMPATIBLE_WITH', translate('Compatible with', 'Compatible avec', 'Compatible con'), {
        isTwoWay: true,
      }),
      createAssociationType('CROSS_SELL', translate('Goes well with', 'Va bien avec', 'Combina con')),
      createAssociationType('KIT_COMPONENT', translate('Kit components', 'Composants du kit', 'Componentes'), {
        isQuantified: true,
      }),
      createAssociationType('PART_OF_KIT', translate('Part of kits', 'Fait partie des kits', 'Parte de juegos')),
    ],
    assetFamilies: [createImageFamily(), createDocumentFamily()],
  };
}

/** The PIM takes any locale as a key; a translation that is missing is left out. */
function toLabels(translations: Translations): SeedLabels {
  return { ...translations };
}

function createAttribute(code: string, definition: AttributeDefinition, sortOrder: number): SeedAttribute {
  const shape = {
    code,
    group: definition.group,
    sortOrder,
    labels: toLabels(definition.labels),
    localizable: false,
    scopable: false,
  };
  switch (definition.type) {
    case 'identifier':
      return { ...shape, type: 'pim_catalog_identifier', unique: true };
    case 'text':
      return { ...shape, type: 'pim_catalog_text', localizable: definition.localizable };
    case 'textarea':
      return { ...shape, type: 'pim_catalog_textarea', localizable: definition.localizable };
    case 'number':
      return { ...shape, type: 'pim_catalog_number', decimalsAllowed: true };
    case 'metric':
      return {
        ...shape,
        type: 'pim_catalog_metric',
        decimalsAllowed: true,
        negativeAllowed: definition.metricFamily === 'Temperature',
        metricFamily: definition.metricFamily,
        defaultMetricUnit: definition.unit,
      };
    case 'boolean':
      return { ...shape, type: 'pim_catalog_boolean' };
    case 'select':
      return { ...shape, type: 'pim_catalog_simpleselect', options: createOptions(definition.options) };
    case 'multiselect':
      return { ...shape, type: 'pim_catalog_multiselect', options: createOptions(definition.options) };
    case 'assets':
      return { ...shape, type: 'pim_catalog_asset_collection', assetFamily: definition.assetFamily };
  }
}

function createOptions(options: Readonly<Record<string, Translations>>): SeedAttributeOption[] {
  return Object.entries(options).map(([code, labels]) => ({ code, labels: toLabels(labels) }));
}

function createFamily(code: string, family: FamilyRecord): SeedFamily {
  const general = Object.keys(generalAttributes).filter((attribute) => attribute !== 'range_name' || family.variants);
  return {
    code,
    labels: toLabels(family.labels),
    attributes: [...general, ...family.specifications, ...packagingCodes],
    attributeAsLabel: 'name',
    attributeAsImage: 'images',
    attributeRequirements: {
      ecommerce: ['sku', 'name', 'short_description', 'description', 'brand', 'images', ...family.required],
    },
  };
}

function createFamilyVariant(code: string, family: FamilyRecord): SeedFamilyVariant[] {
  if (family.variants === undefined) return [];
  const { axes, varying } = family.variants;
  return [
    {
      code: nameFamilyVariant(code),
      family: code,
      labels: toLabels(family.labels),
      levels: [{ axes: [...axes], attributes: [...axes, ...variantOwnAttributes, ...varying] }],
    },
  ];
}

function createAssociationType(
  code: string,
  labels: Translations,
  { isTwoWay = false, isQuantified = false }: { isTwoWay?: boolean; isQuantified?: boolean } = {},
) {
  return { code, labels: toLabels(labels), isTwoWay, isQuantified };
}

function createImageFamily(): SeedAssetFamily {
  return {
    code: 'product_images',
    labels: { en_US: 'Product images', fr_FR: 'Images de produits' },
    attributeAsMainMedia: 'media',
    attributes: [
      { code: 'label', type: 'text', labels: { en_US: 'Label' }, valuePerLocale: true, valuePerChannel: false },
      {
        code: 'media',
        type: 'media_file',
        mediaType: 'image',
        labels: { en_US: 'Image' },
        valuePerLocale: false,
        valuePerChannel: false,
      },
      {
        code: 'role',
        type: 'single_option',
        labels: { en_US: 'Role' },
        valuePerLocale: false,
        valuePerChannel: false,
        options: [
          { code: 'primary', labels: { en_US: 'Primary' } },
          { code: 'gallery', labels: { en_US: 'Gallery' } },
          { code: 'line_art', labels: { en_US: 'Line art' } },
        ],
      },
      {
        code: 'alt_text',
        type: 'text',
        labels: { en_US: 'Alternative text' },
        valuePerLocale: true,
        valuePerChannel: false,
      },
    ],
  };
}

function createDocumentFamily(): SeedAssetFamily {
  const single = { valuePerLocale: false, valuePerChannel: false };
  return {
    code: 'product_documents',
    labels: { en_US: 'Product documents', fr_FR: 'Documents de produits' },
    attributeAsMainMedia: 'media',
    attributes: [
      { code: 'label', type: 'text', labels: { en_US: 'Title' }, valuePerLocale: true, valuePerChannel: false },
      { ...single, code: 'media', type: 'media_file', mediaType: 'other', labels: { en_US: 'File' } },
      {
        ...single,
        code: 'type',
        type: 'single_option',
        labels: { en_US: 'Type' },
        options: [
          { code: 'datasheet', labels: { en_US: 'Datasheet' } },
          { code: 'manual', labels: { en_US: 'Manual' } },
          { code: 'installation_guide', labels: { en_US: 'Installation guide' } },
          { code: 'cad_2d', labels: { en_US: 'CAD 2D' } },
          { code: 'cad_3d', labels: { en_US: 'CAD 3D' } },
          { code: 'sds', labels: { en_US: 'Safety data sheet' } },
          { code: 'certificate', labels: { en_US: 'Certificate' } },
          { code: 'declaration_of_conformity', labels: { en_US: 'Declaration of conformity' } },
        ],
      },
      {
        ...single,
        code: 'language',
        type: 'single_option',
        labels: { en_US: 'Language' },
        options: locales.map((code) => ({ code, labels: { en_US: code } })),
      },
      { ...single, code: 'revision_date', type: 'text', labels: { en_US: 'Revision date' } },
    ],
  };
}
