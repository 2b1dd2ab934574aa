// The texts of pictures and documents, in the language asked for.
import type { DocumentResolvers, MediaAssetResolvers } from '../../generated/resolver-types.ts';
import type { PimContext } from '../../pim-context.ts';
import { chooseText } from '../rules/localized-text.ts';

export const mediaFields = {
  altText: async ({ code }, { locale }, context, info) => {
    const media = await context.openLoaders(info).mediaByCode.load(code);
    return media && chooseText(media.altText, locale, context.connector.defaultLocale);
  },
} satisfies MediaAssetResolvers<PimContext>;

export const documentFields = {
  title: async ({ code }, { locale }, context, info) => {
    const document = await context.openLoaders(info).documentByCode.load(code);
    return document && chooseText(document.title, locale, context.connector.defaultLocale);
  },
} satisfies DocumentResolvers<PimContext>;
