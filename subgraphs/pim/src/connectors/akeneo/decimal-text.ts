// Akeneo's numbers as decimal strings: `25.0000` is 25, and a JSON number never passes through binary arithmetic.
import { Decimal } from 'decimal.js';

/** Wide enough that only conversions which never end are rounded: half up, to 20 significant digits. */
export const ExactDecimal = Decimal.clone({ precision: 20, rounding: Decimal.ROUND_HALF_UP });

/** Undefined when it is not a number. */
export function readDecimalText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  // The text form of a number is exact for what was written in the JSON; its own arithmetic would not be.
  const text = String(value);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? formatDecimal(new Decimal(text)) : undefined;
}

/** Without exponent and without trailing zeros. */
export function formatDecimal(value: Decimal): string {
  return value.toFixed();
}
