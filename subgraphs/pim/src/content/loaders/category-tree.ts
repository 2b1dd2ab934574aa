// The category tree, fetched once for a request that comes to any category: parents and children are then at hand.
import type { Category, PimConnector } from '../../connectors/pim-connector.ts';

export interface CategoryTree {
  readonly root: Category | undefined;
  find(code: string): Category | undefined;
  /** In the order of the PIM. */
  listChildren(code: string): readonly Category[];
  /** From the root down to the parent. */
  listAncestors(code: string): readonly Category[];
}

/** The same promise for all who ask in a request. */
export type LoadCategoryTree = () => Promise<CategoryTree>;

export function createLoadCategoryTree(connector: PimConnector, signal: AbortSignal): LoadCategoryTree {
  let tree: Promise<CategoryTree> | undefined;
  return () => (tree ??= connector.readCategories(signal).then(createCategoryTree));
}

/** Takes parents before their children, the root first. */
function createCategoryTree(categories: readonly Category[]): CategoryTree {
  const byCode = new Map(categories.map((category) => [category.code, category]));
  const children = new Map<string, Category[]>();
  for (const category of categories) {
    const siblings = children.get(category.parentCode ?? '') ?? [];
    children.set(category.parentCode ?? '', [...siblings, category]);
  }

  function listAncestors(code: string): Category[] {
    const parent = byCode.get(byCode.get(code)?.parentCode ?? '');
    return parent === undefined ? [] : [...listAncestors(parent.code), parent];
  }

  return {
    root: categories[0],
    find: (code) => byCode.get(code),
    listChildren: (code) => children.get(code) ?? [],
    listAncestors,
  };
}
