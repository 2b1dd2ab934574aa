// Variant groups by code: one call for all that a request comes to at a time.
import type { ContentSelection, VariantGroup, PimConnector } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

export type VariantGroupByCode = KeyLoader<VariantGroup>;

export function createVariantGroupByCode(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): VariantGroupByCode {
  return createKeyLoader(
    (codes) => connector.readVariantGroups(codes, selection, signal),
    ({ code }) => code,
  );
}
