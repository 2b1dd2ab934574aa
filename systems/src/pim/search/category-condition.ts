// Filters on the categories of products and product models.
import { Problem } from '../../server/problem.ts';
import { type Criterion, requireStrings, unsupportedFilter } from './criterion.ts';
import type { ProductSearch } from './product-search.ts';
import { isAmong } from './sql-condition.ts';

/** @throws Problem 422 for an unknown category, named with all other unknown ones. */
export function compareCategories(
  criterion: Criterion,
  { kind, structure, binder }: Pick<ProductSearch, 'kind' | 'structure' | 'binder'>,
): string {
  const { operator, property, value } = criterion;
  const [table, key] = kind === 'product' ? ['product_categories', 'uuid'] : ['product_model_categories', 'code'];
  const unclassified = `json_array_length(e.categories) = 0`;
  if (operator === 'UNCLASSIFIED') return unclassified;

  const given = requireStrings(value, property);
  const unknown = given.filter((code) => structure.find('category', code) === undefined);
  if (unknown.length > 0) {
    const names = unknown.map((code) => `"${code}"`).join(', ');
    throw new Problem({ status: 422, detail: `There is no category ${names} to filter on.` });
  }
  const codes = given.map((code) => structure.find('category', code)?.code ?? code);
  // The table has a row for each category above too, so that a whole branch is one look-up.
  const inBranch = (): string =>
    `e.${key} IN (SELECT ${key} FROM ${table} WHERE ${isAmong('category', codes, binder)})`;
  const inItself = (): string =>
    `e.${key} IN (SELECT ${key} FROM ${table} WHERE ${isAmong('category', codes, binder)} AND is_direct)`;

  switch (operator) {
    case 'IN':
      return inItself();
    case 'NOT IN':
      return `NOT ${inItself()}`;
    case 'IN OR UNCLASSIFIED':
      return `(${inItself()} OR ${unclassified})`;
    case 'IN CHILDREN':
      return inBranch();
    case 'NOT IN CHILDREN':
      return `NOT ${inBranch()}`;
    default:
      throw unsupportedFilter(criterion);
  }
}
