// Decimals wide enough that every product of three contract decimals (40 digits each) is exact.
import { Decimal } from 'decimal.js';

/** Rounds half up where a quotient has to be rounded. Never prints an exponent. */
export const ExactDecimal = Decimal.clone({
  precision: 200,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export type ExactDecimal = Decimal;
