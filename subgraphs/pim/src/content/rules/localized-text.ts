// Chooses the language of a text: the one asked for, else another of the same language, else the default.
import type { LocalizedText } from '../../connectors/pim-connector.ts';

/** Null when there is none in any of these. */
export function chooseText(
  text: LocalizedText,
  locale: string | null | undefined,
  defaultLocale: string,
): string | null {
  return text.get(chooseLocale([...text.keys()], locale, defaultLocale) ?? defaultLocale) ?? null;
}

/** Of the locales there are, the best for the one asked for. Undefined when not even the default is there. */
export function chooseLocale(
  available: readonly string[],
  locale: string | null | undefined,
  defaultLocale: string,
): string | undefined {
  const wanted = locale ?? defaultLocale;
  if (available.includes(wanted)) return wanted;
  const { language } = new Intl.Locale(wanted);
  return (
    available.toSorted().find((each) => new Intl.Locale(each).language === language) ??
    available.find((each) => each === defaultLocale)
  );
}
