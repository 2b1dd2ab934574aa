// Assets as the API answers them.
import type { SeedAssetValue } from '../seed.ts';
import type { StoredAsset } from '../store/asset-store.ts';
import type { Structure } from '../store/structure.ts';

export interface AssetAnswerOptions {
  assetFamily: string;
  /** Absent: all. */
  locales?: ReadonlySet<string>;
  /** Absent: all. */
  channel?: string;
  /** Where the API is, for the links to files. */
  baseUrl: string;
  structure: Structure;
}

export function answerAsset(asset: StoredAsset, options: AssetAnswerOptions): Record<string, unknown> {
  const types = new Map(options.structure.assetAttributes(options.assetFamily).map(({ code, type }) => [code, type]));
  const values = Object.entries(asset.values).map(([code, ofAttribute]) => [
    code,
    ofAttribute
      .filter(
        ({ locale, channel }) =>
          (locale === null || options.locales?.has(locale) !== false) &&
          (channel === null || options.channel === undefined || channel === options.channel),
      )
      .map((value) => answerAssetValue(value, types.get(code) ?? 'text', options.baseUrl)),
  ]);
  return {
    code: asset.code,
    values: Object.fromEntries(values.filter(([, ofAttribute]) => ofAttribute?.length !== 0)),
    created: asset.created,
    updated: asset.updated,
  };
}

function answerAssetValue(value: SeedAssetValue, type: string, baseUrl: string): Record<string, unknown> {
  const { locale, channel, data } = value;
  const answer = { locale, channel, data, attribute_type: type };
  if (type === 'media_file') {
    const download = { href: `${baseUrl}/api/rest/v1/asset-media-files/${String(data)}` };
    return { ...answer, _links: { download, share_link: { href: `${baseUrl}/share/${String(data)}` } } };
  }
  if (type === 'media_link') return { ...answer, linked_data: { full_url: data, prefix: null, suffix: null } };
  return answer;
}
