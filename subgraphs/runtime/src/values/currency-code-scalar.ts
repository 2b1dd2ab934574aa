// CurrencyCode: an ISO 4217 code.
import { createStringScalar } from './string-scalar.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currencyCodeScalar = createStringScalar({
  name: 'CurrencyCode',
  form: 'an ISO 4217 currency code such as "USD"',
  normalise: (value) => (currencies.has(value) ? value : undefined),
});
