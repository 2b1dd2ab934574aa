// Documents by type and language.
import { expect, it } from 'vitest';
import type { ProductDocument } from '../../connectors/pim-connector.ts';
import { chooseDocuments } from './choose-documents.ts';

const create = (code: string, type: ProductDocument['type'], locale?: string): ProductDocument => ({
  code,
  type,
  title: new Map(),
  locale,
  url: `https://files.example/${code}`,
  mimeType: undefined,
  revisionDate: undefined,
});

const documents = [
  create('sds_en', 'SDS', 'en-US'),
  create('sds_es', 'SDS', 'es-MX'),
  create('manual_fr', 'MANUAL', 'fr-FR'),
  create('manual_en', 'MANUAL', 'en-US'),
  create('manual_en_2', 'MANUAL', 'en-US'),
  create('cad', 'CAD_3D'),
  create('certificate_fr', 'CERTIFICATE', 'fr-FR'),
];

const choose = (choice: Parameters<typeof chooseDocuments>[1]) =>
  chooseDocuments(documents, choice, 'en-US').map(({ code }) => code);

it('gives all when nothing is asked', () => {
  expect(choose({})).toEqual(documents.map(({ code }) => code));
  expect(choose({ types: null, locale: null })).toHaveLength(7);
});

it('falls back type by type, and never to a language that is neither asked for nor the default', () => {
  expect(choose({ locale: 'fr-CA' })).toEqual(['sds_en', 'manual_fr', 'cad', 'certificate_fr']);
  expect(choose({ locale: 'es-ES' })).toEqual(['sds_es', 'manual_en', 'manual_en_2', 'cad']);
  expect(choose({ locale: 'ja-JP', types: ['SDS', 'CERTIFICATE'] })).toEqual(['sds_en']);
});

it('gives none for no types', () => {
  expect(choose({ types: [] })).toEqual([]);
});
