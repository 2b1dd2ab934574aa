// The operators of texts, over any SQL expression that is a text or null.
import { type Criterion, requireString, requireStrings, unsupportedFilter } from './criterion.ts';
import { isAmong, type ParameterBinder } from './sql-condition.ts';

/** Case does not matter. @throws Problem 422 for an operator that texts do not have. */
export function compareText(expression: string, criterion: Criterion, binder: ParameterBinder): string {
  const { property, operator, value } = criterion;
  const text = `${expression} COLLATE NOCASE`;
  const bindLower = () => binder.bind(requireString(value, property).toLowerCase());
  switch (operator) {
    case '=':
      return `${text} = ${binder.bind(requireString(value, property))}`;
    case '!=':
      return `${text} <> ${binder.bind(requireString(value, property))}`;
    case 'STARTS WITH':
      return `instr(lower(${expression}), ${bindLower()}) = 1`;
    case 'CONTAINS':
      return `instr(lower(${expression}), ${bindLower()}) > 0`;
    case 'DOES NOT CONTAIN':
      return `instr(lower(${expression}), ${bindLower()}) = 0`;
    case 'IN':
      return isAmong(text, requireStrings(value, property), binder);
    case 'NOT IN':
      return `NOT ${isAmong(text, requireStrings(value, property), binder)}`;
    default:
      throw unsupportedFilter(criterion);
  }
}
