// How an attribute of the catalogue is declared: one constructor a type, so that the tables beside this read as a list.
import { translate } from '../catalogue/translations.ts';
import type { Translations } from '../catalogue/translations.ts';

export type AttributeGroupCode =
  'general' | 'media' | 'dimensions' | 'performance' | 'electrical' | 'material' | 'compliance' | 'packaging';

export type AttributeDefinition = { group: AttributeGroupCode; labels: Translations } & (
  | { type: 'identifier' }
  | { type: 'text'; localizable: boolean }
  | { type: 'textarea'; localizable: boolean }
  | { type: 'number' }
  | { type: 'metric'; metricFamily: string; unit: string }
  | { type: 'boolean' }
  | { type: 'select'; options: Readonly<Record<string, Translations>> }
  | { type: 'multiselect'; options: Readonly<Record<string, Translations>> }
  | { type: 'assets'; assetFamily: string }
);

export type Group = Exclude<AttributeGroupCode, 'media'>;

/** A text that is the same in every language: a designation, a standard. */
export const createText = (group: Group, english: string, french?: string, spanish?: string): AttributeDefinition => ({
  type: 'text',
  localizable: false,
  group,
  labels: translate(english, french, spanish),
});

export const createNumber = (
  group: Group,
  english: string,
  french?: string,
  spanish?: string,
): AttributeDefinition => ({ type: 'number', group, labels: translate(english, french, spanish) });

export const createBoolean = (
  group: Group,
  english: string,
  french?: string,
  spanish?: string,
): AttributeDefinition => ({ type: 'boolean', group, labels: translate(english, french, spanish) });

/** A measured value; `unit` is the one offered first. */
export const createMetric = (
  group: Group,
  metricFamily: string,
  unit: string,
  english: string,
  french?: string,
  spanish?: string,
): AttributeDefinition => ({ type: 'metric', metricFamily, unit, group, labels: translate(english, french, spanish) });

/** One choice of a list. */
export const createSelect = (
  group: Group,
  labels: Translations,
  options: Readonly<Record<string, Translations>>,
): AttributeDefinition => ({ type: 'select', group, labels, options });

/** Several choices of a list. */
export const createMultiselect = (
  group: Group,
  labels: Translations,
  options: Readonly<Record<string, Translations>>,
): AttributeDefinition => ({ type: 'multiselect', group, labels, options });
