// Quantities between a selling unit and the base unit, without ever leaving fractions behind.
import { ExactDecimal } from './exact-decimal.ts';

/** One selling unit is numerator / denominator base units. */
export interface Conversion {
  readonly numerator: string;
  readonly denominator: string;
}

/**
 * Base units that a quantity needs, rounded up to the base unit's decimals: what is promised is never less than what
 * was sold. Exact whenever the base unit can express it.
 */
export function toBaseUnits(quantity: ExactDecimal, conversion: Conversion, baseDecimals: number): ExactDecimal {
  return quantity
    .times(conversion.numerator)
    .div(conversion.denominator)
    .toDecimalPlaces(baseDecimals, ExactDecimal.ROUND_CEIL);
}

/**
 * Selling units that a stock of base units yields, rounded down to what the unit can express: 380 EA are 31 cases of
 * 12, not 31.67, and never 32.
 */
export function toSellableUnits(baseQuantity: ExactDecimal, conversion: Conversion, uomDecimals: number): ExactDecimal {
  return baseQuantity
    .times(conversion.denominator)
    .div(conversion.numerator)
    .toDecimalPlaces(uomDecimals, ExactDecimal.ROUND_FLOOR);
}

/** Whether a quantity reaches a number of base units. Compares exactly: no quotient is taken. */
export function isAtLeast(quantity: ExactDecimal, conversion: Conversion, baseMinimum: string): boolean {
  return quantity.times(conversion.numerator).gte(new ExactDecimal(baseMinimum).times(conversion.denominator));
}
