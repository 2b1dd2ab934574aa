// The categories of products and product models: which they are, and the rows that find them.
import type { SystemDatabase } from '../../server/database.ts';
import { createRowWriter } from './row-writer.ts';
import type { Structure } from './structure.ts';

/** Each category once, by code. @throws when one is unknown. */
export function listCategories(codes: string[], structure: Structure, owner: string): string[] {
  const known = codes.map((code) => {
    const category = structure.find('category', code);
    if (category === undefined) throw new Error(`${owner} is in the unknown category "${code}".`);
    return category.code;
  });
  return [...new Set(known)].toSorted();
}

export interface CategoryWriter {
  add: (key: string, categories: string[]) => void;
  flush: () => void;
}

/** Writes a row for each category and each one above it. */
export function createCategoryWriter(
  database: SystemDatabase,
  table: 'product_categories' | 'product_model_categories',
  key: 'uuid' | 'code',
  structure: Structure,
): CategoryWriter {
  const writer = createRowWriter(database, table, ['category', key, 'is_direct']);
  return {
    add(value, categories) {
      const direct = new Set(categories);
      const all = new Set(categories.flatMap((code) => structure.categoryLineage(code).map((each) => each.code)));
      for (const code of all) writer.add(code, value, direct.has(code) ? 1 : 0);
    },
    flush: writer.flush,
  };
}
