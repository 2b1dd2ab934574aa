// Chooses documents by type and language: of each type those in the language asked for, or the next best.
import type { DocumentTypeCode, ProductDocument } from '../../connectors/pim-connector.ts';
import { chooseLocale } from './localized-text.ts';

export interface DocumentChoice {
  /** All when absent. */
  readonly types?: readonly DocumentTypeCode[] | null | undefined;
  /** All languages when absent. */
  readonly locale?: string | null | undefined;
}

/**
 * Documents without a language, such as drawings, are always among them. The language is chosen type by type: a safety
 * data sheet that is missing in French is given in the default language, though there is a French manual.
 */
export function chooseDocuments(
  documents: readonly ProductDocument[],
  { types, locale }: DocumentChoice,
  defaultLocale: string,
): ProductDocument[] {
  const ofTypes = documents.filter(({ type }) => !types || types.includes(type));
  if (locale === null || locale === undefined) return ofTypes;
  return ofTypes.filter((document) => {
    if (document.locale === undefined) return true;
    const alternatives = ofTypes.filter(({ type }) => type === document.type).flatMap((each) => each.locale ?? []);
    return document.locale === chooseLocale(alternatives, locale, defaultLocale);
  });
}
