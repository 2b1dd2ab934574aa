// The fields of Product that tell what it is: texts, numbers, pictures, documents, packaging, classification.
import { checkCount } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import type { LocalizedText, ProductContent } from '../../connectors/pim-connector.ts';
import type { ProductFamilyResolvers, ProductResolvers } from '../../generated/resolver-types.ts';
import type { PimContext } from '../../pim-context.ts';
import { chooseDocuments } from '../rules/choose-documents.ts';
import { chooseText } from '../rules/localized-text.ts';
import { describeMeasure } from './describe-measure.ts';
import { describeAttribute } from './product-attribute.ts';

export const productContent = {
  name: readText('name'),
  shortDescription: readText('shortDescription'),
  description: readText('description'),
  brand: async ({ sku }, _args, context, info) => {
    const content = await loadContent(sku, context, info);
    return content && chooseText(content.brand, undefined, context.connector.defaultLocale);
  },
  manufacturerPartNumber: readPlain((content) => content.manufacturerPartNumber),
  gtin: readPlain((content) => content.gtin),
  contentUpdatedAt: readPlain((content) => content.updatedAt),

  family: async ({ sku }, _args, context, info) => {
    const code = (await loadContent(sku, context, info))?.familyCode;
    return code === undefined ? null : { code };
  },

  attributes: async ({ sku }, { codes, locale }, context, info) => {
    if (codes) checkCount(codes, { argument: 'codes', max: 100 });
    const content = await loadContent(sku, context, info);
    if (content === null) return null;
    return content.attributes
      .filter(({ code }) => !codes || codes.includes(code))
      .flatMap((attribute) => describeAttribute(attribute, locale, context.connector.defaultLocale) ?? []);
  },

  media: async ({ sku }, _args, context, info) => {
    const content = await loadContent(sku, context, info);
    const { mediaByCode } = context.openLoaders(info);
    const media = content && (await Promise.all(content.mediaCodes.map((code) => mediaByCode.load(code))));
    return (
      media &&
      media.flatMap((each) =>
        each === null ? [] : [{ code: each.code, role: each.role, url: each.url, mimeType: each.mimeType ?? null }],
      )
    );
  },

  documents: async ({ sku }, { types, locale }, context, info) => {
    const content = await loadContent(sku, context, info);
    const { documentByCode } = context.openLoaders(info);
    if (content === null) return null;
    const documents = await Promise.all(content.documentCodes.map((code) => documentByCode.load(code)));
    const known = documents.flatMap((each) => each ?? []);
    return chooseDocuments(known, { types, locale }, context.connector.defaultLocale).map((each) => ({
      code: each.code,
      type: each.type,
      locale: each.locale ?? null,
      url: each.url,
      mimeType: each.mimeType ?? null,
      revisionDate: each.revisionDate ?? null,
    }));
  },

  packaging: async ({ sku }, _args, context, info) => {
    const content = await loadContent(sku, context, info);
    return (
      content &&
      content.packaging.map(({ level, gtin, baseQuantity, grossWeight }) => ({
        level,
        gtin: gtin ?? null,
        baseQuantity,
        grossWeight: grossWeight === undefined ? null : describeMeasure(grossWeight),
      }))
    );
  },

  variantGroup: async ({ sku }, _args, context, info) => {
    const code = (await loadContent(sku, context, info))?.variantGroupCode;
    return code === undefined ? null : { code };
  },

  categories: async ({ sku }, _args, context, info) => {
    const content = await loadContent(sku, context, info);
    if (content === null) return null;
    const tree = await context.loadCategoryTree();
    // A product may also hang in trees that the channel does not sell from.
    return content.categoryCodes.filter((code) => tree.find(code) !== undefined).map((code) => ({ code }));
  },
} satisfies ProductResolvers<PimContext>;

export const familyFields = {
  label: async ({ code }, { locale }, { familyByCode, connector }) =>
    chooseText((await familyByCode.load(code))?.label ?? new Map(), locale, connector.defaultLocale),
} satisfies ProductFamilyResolvers<PimContext>;

function loadContent(sku: string, context: PimContext, info: GraphQLResolveInfo): Promise<ProductContent | null> {
  return context.openLoaders(info).contentBySku.load(sku);
}

function readText(field: 'name' | 'shortDescription' | 'description') {
  return async (
    { sku }: { readonly sku: string },
    { locale }: { readonly locale?: string | null },
    context: PimContext,
    info: GraphQLResolveInfo,
  ): Promise<string | null> => {
    const text: LocalizedText | undefined = (await loadContent(sku, context, info))?.[field];
    return text === undefined ? null : chooseText(text, locale, context.connector.defaultLocale);
  };
}

function readPlain(read: (content: ProductContent) => string | undefined) {
  return async (
    { sku }: { readonly sku: string },
    _args: unknown,
    context: PimContext,
    info: GraphQLResolveInfo,
  ): Promise<string | null> => {
    const content = await loadContent(sku, context, info);
    return (content && read(content)) ?? null;
  };
}
