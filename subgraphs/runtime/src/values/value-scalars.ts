// The scalars of the contract's shared value types, as a resolver map.
import { currencyCodeScalar } from './currency-code-scalar.ts';
import { dateScalar } from './date-scalar.ts';
import { dateTimeScalar } from './date-time-scalar.ts';
import { decimalScalar } from './decimal-scalar.ts';
import { localeScalar } from './locale-scalar.ts';
import { unitCodeScalar } from './unit-code-scalar.ts';

export const valueScalars = {
  Decimal: decimalScalar,
  CurrencyCode: currencyCodeScalar,
  UnitCode: unitCodeScalar,
  DateTime: dateTimeScalar,
  Date: dateScalar,
  Locale: localeScalar,
} as const;
