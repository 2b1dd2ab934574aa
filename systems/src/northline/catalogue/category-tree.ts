// Questions about the category tree.
import { categories } from './categories.ts';

const parentByCode = new Map(categories.map(({ code, parent }) => [code, parent]));

/** The category just below the root that a category belongs to: `hex_bolts` belongs to `fasteners`. */
export function findTopCategory(code: string): string {
  const parent = parentByCode.get(code);
  if (parent === undefined) throw new RangeError(`There is no category ${code}.`);
  return parent === null || parent === 'master' ? code : findTopCategory(parent);
}
