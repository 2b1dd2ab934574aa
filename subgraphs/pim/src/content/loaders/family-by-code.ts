// Families by code: one call for all that a request comes to at a time.
import type { Family, PimConnector } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

export type FamilyByCode = KeyLoader<Family>;

export function createFamilyByCode(connector: PimConnector, signal: AbortSignal): FamilyByCode {
  return createKeyLoader(
    (codes) => connector.readFamilies(codes, signal),
    ({ code }) => code,
  );
}
