// Reads assets and the files they hold.
import type { SystemDatabase } from '../../server/database.ts';
import type { SeedAssetValue, SeedMediaFile } from '../seed.ts';
import type { Selection } from './product-store.ts';

export interface StoredAsset {
  code: string;
  values: Record<string, SeedAssetValue[]>;
  created: string;
  updated: string;
}

export interface AssetStore {
  /** By code, after the code `after`. `conditions` are SQL over `e`. */
  list: (assetFamily: string, page: Selection & { limit: number; after?: string | undefined }) => StoredAsset[];
  find: (assetFamily: string, code: string) => StoredAsset | undefined;
  findMediaFile: (code: string) => SeedMediaFile | undefined;
}

interface AssetRow {
  code: string;
  values: string;
  created: string;
  updated: string;
}

export function createAssetStore(database: SystemDatabase): AssetStore {
  const byCode = database.prepare<AssetRow>('SELECT * FROM assets WHERE asset_family = @assetFamily AND code = @code');
  const mediaFile = database.prepare<{
    code: string;
    original_filename: string;
    mime_type: SeedMediaFile['mimeType'];
    title: string;
    lines: string;
  }>('SELECT * FROM media_files WHERE code = @code');
  return {
    list(assetFamily, { conditions, parameters, limit, after }) {
      const all = ['e.asset_family = @assetFamily', ...(after === undefined ? [] : ['e.code > @after']), ...conditions];
      return database
        .prepare<AssetRow>(`SELECT * FROM assets AS e WHERE ${all.join('\n AND ')} ORDER BY e.code LIMIT @limit`)
        .all({ ...parameters, assetFamily, limit, after: after ?? null })
        .map(readAsset);
    },
    find(assetFamily, code) {
      const row = byCode.first({ assetFamily, code });
      return row === undefined ? undefined : readAsset(row);
    },
    findMediaFile(code) {
      const row = mediaFile.first({ code });
      if (row === undefined) return undefined;
      return {
        code: row.code,
        originalFilename: row.original_filename,
        mimeType: row.mime_type,
        title: row.title,
        lines: JSON.parse(row.lines) as string[],
      };
    },
  };
}

function readAsset({ code, values, created, updated }: AssetRow): StoredAsset {
  return { code, values: JSON.parse(values) as StoredAsset['values'], created, updated };
}
