// Filters that are one stretch of an index: the list then walks it, in the order of its pages.
import type { IndexRange } from '../store/product-store.ts';
import type { Criterion } from './criterion.ts';
import type { ProductSearch } from './product-search.ts';

/**
 * The stretch of `i` that holds exactly what a filter keeps, each key once and in order; undefined when there is none.
 * Only for filters that have been compiled, and so checked.
 */
export function findIndexRange(
  criterion: Criterion,
  { kind, structure, binder }: ProductSearch,
): IndexRange | undefined {
  const { property, operator, value } = criterion;
  if (!Array.isArray(value) || value.length !== 1) return undefined;
  const [only] = value as [unknown];
  if (typeof only !== 'string') return undefined;

  if (property === 'categories' && (operator === 'IN' || operator === 'IN CHILDREN')) {
    const category = structure.find('category', only);
    if (category === undefined) return undefined;
    const direct = operator === 'IN' ? ' AND i.is_direct' : '';
    return {
      table: kind === 'product' ? 'product_categories' : 'product_model_categories',
      where: `i.category = ${binder.bind(category.code)}${direct}`,
    };
  }
  const attribute = structure.find('attribute', property);
  const option = attribute === undefined ? undefined : structure.option(attribute.code, only);
  const isIndexed = kind === 'product' && attribute?.localizable === false && !attribute.scopable;
  if (operator !== 'IN' || option === undefined || !isIndexed) return undefined;
  return {
    table: 'product_options',
    where: `i.attribute = ${binder.bind(attribute.code)} AND i.option = ${binder.bind(option.code)}`,
  };
}
