// A specification as a person reads it in a language: `12.5 mm`, `Yes`, `Steel, Brass`.
import type { SpecificationValue } from '../../connectors/pim-connector.ts';
import { chooseText } from './localized-text.ts';

/** Yes and no in the languages of the markets served; English elsewhere. */
const truths: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  de: ['Ja', 'Nein'],
  en: ['Yes', 'No'],
  es: ['Sí', 'No'],
  fr: ['Oui', 'Non'],
  it: ['Sì', 'No'],
  ja: ['はい', 'いいえ'],
  nl: ['Ja', 'Nee'],
  pt: ['Sim', 'Não'],
};

export function formatDisplayValue(
  value: SpecificationValue,
  locale: string | null | undefined,
  defaultLocale: string,
): string {
  const shown = locale ?? defaultLocale;
  switch (value.kind) {
    case 'text':
      return chooseText(value.text, locale, defaultLocale) ?? '';
    case 'number':
      return formatNumber(value.number, shown);
    case 'measure':
      return `${formatNumber(value.measure.amount, shown)} ${value.measure.symbol ?? value.measure.unit}`;
    case 'boolean': {
      const [yes, no] = truths[new Intl.Locale(shown).language] ?? ['Yes', 'No'];
      return value.isTrue ? yes : no;
    }
    case 'options':
      return value.options.map(({ code, label }) => chooseText(label, locale, defaultLocale) ?? code).join(', ');
    case 'date':
      return new Intl.DateTimeFormat(shown, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${value.date}T00:00:00Z`),
      );
  }
}

/** Every digit of the decimal string is kept: given text, the formatter does not go through a binary number. */
function formatNumber(decimal: string, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(decimal as Intl.StringNumericLiteral);
}
