// All attributes of the catalogue, and the groups they are shown in.
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';
import type { AttributeDefinition, AttributeGroupCode } from './attribute.ts';
import { dimensionAttributes } from './dimension-attributes.ts';
import { generalAttributes } from './general-attributes.ts';
import { materialAttributes } from './material-attributes.ts';
import { packagingAttributes } from './packaging-attributes.ts';
import { performanceAttributes } from './performance-attributes.ts';

/** What a product is specified by: the attributes a builder may set. */
export const specificationAttributes = { ...dimensionAttributes, ...performanceAttributes, ...materialAttributes };

export type SpecificationCode = keyof typeof specificationAttributes;

export const attributes = {
  ...generalAttributes,
  ...specificationAttributes,
  ...packagingAttributes,
} as const satisfies Record<string, AttributeDefinition>;

/** In the order they are shown. */
export const attributeGroups: Readonly<Record<AttributeGroupCode, Translations>> = {
  general: translate('General', 'Général', 'General'),
  media: translate('Media and documents', 'Médias et documents', 'Medios y documentos'),
  dimensions: translate('Dimensions', 'Dimensions', 'Dimensiones'),
  performance: translate('Performance', 'Performances', 'Desempeño'),
  electrical: translate('Electrical', 'Électricité', 'Eléctrico'),
  material: translate('Material', 'Matériaux', 'Material'),
  compliance: translate('Standards and compliance', 'Normes et conformité', 'Normas y cumplimiento'),
  packaging: translate('Packaging', 'Conditionnement', 'Empaque'),
};
