// The operators of dates, over stored timestamps.
import { Problem } from '../../server/problem.ts';
import { formatTimestamp } from '../store/format-timestamp.ts';
import { type Criterion, requireInteger, requireString, unsupportedFilter } from './criterion.ts';
import type { ParameterBinder } from './sql-condition.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** How a date is written in a filter: products have `YYYY-MM-DD hh:mm:ss` in the server's zone (UTC), all else ISO 8601. */
export type DateFormat = 'server' | 'iso';

const patterns: Record<DateFormat, { pattern: RegExp; example: string }> = {
  server: { pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, example: '2026-01-31 09:00:00' },
  iso: { pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|\+00:00)$/, example: '2026-01-31T09:00:00Z' },
};

/** @throws Problem 422 for a date of another form, or an operator that dates do not have. */
export function compareDate(
  expression: string,
  criterion: Criterion,
  format: DateFormat,
  now: Date,
  binder: ParameterBinder,
): string {
  const { operator, value, property } = criterion;
  const bind = (date: unknown) => binder.bind(parseDate(date, property, format));
  const bindPair = (): [string, string] => {
    if (Array.isArray(value) && value.length === 2) return [bind(value[0]), bind(value[1])];
    throw new Problem({ status: 422, detail: `The filter on "${property}" needs two dates as its value.` });
  };
  switch (operator) {
    case '=':
      return `${expression} = ${bind(value)}`;
    case '!=':
      return `${expression} <> ${bind(value)}`;
    case '<':
      return `${expression} < ${bind(value)}`;
    case '>':
      return `${expression} > ${bind(value)}`;
    case 'BETWEEN': {
      const [from, to] = bindPair();
      return `${expression} BETWEEN ${from} AND ${to}`;
    }
    case 'NOT BETWEEN': {
      const [from, to] = bindPair();
      return `${expression} NOT BETWEEN ${from} AND ${to}`;
    }
    case 'SINCE LAST N DAYS': {
      const since = new Date(now.getTime() - requireInteger(value, property) * dayMs);
      return `${expression} > ${binder.bind(formatTimestamp(since))}`;
    }
    default:
      throw unsupportedFilter(criterion);
  }
}

function parseDate(value: unknown, property: string, format: DateFormat): string {
  const text = requireString(value, property);
  const { pattern, example } = patterns[format];
  const date = new Date(format === 'server' ? `${text.replace(' ', 'T')}Z` : text);
  if (!pattern.test(text) || Number.isNaN(date.getTime())) {
    throw new Problem({
      status: 422,
      detail: `The filter on "${property}" needs a date such as "${example}", not "${text}".`,
    });
  }
  return formatTimestamp(date);
}
