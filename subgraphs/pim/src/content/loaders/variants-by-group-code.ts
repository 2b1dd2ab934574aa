// The products of variant groups, by the group's code: one call for all groups of a request.
import type { ContentSelection, PimConnector, ProductContent } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

export interface Variants {
  readonly groupCode: string;
  /** In the order of their SKUs. */
  readonly products: readonly ProductContent[];
}

export type VariantsByGroupCode = KeyLoader<Variants>;

export function createVariantsByGroupCode(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): VariantsByGroupCode {
  return createKeyLoader(
    async (groupCodes) => {
      const variants = await connector.readVariants(groupCodes, selection, signal);
      const ordered = variants.toSorted((one, other) => (one.sku < other.sku ? -1 : 1));
      return groupCodes.map((groupCode) => ({
        groupCode,
        products: ordered.filter(({ variantGroupCode }) => variantGroupCode === groupCode),
      }));
    },
    ({ groupCode }) => groupCode,
  );
}
