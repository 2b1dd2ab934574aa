// What only lists of categories have: places among siblings, and branches.
import { Problem } from '../../server/problem.ts';
import type { ResourceFilter } from '../search/resource-filters.ts';
import type { CategoryDocument } from '../store/documents.ts';
import type { Entry, Structure } from '../store/structure.ts';

/** From 1, among the categories of the same parent. */
export function categoryPosition(category: CategoryDocument, structure: Structure): number {
  const siblings = structure.list('category').filter(({ document }) => document.parent === category.parent);
  return siblings.findIndex(({ document }) => document.code === category.code) + 1;
}

/** All categories below one, at any depth. */
export function filterByParentCategory(structure: Structure): ResourceFilter<Entry<'category'>> {
  return {
    operator: '=',
    compile(value) {
      if (typeof value !== 'string' || structure.find('category', value) === undefined) {
        throw new Problem({
          status: 400,
          detail: `The filter on "parent" needs the code of a category as its value, not ${JSON.stringify(value)}.`,
        });
      }
      const below = new Set(structure.categoriesBelow(value).map((category) => category.code));
      return ({ document }) => below.has(document.code);
    },
  };
}
