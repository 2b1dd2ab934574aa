// The Akeneo connector: our questions, answered by Akeneo's REST API.
import type { SystemClient } from '@commerce-graph/subgraph-runtime';
import type { Category, ContentSelection, PimConnector, ProductContent } from '../pim-connector.ts';
import { type ProductQuery, type Search, createAkeneoApi, maxPageSize, splitCodes } from './akeneo-api.ts';
import type { AkeneoProduct, AkeneoValues } from './akeneo-documents.ts';
import { type AkeneoMapping, listMappedAttributes, listPackagingAttributes } from './akeneo-mapping.ts';
import { readDocument, readMedia } from './asset.ts';
import { chooseLocaleCodes, toLanguageTag } from './locale-code.ts';
import { formatCriteria, isEnabled } from './product-search.ts';
import { listNeededAttributes, readProduct } from './product.ts';
import { createStructure, variantKey } from './structure.ts';
import { readLabels, readText } from './values.ts';

export interface AkeneoConnectorOptions {
  /** Signed in to Akeneo; its concurrency limit must be Akeneo's, 4 calls a connection. */
  readonly client: SystemClient;
  /** Code of the channel whose products, locales and values are served. */
  readonly channel: string;
  /** Code of the locale in which everything exists, for example `en_US`. */
  readonly defaultLocale: string;
  readonly mapping: AkeneoMapping;
  /** Where files are served to the public. Default: the PIM's share links, or else its download links. */
  readonly mediaBaseUrl?: string | undefined;
  /**
   * How long structure (families, attributes, options to filter by, units, the channel) is kept. Default 60 000 ms.
   * Content, categories and assets are never kept here: that is the gateway's, which knows when they change.
   */
  readonly structureMaxAgeMs?: number | undefined;
  /** Told once of each code in the PIM that has no meaning here, such as an association type without a mapping. */
  readonly onUnknownCode: (kind: 'association type' | 'document type', code: string) => void;
  readonly now?: () => number;
}

export function createAkeneoConnector(options: AkeneoConnectorOptions): PimConnector {
  const { client, channel, mapping, mediaBaseUrl, structureMaxAgeMs = 60_000, now } = options;
  const api = createAkeneoApi(client);
  const structure = createStructure({ api, channel, maxAgeMs: structureMaxAgeMs, ...(now && { now }) });
  const defaultLocale = toLanguageTag(options.defaultLocale);
  const assetReading = { defaultLocale, mediaBaseUrl };
  const mappedAttributes = listMappedAttributes(mapping);
  const tellUnknown = createTellOnce(options.onUnknownCode);

  async function chooseLocales({ locales }: ContentSelection): Promise<string[]> {
    return chooseLocaleCodes((await structure.readChannel()).locales, locales, options.defaultLocale);
  }

  async function formatQuery(search: Search, selection: ContentSelection): Promise<ProductQuery> {
    const needed = listNeededAttributes(selection, mapping);
    // Akeneo refuses attributes it does not have, and callers name what they like.
    // One at least, else the API would take it that all are wanted.
    const known = needed && [
      ...(await structure.attributes.get([mapping.name, ...needed.mapped, ...needed.specifications])).keys(),
    ];
    return { search, scope: channel, locales: await chooseLocales(selection), attributes: known, limit: maxPageSize };
  }

  async function readContent(
    products: readonly AkeneoProduct[],
    selection: ContentSelection,
  ): Promise<ProductContent[]> {
    const { attributes: wanted, parts } = selection;
    const isSpecified = wanted === 'all' || wanted.size > 0;
    const listSpecificationCodes = (values: AkeneoValues): string[] =>
      Object.keys(values).filter((code) => !mappedAttributes.has(code) && (wanted === 'all' || wanted.has(code)));
    const codes = products.flatMap(({ values }) => listSpecificationCodes(values));
    const isMeasured = isSpecified || parts.has('packaging');
    const [attributes, families, measurementFamilies] = await Promise.all([
      structure.attributes.get([...codes, ...(parts.has('packaging') ? listPackagingAttributes(mapping) : [])]),
      structure.families.get(isSpecified ? products.flatMap(({ family }) => family ?? []) : []),
      isMeasured ? structure.readMeasurementFamilies() : new Map<string, never>(),
    ]);
    const hidden = new Set(mapping.hiddenAttributeGroups);
    const visible = new Map([...attributes].filter(([, { group }]) => !hidden.has(group)));
    return products.map((product) =>
      readProduct(product, {
        mapping,
        families,
        attributes: visible,
        measurementFamilies,
        defaultLocale,
        listSpecificationCodes,
        onUnmappedAssociation: (type) => tellUnknown('association type', type),
      }),
    );
  }

  /** `find` makes one call for each of the queries, which are of at most 100 codes. */
  async function findByCodes(
    filter: string,
    codes: readonly string[],
    selection: ContentSelection,
    find: (query: ProductQuery) => Promise<readonly AkeneoProduct[]>,
  ): Promise<ProductContent[]> {
    if (codes.length === 0) return [];
    const query = await formatQuery(isEnabled, selection);
    const found = await Promise.all(
      splitCodes(codes).map((chunk) =>
        find({ ...query, search: { ...isEnabled, [filter]: [{ operator: 'IN', value: chunk }] } }),
      ),
    );
    return readContent(found.flat(), selection);
  }

  async function readCategories(signal: AbortSignal): Promise<Category[]> {
    const [documents, { category_tree: root }] = await Promise.all([
      api.readCategories(signal),
      structure.readChannel(),
    ]);
    // Akeneo lists all trees, parents before their children; what does not hang below the root is none of the channel's.
    const inTree = new Set([root]);
    return documents
      .filter(({ code, parent }) => code === root || (parent !== null && inTree.has(parent) && inTree.add(code)))
      .map(({ code, parent, labels }) => ({ code, label: readLabels(labels), parentCode: parent ?? undefined }));
  }

  async function readAssets(
    family: string,
    codes: readonly string[],
    selection: ContentSelection,
    signal: AbortSignal,
  ) {
    if (codes.length === 0) return [];
    return api.readAssets(family, codes, { channel, locales: (await chooseLocales(selection)).join(',') }, signal);
  }

  return {
    defaultLocale,
    readCategories,

    // A SKU has one product at most, so that 100 of them are one page.
    readProducts: (skus, selection, signal) =>
      findByCodes('identifier', skus, selection, async (query) => (await api.findProducts(query, signal)).items),

    async findProducts(criteria, { limit, after }, selection, signal) {
      const search = await formatCriteria(criteria, structure, mapping);
      if (search === undefined) return { products: [], next: undefined };
      const { items, next } = await api.findProducts(
        { ...(await formatQuery(search, selection)), limit, after },
        signal,
      );
      return { products: await readContent(items, selection), next };
    },

    async readMedia(codes, selection, signal) {
      const assets = await readAssets(mapping.images.assetFamily, codes, selection, signal);
      return assets.flatMap((asset) => readMedia(asset, mapping.images, assetReading) ?? []);
    },

    async readDocuments(codes, selection, signal) {
      const assets = await readAssets(mapping.documents.assetFamily, codes, selection, signal);
      const onUnknownType = (type: string): void => tellUnknown('document type', type);
      return assets.flatMap((asset) => readDocument(asset, mapping.documents, assetReading, onUnknownType) ?? []);
    },

    async readFamilies(codes) {
      const families = await structure.families.get(codes);
      return [...families.values()].map(({ code, labels }) => ({ code, label: readLabels(labels) }));
    },

    async readVariantGroups(codes, selection, signal) {
      const query = {
        scope: channel,
        locales: await chooseLocales(selection),
        attributes: [mapping.variantGroupName],
        limit: maxPageSize,
      };
      const found = await Promise.all(
        splitCodes(codes).map((chunk) =>
          api.findProductModels({ ...query, search: { identifier: [{ operator: 'IN', value: chunk }] } }, signal),
        ),
      );
      const models = found.flatMap(({ items }) => items);
      const axes = await structure.variantAxes.get(
        models.map((model) => variantKey(model.family, model.family_variant)),
      );
      return models.map((model) => ({
        code: model.code,
        name: readText(model.values, mapping.variantGroupName, defaultLocale),
        axes: axes.get(variantKey(model.family, model.family_variant)) ?? [],
      }));
    },

    readVariants: (groupCodes, selection, signal) =>
      findByCodes('parent', groupCodes, selection, (query) => api.findAllProducts(query, signal)),
  };
}

function createTellOnce(tell: AkeneoConnectorOptions['onUnknownCode']): AkeneoConnectorOptions['onUnknownCode'] {
  const told = new Set<string>();
  return (kind, code) => {
    if (told.has(`${kind} ${code}`)) return;
    told.add(`${kind} ${code}`);
    tell(kind, code);
  };
}
