// What a list of products or product models is asked for, checked in the order in which the PIM checks it.
import { Problem } from '../../server/problem.ts';
import type { ValueSelection } from '../answers/value-answer.ts';
import { type Criterion, parseSearch } from '../search/criterion.ts';
import { findIndexRange } from '../search/index-range.ts';
import { compileCriterion } from '../search/product-conditions.ts';
import type { ProductSearch } from '../search/product-search.ts';
import type { Selection } from '../store/product-store.ts';
import type { Structure } from '../store/structure.ts';
import { type Query, splitList } from './query.ts';

/** Channel and locales of an answer. @throws Problem 422 for what does not exist or is not enabled. */
export function parseValueSelection(query: Query, structure: Structure): ValueSelection {
  const attributes = query['attributes'] === undefined ? undefined : splitList(query['attributes']);
  const unknown = attributes?.filter((code) => structure.find('attribute', code) === undefined) ?? [];
  if (unknown.length > 0) {
    throw new Problem({ status: 422, detail: `There is no attribute ${quote(unknown)}.` });
  }
  const channel = query['scope'] === undefined ? undefined : structure.find('channel', query['scope']);
  if (query['scope'] !== undefined && channel === undefined) {
    throw new Problem({ status: 422, detail: `There is no channel "${query['scope']}" for the parameter "scope".` });
  }
  const locales = query['locales'] === undefined ? undefined : splitList(query['locales']);
  if (locales !== undefined) requireEnabledLocales(locales, structure);
  const foreign = locales?.filter((code) => channel?.locales.includes(code) === false) ?? [];
  if (foreign.length > 0) {
    throw new Problem({
      status: 422,
      detail: `The channel "${channel?.code}" does not have the locale ${quote(foreign)}.`,
    });
  }
  const selected = locales ?? channel?.locales;
  return {
    ...(attributes !== undefined && {
      attributes: new Set(attributes.map((code) => structure.find('attribute', code)?.code ?? code)),
    }),
    ...(selected !== undefined && { locales: new Set(selected) }),
    ...(channel !== undefined && { channel: channel.code }),
    withAttributeOptions: query['with_attribute_options'] === 'true',
  };
}

/** The SQL of `search`, `search_locale`, `search_scope` and `scope`. @throws Problem 400 or 422. */
export function compileProductQuery(query: Query, search: ProductSearch): Selection {
  const { structure, kind, binder } = search;
  const criteria = parseSearch(query['search'], kind === 'product' ? 400 : 422).map((criterion) =>
    addContext(criterion, query, structure),
  );
  const searchLocales = criteria.flatMap(({ locale, locales }) => [
    ...(locale === undefined ? [] : [locale]),
    ...(locales ?? []),
  ]);
  if (query['search_locale'] !== undefined) searchLocales.push(query['search_locale']);
  const compiled = criteria.map((criterion) => compileCriterion(criterion, search));
  requireEnabledLocales(searchLocales, structure);
  // The first filter that is a stretch of an index leads the way; the others are asked of each row on it.
  const ranges = criteria.map((criterion) => findIndexRange(criterion, search));
  const leader = ranges.findIndex((range) => range !== undefined);
  const conditions = compiled.filter((_, index) => index !== leader);

  const channel = query['scope'] === undefined ? undefined : structure.find('channel', query['scope']);
  if (channel !== undefined) {
    const [table, key] = kind === 'product' ? ['product_categories', 'uuid'] : ['product_model_categories', 'code'];
    const tree = binder.bind(channel.category_tree);
    // Asked row by row, for nearly all products are in the tree of a channel: a list of them would be the whole table.
    conditions.push(`EXISTS (SELECT 1 FROM ${table} AS tree WHERE tree.category = ${tree} AND tree.${key} = e.${key})`);
  }
  return { conditions, parameters: binder.parameters(), range: ranges[leader] };
}

/** `search_locale` and `search_scope` are for the attribute filters that lack their own. */
function addContext(criterion: Criterion, query: Query, structure: Structure): Criterion {
  const attribute = structure.find('attribute', criterion.property);
  const locale = criterion.locale ?? (attribute?.localizable === true ? query['search_locale'] : undefined);
  const scope = criterion.scope ?? (attribute?.scopable === true ? query['search_scope'] : undefined);
  return { ...criterion, ...(locale !== undefined && { locale }), ...(scope !== undefined && { scope }) };
}

/** @throws Problem 422 naming all that are not enabled. */
export function requireEnabledLocales(codes: string[], structure: Structure): void {
  const missing = [...new Set(codes)].filter((code) => structure.find('locale', code)?.enabled !== true);
  if (missing.length === 0) return;
  throw new Problem({ status: 422, detail: `The locale ${quote(missing)} does not exist or is not enabled.` });
}

function quote(codes: string[]): string {
  return codes.map((code) => `"${code}"`).join(', ');
}
