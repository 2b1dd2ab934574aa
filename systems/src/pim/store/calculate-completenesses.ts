// How much of what a channel requires a product has, for each channel and each of its locales.
import type { StoredValues } from './standardize-values.ts';
import type { Structure } from './structure.ts';

export interface Completeness {
  scope: string;
  locale: string;
  /** Percent, rounded down: only a product that lacks nothing has 100. */
  data: number;
}

export function calculateCompletenesses(family: string, values: StoredValues, structure: Structure): Completeness[] {
  const requirements = structure.find('family', family)?.attribute_requirements ?? {};
  return structure.list('channel').flatMap(({ document: channel }) =>
    channel.locales.map((locale) => {
      const required = requirements[channel.code] ?? [];
      const present = required.filter(
        (code) =>
          // The identifier is held outside the values, and no product is without it.
          code === structure.mainIdentifier.code ||
          values[code]?.some(
            (value) =>
              (value.locale === null || value.locale === locale) &&
              (value.scope === null || value.scope === channel.code) &&
              value.data !== '',
          ),
      );
      const percent = required.length === 0 ? 100 : Math.floor((100 * present.length) / required.length);
      return { scope: channel.code, locale, data: percent };
    }),
  );
}
