// The `search` parameter: filters by property, as JSON.
import { Problem } from '../../server/problem.ts';

/** One filter on one property. */
export interface Criterion {
  property: string;
  operator: string;
  value: unknown;
  locale?: string;
  scope?: string;
  locales?: string[];
}

/**
 * @param invalidJsonStatus products answer 400 to what is not JSON, product models 422.
 * @throws Problem 400 or 422.
 */
export function parseSearch(search: string | undefined, invalidJsonStatus: 400 | 422 = 400): Criterion[] {
  if (search === undefined) return [];
  const filters = parseJson(search);
  if (typeof filters !== 'object' || filters === null) {
    throw new Problem({ status: invalidJsonStatus, detail: 'The search parameter must be a JSON object.' });
  }
  return Object.entries(filters).flatMap(([property, ofProperty]: [string, unknown]) => {
    if (!Array.isArray(ofProperty) || ofProperty.length === 0) {
      const form = `{"${property}":[{"operator":"=","value":"..."}]}`;
      throw new Problem({ status: 422, detail: `The filter on "${property}" must have this form: ${form}.` });
    }
    return ofProperty.map((filter: unknown) => parseCriterion(property, filter));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseCriterion(property: string, filter: unknown): Criterion {
  const { operator, value, locale, scope, locales } = (
    typeof filter === 'object' && filter !== null ? filter : {}
  ) as Record<string, unknown>;
  if (operator === undefined || operator === null) {
    throw new Problem({ status: 422, detail: `The filter on "${property}" lacks its operator.` });
  }
  if (typeof operator !== 'string') {
    throw new Problem({ status: 422, detail: `The operator of the filter on "${property}" must be a string.` });
  }
  return {
    property,
    operator,
    value,
    ...optionalString('locale', locale, property),
    ...optionalString('scope', scope, property),
    ...(locales === undefined || locales === null ? {} : { locales: requireStrings(locales, property, 'locales') }),
  };
}

function optionalString(key: 'locale' | 'scope', value: unknown, property: string): { [name in typeof key]?: string } {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { [key]: value };
  throw new Problem({ status: 422, detail: `The filter on "${property}" needs a string as its ${key}.` });
}

/** @throws Problem 422 when `value` is not a list of strings. */
export function requireStrings(value: unknown, property: string, key = 'value'): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new Problem({ status: 422, detail: `The filter on "${property}" needs a list of strings as its ${key}.` });
}

/** @throws Problem 422 when `value` is not a string. */
export function requireString(value: unknown, property: string): string {
  if (typeof value === 'string') return value;
  throw new Problem({ status: 422, detail: `The filter on "${property}" needs a string as its value.` });
}

/** @throws Problem 422 when `value` is not a boolean. */
export function requireBoolean(value: unknown, property: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Problem({ status: 422, detail: `The filter on "${property}" needs true or false as its value.` });
}

/** @throws Problem 422 when `value` is not a whole number. */
export function requireInteger(value: unknown, property: string): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new Problem({ status: 422, detail: `The filter on "${property}" needs a whole number as its value.` });
}

/** The error of a property that cannot be filtered, or not by this operator. */
export function unsupportedFilter({ property, operator }: Criterion): Problem {
  return new Problem({
    status: 422,
    detail: `A filter on "${property}" with the operator "${operator}" is not supported: see the documented filters.`,
  });
}
