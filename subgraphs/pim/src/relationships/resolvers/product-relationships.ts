// The relationships of a product to others that are for sale.
import { checkPageSize, decodeCursor, encodeCursor } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import { type Relationship, relationshipTypes } from '../../connectors/pim-connector.ts';
import type { ProductResolvers } from '../../generated/resolver-types.ts';
import type { ContentLoaders, PimContext } from '../../pim-context.ts';
import { orderRelationships } from '../rules/order-relationships.ts';

const position = z.strictObject({ type: z.enum(relationshipTypes), sku: z.string() });

export const productRelationships = {
  relationships: async ({ sku }, { types, first, after }, context, info) => {
    checkPageSize(first);
    const loaders = context.openLoaders(info);
    const content = await loaders.contentBySku.load(sku);
    if (content === null) return null;
    const range = { types, after: after === null || after === undefined ? undefined : decodeCursor(after, position) };
    const visible = await takeVisible(orderRelationships(content.relationships, range), first + 1, loaders);
    const page = visible.slice(0, first);
    const last = page.at(-1);
    return {
      edges: page.map((relationship) => ({
        type: relationship.type,
        quantity: relationship.quantity ?? null,
        node: { sku: relationship.sku },
      })),
      pageInfo: {
        hasNextPage: visible.length > first,
        endCursor: last === undefined ? null : encodeCursor({ type: last.type, sku: last.sku }),
      },
    };
  },
} satisfies ProductResolvers<PimContext>;

/** The first `count` that lead to a product for sale. The others are no secret to be told by their SKU. */
async function takeVisible(
  candidates: readonly Relationship[],
  count: number,
  { contentBySku }: ContentLoaders,
): Promise<Relationship[]> {
  const visible: Relationship[] = [];
  let remaining = candidates;
  while (visible.length < count && remaining.length > 0) {
    const next = remaining.slice(0, count - visible.length);
    remaining = remaining.slice(next.length);
    const contents = await Promise.all(next.map(({ sku }) => contentBySku.load(sku)));
    visible.push(...next.filter((_relationship, index) => contents[index] !== null));
  }
  return visible;
}
