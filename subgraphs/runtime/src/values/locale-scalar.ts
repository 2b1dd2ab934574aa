// Locale: a BCP 47 language tag, in its canonical spelling.
import { createStringScalar } from './string-scalar.ts';

function canonicalise(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value)[0];
  } catch {
    return undefined;
  }
}

export const localeScalar = createStringScalar({
  name: 'Locale',
  form: 'a BCP 47 language tag such as "en-US"',
  normalise: canonicalise,
});
