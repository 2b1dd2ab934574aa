// Turns the assets of Akeneo into pictures and documents.
import {
  type DocumentTypeCode,
  type LocalizedText,
  type Media,
  type ProductDocument,
  documentTypes,
  mediaRoles,
} from '../pim-connector.ts';
import type { AkeneoAsset } from './akeneo-documents.ts';
import type { AkeneoMapping } from './akeneo-mapping.ts';
import { toLanguageTag } from './locale-code.ts';
import { readMediaType } from './media-type.ts';

export interface AssetReading {
  readonly defaultLocale: string;
  /** Where files are served to the public, in place of the PIM's own addresses. */
  readonly mediaBaseUrl: string | undefined;
}

type AssetValue = NonNullable<AkeneoAsset['values'][string]>[number];

/** Undefined when it has no file. A role that is missing or not ours is that of one picture among others. */
export function readMedia(
  asset: AkeneoAsset,
  mapping: AkeneoMapping['images'],
  reading: AssetReading,
): Media | undefined {
  const file = readFile(asset, mapping.file, reading);
  if (file === undefined) return undefined;
  const role = readCode(asset, mapping.role)?.toUpperCase();
  return {
    code: asset.code,
    role: mediaRoles.find((known) => known === role) ?? 'GALLERY',
    ...file,
    altText: readAssetText(asset, mapping.altText, reading.defaultLocale),
  };
}

/** Undefined when it has no file, or is of a type that is not ours. */
export function readDocument(
  asset: AkeneoAsset,
  mapping: AkeneoMapping['documents'],
  reading: AssetReading,
  onUnknownType: (type: string) => void,
): ProductDocument | undefined {
  const file = readFile(asset, mapping.file, reading);
  const type = readDocumentType(readCode(asset, mapping.type), onUnknownType);
  if (file === undefined || type === undefined) return undefined;
  const language = readCode(asset, mapping.language);
  return {
    code: asset.code,
    type,
    title: readAssetText(asset, mapping.title, reading.defaultLocale),
    // Option codes know no case; the tag is written as the standard writes it.
    locale: language === undefined ? undefined : Intl.getCanonicalLocales(toLanguageTag(language))[0],
    ...file,
    revisionDate: readCode(asset, mapping.revisionDate)?.slice(0, 10),
  };
}

function readDocumentType(
  code: string | undefined,
  onUnknownType: (type: string) => void,
): DocumentTypeCode | undefined {
  const type = documentTypes.find((known) => known === code?.toUpperCase());
  if (type === undefined) onUnknownType(code ?? 'none');
  return type;
}

function readFile(
  asset: AkeneoAsset,
  attribute: string,
  { mediaBaseUrl }: AssetReading,
): { url: string; mimeType: string | undefined } | undefined {
  const value = readAssetValue(asset, attribute);
  if (typeof value?.data !== 'string') return undefined;
  const mimeType = readMediaType(value.data);
  const isLink = value.linked_data?.full_url !== undefined;
  if (mediaBaseUrl !== undefined && !isLink)
    return { url: `${mediaBaseUrl.replace(/\/$/, '')}/${value.data}`, mimeType };
  // A share link is public; a download link asks for the PIM's token.
  const url = value.linked_data?.full_url ?? value.links?.share_link?.href ?? value.links?.download?.href;
  return url === undefined ? undefined : { url, mimeType };
}

function readAssetValue(asset: AkeneoAsset, attribute: string): AssetValue | undefined {
  return asset.values[attribute]?.[0];
}

function readCode(asset: AkeneoAsset, attribute: string): string | undefined {
  const data = readAssetValue(asset, attribute)?.data;
  return typeof data === 'string' && data !== '' ? data : undefined;
}

function readAssetText(asset: AkeneoAsset, attribute: string, defaultLocale: string): LocalizedText {
  return new Map(
    (asset.values[attribute] ?? []).flatMap(({ locale, data }) =>
      typeof data === 'string' && data !== '' ? [[locale === null ? defaultLocale : toLanguageTag(locale), data]] : [],
    ),
  );
}
