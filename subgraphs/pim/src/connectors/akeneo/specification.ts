// Turns the values of a product into specifications, in the order of its family.
import type { Specification, SpecificationValue } from '../pim-connector.ts';
import type { AkeneoAttribute, AkeneoFamily, AkeneoMeasurementFamily, AkeneoValues } from './akeneo-documents.ts';
import { readDecimalText } from './decimal-text.ts';
import { readMeasure } from './measure.ts';
import { readLabels, readOptions, readPlainText, readText, readValue } from './values.ts';

export interface SpecificationStructure {
  readonly attributes: ReadonlyMap<string, AkeneoAttribute>;
  readonly measurementFamilies: ReadonlyMap<string, AkeneoMeasurementFamily>;
  readonly defaultLocale: string;
}

/** `codes` are those wanted; what has no value, or a type that is no specification (prices, files), is left out. */
export function readSpecifications(
  values: AkeneoValues,
  codes: Iterable<string>,
  family: AkeneoFamily | undefined,
  { attributes, measurementFamilies, defaultLocale }: SpecificationStructure,
): Specification[] {
  const wanted = new Set(codes);
  // Values of attributes that have left the family since stay with a product; they come last.
  const ordered = [...(family?.attributes ?? []).filter((code) => wanted.has(code)), ...wanted];
  return [...new Set(ordered)].flatMap((code) => {
    const attribute = attributes.get(code);
    const value = attribute && readSpecificationValue(values, attribute, measurementFamilies, defaultLocale);
    if (attribute === undefined || value === undefined) return [];
    return [{ code, label: readLabels(attribute.labels), group: readLabels(attribute.group_labels), value }];
  });
}

function readSpecificationValue(
  values: AkeneoValues,
  { code, type, metric_family: metricFamily }: AkeneoAttribute,
  measurementFamilies: ReadonlyMap<string, AkeneoMeasurementFamily>,
  defaultLocale: string,
): SpecificationValue | undefined {
  const value = readValue(values, code);
  if (value === undefined || value.data === null || value.data === undefined) return undefined;
  switch (type) {
    case 'pim_catalog_text':
    case 'pim_catalog_textarea': {
      const text = readText(values, code, defaultLocale);
      return text.size === 0 ? undefined : { kind: 'text', text };
    }
    case 'pim_catalog_number': {
      const number = readDecimalText(value.data);
      return number === undefined ? undefined : { kind: 'number', number };
    }
    case 'pim_catalog_metric': {
      const measure = readMeasure(value.data, measurementFamilies.get(metricFamily ?? ''));
      return measure && { kind: 'measure', measure };
    }
    case 'pim_catalog_boolean':
      return typeof value.data === 'boolean' ? { kind: 'boolean', isTrue: value.data } : undefined;
    case 'pim_catalog_simpleselect':
    case 'pim_catalog_multiselect':
      return { kind: 'options', options: readOptions(value) };
    case 'pim_catalog_date': {
      // Written with the time zone of the PIM's server; the day is what was entered.
      const day = readPlainText(values, code)?.slice(0, 10);
      return day === undefined ? undefined : { kind: 'date', date: day };
    }
    default:
      return undefined;
  }
}
