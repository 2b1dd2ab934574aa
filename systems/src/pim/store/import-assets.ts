// Imports assets and the files they hold.
import type { SeedAsset, SeedAssetValue } from '../seed.ts';
import type { AssetAttributeDocument } from './documents.ts';
import { formatTimestamp } from './format-timestamp.ts';
import type { ImportContext } from './import-context.ts';
import { createRowWriter } from './row-writer.ts';

export interface ImportedAssets {
  has: (assetFamily: string, code: string) => boolean;
}

/** @throws when a value of an asset breaks a rule of its attribute. */
export function importAssets({ database, seed, structure }: ImportContext): ImportedAssets {
  const mediaFileCodes = new Set(seed.mediaFiles.map((file) => file.code));
  const files = createRowWriter(database, 'media_files', ['code', 'original_filename', 'mime_type', 'title', 'lines']);
  if (mediaFileCodes.size < seed.mediaFiles.length) throw new Error('Two media files have the same code.');
  for (const file of seed.mediaFiles) {
    files.add(file.code, file.originalFilename, file.mimeType, file.title, JSON.stringify(file.lines));
  }
  files.flush();

  const codesByFamily = new Map(seed.assetFamilies.map((family) => [family.code, new Set<string>()]));
  const assets = createRowWriter(database, 'assets', ['asset_family', 'code', '"values"', 'created', 'updated']);
  for (const asset of seed.assets) {
    const owner = `Asset "${asset.code}"`;
    const codes = codesByFamily.get(asset.assetFamily);
    if (codes === undefined) throw new Error(`${owner} is of the unknown asset family "${asset.assetFamily}".`);
    if (codes.has(asset.code)) throw new Error(`${owner} is twice in the asset family "${asset.assetFamily}".`);
    codes.add(asset.code);
    const attributes = new Map(structure.assetAttributes(asset.assetFamily).map((each) => [each.code, each]));
    for (const [code, values] of Object.entries(asset.values)) {
      const attribute = attributes.get(code);
      if (attribute === undefined) throw new Error(`${owner} has a value of the unknown attribute "${code}".`);
      for (const value of values) checkValue(value, attribute, asset);
    }
    assets.add(
      asset.assetFamily,
      asset.code,
      JSON.stringify(asset.values),
      formatTimestamp(asset.created),
      formatTimestamp(asset.updated),
    );
  }
  assets.flush();
  return { has: (assetFamily, code) => codesByFamily.get(assetFamily)?.has(code) === true };

  function checkValue(value: SeedAssetValue, attribute: AssetAttributeDocument, asset: SeedAsset): void {
    const where = `The value of "${attribute.code}" of asset "${asset.code}"`;
    if ((value.locale !== null) !== attribute.value_per_locale) {
      throw new Error(`${where} must ${attribute.value_per_locale ? '' : 'not '}name a locale.`);
    }
    if ((value.channel !== null) !== attribute.value_per_channel) {
      throw new Error(`${where} must ${attribute.value_per_channel ? '' : 'not '}name a channel.`);
    }
    if (value.locale !== null && structure.find('locale', value.locale)?.enabled !== true) {
      throw new Error(`${where} is in the locale "${value.locale}", which is not enabled.`);
    }
    if (attribute.type === 'media_file' && (typeof value.data !== 'string' || !mediaFileCodes.has(value.data))) {
      throw new Error(`${where} names the media file "${String(value.data)}", which the seed lacks.`);
    }
    if (attribute.type === 'single_option' || attribute.type === 'multiple_options') {
      const options = structure.assetAttributeOptions(asset.assetFamily, attribute.code);
      for (const code of [value.data].flat()) {
        if (!options.some((option) => option.code === code)) {
          throw new Error(`${where} is "${String(code)}", which is no option of the attribute.`);
        }
      }
    }
  }
}
