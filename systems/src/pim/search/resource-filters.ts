// Filters on families, attributes, groups, categories and locales.
import { Problem } from '../../server/problem.ts';
import { formatTimestamp } from '../store/format-timestamp.ts';
import type { Criterion } from './criterion.ts';

/** What a filter looks at. */
interface Filterable {
  document: { code: string };
  updated: string;
}

/** A filter by property: the one operator it has, and what it keeps. */
export interface ResourceFilter<Item extends Filterable> {
  operator: 'IN' | '=' | '>';
  /** @throws Problem 400 when `value` is not of the right form. */
  compile: (value: unknown) => (item: Item) => boolean;
}

export type ResourceFilters<Item extends Filterable> = Record<string, ResourceFilter<Item>>;

/** @throws Problem 400: these lists answer that to any filter they do not have. */
export function filterResources<Item extends Filterable>(
  items: Item[],
  criteria: Criterion[],
  filters: ResourceFilters<Item>,
): Item[] {
  const conditions = criteria.map(({ property, operator, value }) => {
    const filter = Object.hasOwn(filters, property) ? filters[property] : undefined;
    if (filter === undefined) {
      const known = Object.keys(filters).join(', ');
      throw new Problem({ status: 400, detail: `A filter on "${property}" is not available here, only on: ${known}.` });
    }
    if (filter.operator !== operator) {
      const detail = `The filter on "${property}" has the operator "${filter.operator}" only, not "${operator}".`;
      throw new Problem({ status: 400, detail });
    }
    return filter.compile(value);
  });
  return items.filter((item) => conditions.every((isKept) => isKept(item)));
}

/** `{"code":[{"operator":"IN","value":[...]}]}`, in any case. */
export function filterByCode<Item extends Filterable>(): ResourceFilter<Item> {
  return filterByList('code', ({ document }) => document.code.toLowerCase());
}

export function filterByList<Item extends Filterable>(
  property: string,
  valueOf: (item: Item) => string,
): ResourceFilter<Item> {
  return {
    operator: 'IN',
    compile(value) {
      if (!Array.isArray(value) || !value.every((each): each is string => typeof each === 'string')) {
        throw new Problem({ status: 400, detail: `The filter on "${property}" needs a list of strings as its value.` });
      }
      const wanted = new Set(value.map((each) => each.toLowerCase()));
      return (item) => wanted.has(valueOf(item));
    },
  };
}

export function filterByTruth<Item extends Filterable>(
  property: string,
  isTrue: (item: Item) => boolean,
): ResourceFilter<Item> {
  return {
    operator: '=',
    compile(value) {
      if (typeof value !== 'boolean') {
        throw new Problem({ status: 400, detail: `The filter on "${property}" needs true or false as its value.` });
      }
      return (item) => isTrue(item) === value;
    },
  };
}

/** Changed after an instant, given in ISO 8601. */
export function filterByUpdated<Item extends Filterable>(): ResourceFilter<Item> {
  return {
    operator: '>',
    compile(value) {
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value)) {
        throw new Problem({
          status: 400,
          detail: 'The filter on "updated" needs a date such as "2026-01-31T09:00:00Z" as its value.',
        });
      }
      const since = formatTimestamp(value);
      return ({ updated }) => updated > since;
    },
  };
}
