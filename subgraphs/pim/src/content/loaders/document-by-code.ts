// Documents by code: one call for all that a request comes to at a time.
import type { ContentSelection, ProductDocument, PimConnector } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

export type DocumentByCode = KeyLoader<ProductDocument>;

export function createDocumentByCode(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): DocumentByCode {
  return createKeyLoader(
    (codes) => connector.readDocuments(codes, selection, signal),
    ({ code }) => code,
  );
}
