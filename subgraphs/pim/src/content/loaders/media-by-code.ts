// Pictures by code: one call for all that a request comes to at a time.
import type { ContentSelection, Media, PimConnector } from '../../connectors/pim-connector.ts';
import { type KeyLoader, createKeyLoader } from './key-loader.ts';

export type MediaByCode = KeyLoader<Media>;

export function createMediaByCode(
  connector: PimConnector,
  selection: ContentSelection,
  signal: AbortSignal,
): MediaByCode {
  return createKeyLoader(
    (codes) => connector.readMedia(codes, selection, signal),
    ({ code }) => code,
  );
}
