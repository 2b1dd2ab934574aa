// Values as the API answers them: only what was asked for, with what the attribute adds.
import { Problem } from '../../server/problem.ts';
import type { Structure } from '../store/structure.ts';
import type { StoredContent, StoredValue, StoredValues } from '../store/standardize-values.ts';

/** Which values an answer holds. Absent means all. */
export interface ValueSelection {
  attributes?: ReadonlySet<string>;
  locales?: ReadonlySet<string>;
  channel?: string;
  withAttributeOptions: boolean;
}

interface LinkedOption {
  attribute: string;
  code: string;
  labels: Record<string, string>;
}

export interface AnsweredValue {
  locale: string | null;
  scope: string | null;
  data: unknown;
  attribute_type: string;
  reference_data_name?: string;
  /** One option, or several by code. */
  linked_data?: LinkedOption | Record<string, LinkedOption>;
}

/** Values that are not localizable or not scopable are never left out for a locale or channel. */
export function answerValues(
  values: StoredValues,
  selection: ValueSelection,
  structure: Structure,
): Record<string, AnsweredValue[]> {
  const answered: Record<string, AnsweredValue[]> = {};
  for (const [code, ofAttribute] of Object.entries(values)) {
    if (selection.attributes?.has(code) === false) continue;
    const selected = ofAttribute.filter(
      ({ locale, scope }) =>
        (locale === null || selection.locales?.has(locale) !== false) &&
        (scope === null || selection.channel === undefined || scope === selection.channel),
    );
    if (selected.length > 0) {
      answered[code] = selected.map((value) => answerValue(code, value, selection.withAttributeOptions, structure));
    }
  }
  return answered;
}

function answerValue(code: string, value: StoredValue, withOptions: boolean, structure: Structure): AnsweredValue {
  const attribute = structure.find('attribute', code);
  if (attribute === undefined) throw new Problem({ status: 500, detail: `The attribute "${code}" is missing.` });
  const isSelect = attribute.type === 'pim_catalog_simpleselect' || attribute.type === 'pim_catalog_multiselect';
  return {
    locale: value.locale,
    scope: value.scope,
    data: addSymbol(value.data, attribute.metric_family, structure),
    ...(withOptions && isSelect ? { linked_data: linkOptions(code, value.data, structure) } : {}),
    attribute_type: attribute.type,
    ...(attribute.reference_data_name === null ? {} : { reference_data_name: attribute.reference_data_name }),
  };
}

function addSymbol(content: StoredContent, metricFamily: string | null, structure: Structure): unknown {
  if (metricFamily === null || typeof content !== 'object' || Array.isArray(content)) return content;
  const symbol = structure.find('measurement_family', metricFamily)?.units[content.unit]?.symbol;
  return { ...content, symbol };
}

function linkOptions(
  attribute: string,
  content: StoredContent,
  structure: Structure,
): LinkedOption | Record<string, LinkedOption> {
  const link = (code: string): LinkedOption => ({
    attribute,
    code,
    labels: structure.option(attribute, code)?.labels ?? {},
  });
  if (typeof content === 'string') return link(content);
  if (!Array.isArray(content)) return {};
  return Object.fromEntries(content.map((code) => [code, link(code)]));
}
