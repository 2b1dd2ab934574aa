// The assets and files of products, each once, however many products show them.
import { createHash } from 'node:crypto';
import type { SeedAsset, SeedAssetValue, SeedMediaFile } from '../../pim/seed.ts';
import type { Calendar } from '../calendar.ts';
import type { DocumentRecord, ImageRecord } from '../catalogue/documents.ts';
import type { Translations } from '../catalogue/translations.ts';

export interface ProductAssets {
  readonly assets: SeedAsset[];
  readonly mediaFiles: SeedMediaFile[];
  addImage(image: ImageRecord): void;
  addDocument(document: DocumentRecord): void;
}

export function createProductAssets(calendar: Calendar): ProductAssets {
  const known = new Set<string>();
  const assets: SeedAsset[] = [];
  const mediaFiles: SeedMediaFile[] = [];

  const addAsset = (code: string, assetFamily: string, daysAgo: number, values: SeedAsset['values']): void => {
    assets.push({
      code,
      assetFamily,
      values,
      created: calendar.instant(-daysAgo - 30, '08:00'),
      updated: calendar.instant(-daysAgo, '08:00'),
    });
  };

  return {
    assets,
    mediaFiles,
    addImage(image) {
      if (known.has(image.code)) return;
      known.add(image.code);
      const file = nameMediaFile(image.fileName);
      mediaFiles.push({
        code: file,
        originalFilename: image.fileName,
        mimeType: 'image/svg+xml',
        title: image.altText.en_US,
        lines: [...image.lines],
      });
      addAsset(image.code, 'product_images', 180, {
        label: toValues(image.altText),
        media: [toValue(file)],
        role: [toValue(image.role)],
        alt_text: toValues(image.altText),
      });
    },
    addDocument(document) {
      if (known.has(document.code)) return;
      known.add(document.code);
      const file = nameMediaFile(document.fileName);
      mediaFiles.push({
        code: file,
        originalFilename: document.fileName,
        mimeType: document.mimeType,
        title: document.title[document.language ?? 'en_US'] ?? document.title.en_US,
        lines: [...document.lines],
      });
      addAsset(document.code, 'product_documents', document.revisedDaysAgo, {
        label: toValues(document.title),
        media: [toValue(file)],
        type: [toValue(document.type)],
        ...(document.language === undefined ? {} : { language: [toValue(document.language)] }),
        revision_date: [toValue(calendar.date(-document.revisedDaysAgo))],
      });
    },
  };
}

/** As Akeneo names files: four folders from the digits of a hash, the hash, the file name. */
function nameMediaFile(fileName: string): string {
  const hash = createHash('sha1').update(fileName).digest('hex');
  return `${hash.slice(0, 4).split('').join('/')}/${hash}_${fileName}`;
}

function toValue(data: string): SeedAssetValue {
  return { locale: null, channel: null, data };
}

function toValues(translations: Translations): SeedAssetValue[] {
  return Object.entries(translations).map(([locale, data]: [string, string]) => ({ locale, channel: null, data }));
}
