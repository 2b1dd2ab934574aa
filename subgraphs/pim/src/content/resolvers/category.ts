// Categories: the tree that the channel sells from.
import type { CategoryResolvers, QueryResolvers } from '../../generated/resolver-types.ts';
import type { PimContext } from '../../pim-context.ts';
import { chooseText } from '../rules/localized-text.ts';
import { readProductPage } from './product-page.ts';

export const categoryQueries = {
  category: (_root, { code }, context) => findCategory(code, context),

  rootCategories: async (_root, _args, { loadCategoryTree }) => {
    const tree = await loadCategoryTree();
    return tree.listChildren(tree.root?.code ?? '').map(({ code }) => ({ code }));
  },
} satisfies QueryResolvers<PimContext>;

export const categoryFields = {
  __resolveReference: ({ code }, context) => findCategory(code, context),

  name: async ({ code }, { locale }, { loadCategoryTree, connector }) =>
    chooseText((await loadCategoryTree()).find(code)?.label ?? new Map(), locale, connector.defaultLocale),

  parent: async ({ code }, _args, { loadCategoryTree }) => {
    const parent = (await loadCategoryTree()).listAncestors(code).at(-1);
    return parent === undefined ? null : { code: parent.code };
  },

  ancestors: async ({ code }, _args, { loadCategoryTree }) => (await loadCategoryTree()).listAncestors(code).map(toKey),

  children: async ({ code }, _args, { loadCategoryTree }) => (await loadCategoryTree()).listChildren(code).map(toKey),

  products: ({ code }, { first, after }, context, info) =>
    readProductPage({ categoryCode: code }, { first, after }, context, info),
} satisfies CategoryResolvers<PimContext>;

async function findCategory(code: string, { loadCategoryTree }: PimContext): Promise<{ code: string } | null> {
  return (await loadCategoryTree()).find(code) === undefined ? null : { code };
}

function toKey({ code }: { readonly code: string }): { code: string } {
  return { code };
}
