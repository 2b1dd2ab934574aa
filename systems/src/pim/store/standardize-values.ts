// Checks the values of a product against its attributes, and brings them into the form in which the PIM keeps them.
import { Decimal } from 'decimal.js';
import type { SeedValue, SeedValueContent, SeedValues } from '../seed.ts';
import type { AttributeDocument } from './documents.ts';
import { formatTimestamp } from './format-timestamp.ts';
import type { Structure } from './structure.ts';

/** What a value holds: Akeneo answers numbers without decimals as JSON numbers and all others as strings. */
export type StoredContent = string | number | boolean | string[] | { amount: string | number; unit: string };

export interface StoredValue {
  locale: string | null;
  scope: string | null;
  data: StoredContent;
}

/** Values by attribute code. */
export type StoredValues = Record<string, StoredValue[]>;

export interface ValueRules {
  structure: Structure;
  /** Whether an asset family has the asset. */
  hasAsset: (assetFamily: string, code: string) => boolean;
}

/**
 * @param allowed the attributes that may have a value here: those of the family, or of the level of a family variant.
 * @param owner names the product or product model in error messages.
 * @throws when a value breaks a rule of its attribute.
 */
export function standardizeValues(
  values: SeedValues,
  allowed: ReadonlySet<string>,
  rules: ValueRules,
  owner: string,
): StoredValues {
  const stored: StoredValues = {};
  for (const [code, ofAttribute] of Object.entries(values)) {
    const attribute = rules.structure.find('attribute', code);
    if (attribute === undefined) throw new Error(`${owner} has a value of the unknown attribute "${code}".`);
    if (!allowed.has(attribute.code)) {
      throw new Error(`${owner} cannot have a value of "${code}": neither its family nor its variant level holds it.`);
    }
    stored[attribute.code] = ofAttribute.map((value) => {
      const where = `The value of "${code}" of ${owner}`;
      checkContext(value, attribute, rules.structure, where);
      return {
        locale: value.locale,
        scope: value.scope,
        data: standardizeContent(value.data, attribute, rules, where),
      };
    });
  }
  return stored;
}

function checkContext(value: SeedValue, attribute: AttributeDocument, structure: Structure, where: string): void {
  if ((value.locale !== null) !== attribute.localizable) {
    throw new Error(`${where} must ${attribute.localizable ? '' : 'not '}name a locale: the attribute says so.`);
  }
  if ((value.scope !== null) !== attribute.scopable) {
    throw new Error(`${where} must ${attribute.scopable ? '' : 'not '}name a channel: the attribute says so.`);
  }
  if (value.locale !== null && structure.find('locale', value.locale)?.enabled !== true) {
    throw new Error(`${where} is in the locale "${value.locale}", which is not enabled.`);
  }
  if (value.scope === null) return;
  const channel = structure.find('channel', value.scope);
  if (channel === undefined) throw new Error(`${where} is for the unknown channel "${value.scope}".`);
  if (value.locale !== null && !channel.locales.includes(value.locale)) {
    throw new Error(`${where} is in the locale "${value.locale}", which the channel "${channel.code}" does not have.`);
  }
}

function standardizeContent(
  content: SeedValueContent,
  attribute: AttributeDocument,
  rules: ValueRules,
  where: string,
): StoredContent {
  switch (attribute.type) {
    case 'pim_catalog_text':
    case 'pim_catalog_textarea':
      if (typeof content === 'string') return content;
      throw new Error(`${where} must be a string.`);
    case 'pim_catalog_boolean':
      if (typeof content === 'boolean') return content;
      throw new Error(`${where} must be true or false.`);
    case 'pim_catalog_date':
      if (typeof content === 'string') return formatTimestamp(content);
      throw new Error(`${where} must be a date as a string.`);
    case 'pim_catalog_number':
      if (typeof content === 'string') return standardizeNumber(content, attribute, where);
      throw new Error(`${where} must be a decimal as a string.`);
    case 'pim_catalog_metric':
      return standardizeMetric(content, attribute, rules.structure, where);
    case 'pim_catalog_simpleselect':
      if (typeof content === 'string') return requireOption(content, attribute, rules.structure, where);
      throw new Error(`${where} must be the code of one option.`);
    case 'pim_catalog_multiselect':
      if (Array.isArray(content)) {
        return content.map((code) => requireOption(code, attribute, rules.structure, where)).toSorted();
      }
      throw new Error(`${where} must be a list of option codes.`);
    case 'pim_catalog_asset_collection':
      if (!Array.isArray(content)) throw new Error(`${where} must be a list of asset codes.`);
      for (const code of content) {
        if (!rules.hasAsset(attribute.reference_data_name ?? '', code)) {
          throw new Error(
            `${where} names the asset "${code}", which "${attribute.reference_data_name}" does not have.`,
          );
        }
      }
      return content;
    default:
      throw new Error(`${where} cannot be given: attributes of type ${attribute.type} hold none of their own.`);
  }
}

function standardizeMetric(
  content: SeedValueContent,
  attribute: AttributeDocument,
  structure: Structure,
  where: string,
): StoredContent {
  if (typeof content !== 'object' || Array.isArray(content)) throw new Error(`${where} must be {amount, unit}.`);
  const family = structure.find('measurement_family', attribute.metric_family ?? '');
  if (family?.units[content.unit] === undefined) {
    throw new Error(
      `${where} is in "${content.unit}", which is no unit of ${attribute.metric_family ?? 'any family'}.`,
    );
  }
  return { amount: standardizeNumber(content.amount, attribute, where), unit: content.unit };
}

/** With decimals: a string of four places or more. Without: a whole number. */
function standardizeNumber(text: string, attribute: AttributeDocument, where: string): string | number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`${where} must be a decimal such as "12.5", not "${text}".`);
  const number = new Decimal(text);
  if (number.isNegative() && attribute.negative_allowed !== true) {
    throw new Error(`${where} is ${text}, but the attribute does not allow negative numbers.`);
  }
  if (attribute.decimals_allowed === true) return number.toFixed(Math.max(4, number.decimalPlaces()));
  if (!number.isInteger()) throw new Error(`${where} is ${text}, but the attribute does not allow decimals.`);
  return number.toNumber();
}

function requireOption(code: string, attribute: AttributeDocument, structure: Structure, where: string): string {
  const option = structure.option(attribute.code, code);
  if (option === undefined) throw new Error(`${where} is "${code}", which is no option of the attribute.`);
  return option.code;
}
