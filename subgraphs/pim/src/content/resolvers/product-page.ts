// A page of products: reads as much of the PIM's list as the page holds, and knows whether another one follows.
import { checkPageSize, decodeCursor, encodeCursor } from '@commerce-graph/subgraph-runtime';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { ProductContent, ProductCriteria } from '../../connectors/pim-connector.ts';
import type { PimContext } from '../../pim-context.ts';
import { rememberContent } from '../loaders/content-by-sku.ts';

export interface PageArguments {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** What a page answers: its products by key, and where it ends. */
export interface ProductKeyPage {
  readonly nodes: { readonly sku: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Where a page begins. PIMs of this kind say where a page of theirs ends, but not surely whether another follows. So
 * each page is read one product further, and that product is held in the cursor to open the next page.
 */
const pageStart = z.strictObject({
  /** Opens the page. */
  held: z.string().optional(),
  /** The PIM's own word for where the rest begins. None: there is no rest. */
  after: z.string().optional(),
});

const maxLimit = 100;

export async function readProductPage(
  criteria: ProductCriteria,
  { first, after }: PageArguments,
  context: PimContext,
  info: GraphQLResolveInfo,
): Promise<ProductKeyPage> {
  checkPageSize(first);
  const { contentBySku } = context.openLoaders(info);
  const start = after === null || after === undefined ? undefined : decodeCursor(after, pageStart);
  const [held, { products: rest, next }] = await Promise.all([
    start?.held === undefined ? null : contentBySku.load(start.held),
    readRest(criteria, first + (start?.held === undefined ? 1 : 0), start, context, info),
  ]);
  rememberContent(contentBySku, rest);

  const products = held === null ? rest : [held, ...rest];
  const following = products[first];
  const position = following === undefined ? {} : { held: following.sku, ...(next !== undefined && { after: next }) };
  return {
    nodes: products.slice(0, first).map(({ sku }) => ({ sku })),
    pageInfo: {
      hasNextPage: following !== undefined,
      endCursor: products.length === 0 ? null : encodeCursor(position),
    },
  };
}

/** Up to `wanted` products from the start on: one call, or two where the PIM's pages are shorter than that. */
async function readRest(
  criteria: ProductCriteria,
  wanted: number,
  start: z.output<typeof pageStart> | undefined,
  context: PimContext,
  info: GraphQLResolveInfo,
): Promise<{ products: ProductContent[]; next: string | undefined }> {
  const { connector, signal } = context;
  const { selection } = context.openLoaders(info);
  const products: ProductContent[] = [];
  let after = start?.after;
  let isMore = start === undefined || after !== undefined;
  while (isMore && products.length < wanted) {
    const limit = Math.min(wanted - products.length, maxLimit);
    const page = await connector.findProducts(criteria, { limit, after }, selection, signal);
    products.push(...page.products);
    after = page.next;
    isMore = after !== undefined;
  }
  return { products, next: after };
}
