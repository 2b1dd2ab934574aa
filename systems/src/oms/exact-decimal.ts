// Decimals wide enough that the sums of an order are exact; the library's default rounds to 20 digits.
import { Decimal } from 'decimal.js';

export const ExactDecimal = Decimal.clone({ precision: 120 });

/** The exact sum of decimal strings. */
export function sumDecimals(values: readonly string[]): Decimal {
  return values.reduce((total, value) => total.plus(value), new ExactDecimal(0));
}
