// Akeneo's REST API, endpoint by endpoint, within its limits: pages of 100, filters of 100 codes, URLs of some length.
import type { SystemClient } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import {
  type AkeneoAsset,
  type AkeneoProduct,
  assetDocument,
  attributeDocument,
  attributeOptionDocument,
  categoryDocument,
  channelDocument,
  familyDocument,
  familyVariantDocument,
  measurementFamilyDocument,
  pageOf,
  productDocument,
  productModelDocument,
} from './akeneo-documents.ts';

export const maxPageSize = 100;

/** Web servers in front of PIMs refuse request lines of 8 KiB; half of that is left to the other parameters. */
const maxFilterLength = 4_000;

export type Search = Readonly<Record<string, readonly { readonly operator: string; readonly value: unknown }[]>>;

export interface ProductQuery {
  readonly search: Search;
  readonly scope: string;
  readonly locales: readonly string[];
  /** Absent: all. */
  readonly attributes?: readonly string[] | undefined;
  readonly limit: number;
  /** From the `next` of the page before. */
  readonly after?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

export type AkeneoApi = ReturnType<typeof createAkeneoApi>;

export function createAkeneoApi(client: SystemClient) {
  type Query = Readonly<Record<string, string | number | boolean | undefined>>;

  async function readPage<T extends z.ZodType>(
    path: string,
    query: Query,
    document: T,
    signal?: AbortSignal,
  ): Promise<Page<z.output<T>>> {
    const page = pageOf(document);
    return client.request({ method: 'GET', path: `/api/rest/v1${path}`, query, ...(signal && { signal }) }, (body) => {
      const { _embedded, _links } = page.parse(body);
      return { items: _embedded.items, next: _links.next?.href };
    });
  }

  /** All items of a list: follows its `next` links, each of which says where the following page begins. */
  async function readAll<T extends z.ZodType>(
    path: string,
    query: Query,
    document: T,
    signal?: AbortSignal,
  ): Promise<z.output<T>[]> {
    const items: z.output<T>[] = [];
    let page = await readPage(path, query, document, signal);
    items.push(...page.items);
    while (page.next !== undefined) {
      page = await readPage(path, Object.fromEntries(new URL(page.next).searchParams), document, signal);
      items.push(...page.items);
    }
    return items;
  }

  async function readByCode<T extends z.ZodType>(
    path: string,
    codes: readonly string[],
    document: T,
    query: Query,
    signal?: AbortSignal,
  ) {
    const chunks = splitCodes(codes);
    // No more items than codes: each chunk is one page, however full.
    const read = chunks.map((chunk) =>
      readPage(
        path,
        { ...query, search: formatSearch({ code: [{ operator: 'IN', value: chunk }] }) },
        document,
        signal,
      ),
    );
    return (await Promise.all(read)).flatMap(({ items }) => items);
  }

  const fullPages = { limit: maxPageSize };
  /** Products bring the labels of their options along; product models cannot. */
  const withOptions = { with_attribute_options: true };

  return {
    async findProducts(query: ProductQuery, signal: AbortSignal): Promise<Page<AkeneoProduct>> {
      const page = await readPage('/products', { ...toParameters(query), ...withOptions }, productDocument, signal);
      return {
        items: page.items,
        next: page.next === undefined ? undefined : (new URL(page.next).searchParams.get('search_after') ?? undefined),
      };
    },
    /** All that match, page after page. */
    findAllProducts: (query: ProductQuery, signal: AbortSignal) =>
      readAll('/products', { ...toParameters(query), ...withOptions }, productDocument, signal),
    findProductModels: (query: ProductQuery, signal: AbortSignal) =>
      readPage('/product-models', toParameters(query), productModelDocument, signal),
    readCategories: (signal: AbortSignal) => readAll('/categories', fullPages, categoryDocument, signal),
    /** Pages of assets are always of 100. */
    readAssets: (
      family: string,
      codes: readonly string[],
      query: { channel: string; locales: string },
      signal: AbortSignal,
    ): Promise<AkeneoAsset[]> =>
      readByCode(`/asset-families/${encodeURIComponent(family)}/assets`, codes, assetDocument, query, signal),
    readFamilies: (codes: readonly string[]) => readByCode('/families', codes, familyDocument, fullPages),
    readFamilyVariants: (family: string) =>
      readAll(`/families/${encodeURIComponent(family)}/variants`, fullPages, familyVariantDocument),
    readAttributes: (codes: readonly string[]) => readByCode('/attributes', codes, attributeDocument, fullPages),
    readAttributeOptions: (attribute: string) =>
      readAll(`/attributes/${encodeURIComponent(attribute)}/options`, fullPages, attributeOptionDocument),
    readMeasurementFamilies: () =>
      client.request({ method: 'GET', path: '/api/rest/v1/measurement-families' }, (body) =>
        z.array(measurementFamilyDocument).parse(body),
      ),
    readChannel: (code: string) =>
      client.request({ method: 'GET', path: `/api/rest/v1/channels/${encodeURIComponent(code)}` }, (body) =>
        channelDocument.parse(body),
      ),
  };
}

function toParameters({ search, scope, locales, attributes, limit, after }: ProductQuery) {
  return {
    search: formatSearch(search),
    scope,
    locales: locales.join(','),
    attributes: attributes?.join(','),
    pagination_type: 'search_after',
    limit,
    search_after: after,
  };
}

function formatSearch(search: Search): string {
  return JSON.stringify(search);
}

/** Lists short enough for one filter: 100 codes, and not too long a URL. */
export function splitCodes(codes: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let length = maxFilterLength;
  for (const code of new Set(codes)) {
    const codeLength = encodeURIComponent(`"${code}",`).length;
    const last = chunks.at(-1);
    if (last === undefined || last.length === maxPageSize || length + codeLength > maxFilterLength) {
      chunks.push([code]);
      length = codeLength;
    } else {
      last.push(code);
      length += codeLength;
    }
  }
  return chunks;
}
