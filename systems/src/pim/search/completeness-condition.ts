// Filters on the completeness of products.
import { Problem } from '../../server/problem.ts';
import type { Structure } from '../store/structure.ts';
import { type Criterion, requireInteger, unsupportedFilter } from './criterion.ts';
import { isAmong, type ParameterBinder } from './sql-condition.ts';

const onAnyLocale = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['=', '='],
  ['!=', '<>'],
  ['>=', '>='],
  ['>', '>'],
]);

const onAllLocales = new Map([
  ['GREATER THAN ON ALL LOCALES', '>'],
  ['GREATER OR EQUALS THAN ON ALL LOCALES', '>='],
  ['LOWER THAN ON ALL LOCALES', '<'],
  ['LOWER OR EQUALS THAN ON ALL LOCALES', '<='],
]);

/** @throws Problem 422 without an existing channel, or without locales where all of them are meant. */
export function compareCompleteness(criterion: Criterion, structure: Structure, binder: ParameterBinder): string {
  const { operator, property, value, scope, locales } = criterion;
  const any = onAnyLocale.get(operator);
  const all = onAllLocales.get(operator);
  if (any === undefined && all === undefined) throw unsupportedFilter(criterion);
  if (scope === undefined || structure.find('channel', scope) === undefined) {
    throw new Problem({ status: 422, detail: `A filter on "completeness" needs an existing channel as its scope.` });
  }
  const percent = binder.bind(requireInteger(value, property));
  const ofChannel = `SELECT 1 FROM json_each(e.completenesses) AS c
    WHERE json_extract(c.value, '$.scope') = ${binder.bind(scope)}`;
  if (any !== undefined) {
    const inLocale =
      criterion.locale === undefined ? '' : `AND json_extract(c.value, '$.locale') = ${binder.bind(criterion.locale)}`;
    return `EXISTS (${ofChannel} ${inLocale} AND json_extract(c.value, '$.data') ${any} ${percent})`;
  }
  if (locales === undefined || locales.length === 0) {
    throw new Problem({ status: 422, detail: `The operator "${operator}" needs a list of locales under "locales".` });
  }
  const inLocales = isAmong(`json_extract(c.value, '$.locale')`, locales, binder);
  return `NOT EXISTS (${ofChannel} AND ${inLocales} AND NOT json_extract(c.value, '$.data') ${all} ${percent})`;
}
