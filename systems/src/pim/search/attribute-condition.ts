// Filters on the values of an attribute.
import { Problem } from '../../server/problem.ts';
import type { AttributeDocument } from '../store/documents.ts';
import type { Structure } from '../store/structure.ts';
import { type Criterion, requireBoolean, requireString, requireStrings, unsupportedFilter } from './criterion.ts';
import { isAmong, type ParameterBinder } from './sql-condition.ts';
import { compareText } from './text-condition.ts';

/** What an attribute filter is compiled for. */
export interface AttributeFilter {
  criterion: Criterion;
  attribute: AttributeDocument;
  structure: Structure;
  binder: ParameterBinder;
  /** True for products: options of plain selects are then found by index. */
  hasOptionIndex: boolean;
}

/** @throws Problem 422 when the filter does not fit the attribute. */
export function compareAttribute(filter: AttributeFilter): string {
  const { criterion, attribute, structure, binder } = filter;
  checkContext(criterion, attribute, structure);
  // A code of an attribute holds nothing but letters, digits and underscores; it is bound all the same.
  const values = `json_each(e."values", ${binder.bind(`$."${attribute.code}"`)}) AS v
    WHERE json_extract(v.value, '$.locale') IS ${attribute.localizable ? binder.bind(criterion.locale ?? '') : 'NULL'}
    AND json_extract(v.value, '$.scope') IS ${attribute.scopable ? binder.bind(criterion.scope ?? '') : 'NULL'}`;

  if (criterion.operator === 'NOT EMPTY') return `EXISTS (SELECT 1 FROM ${values})`;
  if (criterion.operator === 'EMPTY') {
    // Only what could have a value can lack it.
    const families = structure
      .list('family')
      .filter(({ document }) => document.attributes.includes(attribute.code))
      .map(({ document }) => document.code);
    return `${isAmong('e.family', families, binder)} AND NOT EXISTS (SELECT 1 FROM ${values})`;
  }
  if (isSelect(attribute.type)) return compareOptions(filter, values);
  return `EXISTS (SELECT 1 FROM ${values} AND ${compareContent(criterion, attribute, binder)})`;
}

function compareContent(criterion: Criterion, attribute: AttributeDocument, binder: ParameterBinder): string {
  const content = `json_extract(v.value, '$.data')`;
  switch (attribute.type) {
    case 'pim_catalog_text':
    case 'pim_catalog_textarea':
      return compareText(content, criterion, binder);
    case 'pim_catalog_boolean': {
      if (criterion.operator !== '=' && criterion.operator !== '!=') throw unsupportedFilter(criterion);
      const wanted = requireBoolean(criterion.value, criterion.property) === (criterion.operator === '=');
      return `${content} = ${wanted ? 1 : 0}`;
    }
    case 'pim_catalog_date':
      return compareDay(`substr(${content}, 1, 10)`, criterion, binder);
    case 'pim_catalog_asset_collection': {
      if (criterion.operator !== 'IN' && criterion.operator !== 'NOT IN') throw unsupportedFilter(criterion);
      const among = isAmong('asset.value', requireStrings(criterion.value, criterion.property), binder);
      const found = `EXISTS (SELECT 1 FROM json_each(v.value, '$.data') AS asset WHERE ${among})`;
      return criterion.operator === 'IN' ? found : `NOT ${found}`;
    }
    default:
      throw unsupportedFilter(criterion);
  }
}

/** Dates of attributes have no time of day that counts. */
function compareDay(day: string, criterion: Criterion, binder: ParameterBinder): string {
  const { operator, property, value } = criterion;
  const bind = (date: unknown) => {
    const text = requireString(date, property);
    if (!/^\d{4}-\d{2}-\d{2}/.test(text)) {
      throw new Problem({ status: 422, detail: `The filter on "${property}" needs a date such as "2026-01-31".` });
    }
    return binder.bind(text.slice(0, 10));
  };
  if (operator === 'BETWEEN' || operator === 'NOT BETWEEN') {
    if (!Array.isArray(value) || value.length !== 2) {
      throw new Problem({ status: 422, detail: `The filter on "${property}" needs two dates as its value.` });
    }
    return `${day} ${operator} ${bind(value[0])} AND ${bind(value[1])}`;
  }
  if (!['=', '!=', '<', '>'].includes(operator)) throw unsupportedFilter(criterion);
  return `${day} ${operator} ${bind(value)}`;
}

function compareOptions(filter: AttributeFilter, values: string): string {
  const { criterion, attribute, structure, binder, hasOptionIndex } = filter;
  if (criterion.operator !== 'IN' && criterion.operator !== 'NOT IN') throw unsupportedFilter(criterion);
  const codes = requireStrings(criterion.value, criterion.property).map((code) => {
    const option = structure.option(attribute.code, code);
    if (option !== undefined) return option.code;
    throw new Problem({ status: 422, detail: `The attribute "${attribute.code}" has no option "${code}".` });
  });
  // Of a plain select there is one row, of a multiple select one for each option.
  const found = `EXISTS (SELECT 1 FROM ${values} AND EXISTS (
    SELECT 1 FROM json_each(v.value, '$.data') AS option WHERE ${isAmong('option.value', codes, binder)}))`;
  if (criterion.operator === 'NOT IN') {
    return `EXISTS (SELECT 1 FROM ${values}) AND NOT ${found}`;
  }
  if (!hasOptionIndex || attribute.localizable || attribute.scopable) return found;
  return `e.uuid IN (SELECT uuid FROM product_options
    WHERE attribute = ${binder.bind(attribute.code)} AND ${isAmong('option', codes, binder)})`;
}

function checkContext(criterion: Criterion, attribute: AttributeDocument, structure: Structure): void {
  for (const [key, isNeeded, given] of [
    ['locale', attribute.localizable, criterion.locale],
    ['scope', attribute.scopable, criterion.scope],
  ] as const) {
    if (isNeeded && given === undefined) {
      throw new Problem({ status: 422, detail: `A filter on the attribute "${attribute.code}" needs a ${key}.` });
    }
    if (!isNeeded && given !== undefined) {
      throw new Problem({
        status: 422,
        detail: `A filter on the attribute "${attribute.code}" must not have a ${key}, but has "${given}".`,
      });
    }
  }
  if (criterion.scope !== undefined && structure.find('channel', criterion.scope) === undefined) {
    throw new Problem({ status: 422, detail: `There is no channel "${criterion.scope}" to filter on.` });
  }
}

function isSelect(type: string): boolean {
  return type === 'pim_catalog_simpleselect' || type === 'pim_catalog_multiselect';
}
