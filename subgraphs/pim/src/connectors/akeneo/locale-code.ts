// Akeneo's locale codes (`en_US`) and BCP 47 tags (`en-US`).

export function toLanguageTag(localeCode: string): string {
  return localeCode.replaceAll('_', '-');
}

/** The channel's locale codes that are needed to answer in the tags asked for: the same, the same language, the default. */
export function chooseLocaleCodes(
  available: readonly string[],
  wanted: Iterable<string>,
  defaultCode: string,
): string[] {
  const languages = new Set([...wanted].map((tag) => new Intl.Locale(tag).language));
  return available.filter(
    (code) => code === defaultCode || languages.has(new Intl.Locale(toLanguageTag(code)).language),
  );
}
