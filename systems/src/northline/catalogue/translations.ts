// A text in the languages Northline sells in. English is always there; the others where somebody has translated it.

export type LocaleCode = 'en_US' | 'fr_FR' | 'es_MX';

export interface Translations {
  en_US: string;
  fr_FR?: string;
  es_MX?: string;
}

/** English, French (France), Spanish (Mexico). Leave out what is not translated. */
export function translate(english: string, french?: string, spanish?: string): Translations {
  return {
    en_US: english,
    ...(french === undefined ? {} : { fr_FR: french }),
    ...(spanish === undefined ? {} : { es_MX: spanish }),
  };
}
