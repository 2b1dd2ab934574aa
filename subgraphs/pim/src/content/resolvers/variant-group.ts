// The variants a product is one of.
import type { VariantGroupResolvers } from '../../generated/resolver-types.ts';
import type { PimContext } from '../../pim-context.ts';
import { rememberContent } from '../loaders/content-by-sku.ts';
import { chooseText } from '../rules/localized-text.ts';

export const variantGroupFields = {
  name: async ({ code }, { locale }, context, info) => {
    const group = await context.openLoaders(info).variantGroupByCode.load(code);
    return group && chooseText(group.name, locale, context.connector.defaultLocale);
  },

  axes: async ({ code }, _args, context, info) => [
    ...((await context.openLoaders(info).variantGroupByCode.load(code))?.axes ?? []),
  ],

  products: async ({ code }, _args, context, info) => {
    const { variantsByGroupCode, contentBySku } = context.openLoaders(info);
    const variants = (await variantsByGroupCode.load(code))?.products ?? [];
    rememberContent(contentBySku, variants);
    return variants.map(({ sku }) => ({ sku }));
  },
} satisfies VariantGroupResolvers<PimContext>;
