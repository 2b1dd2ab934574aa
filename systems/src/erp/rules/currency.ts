// How many decimals money has, by currency.
import { ExactDecimal } from './exact-decimal.ts';

/** ISO 4217 minor units, where they are not two. */
const exponents: Readonly<Record<string, number>> = {
  ...fromList(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...fromList(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...fromList(4, 'CLF UYW'),
};

/** Decimal places of an amount of money: USD 2, JPY 0, KWD 3. */
export function currencyExponent(currencyCode: string): number {
  return exponents[currencyCode] ?? 2;
}

/** Rounds half up (ties away from zero) to the currency's exponent and prints all its decimals: `153.00`. */
export function roundMoney(amount: ExactDecimal, currencyCode: string): string {
  return amount.toFixed(currencyExponent(currencyCode), ExactDecimal.ROUND_HALF_UP);
}

/** Prints a price that may be finer than money: at least the currency's decimals, and all that it has. */
export function formatUnitAmount(amount: string, currencyCode: string): string {
  const exact = new ExactDecimal(amount);
  return exact.toFixed(Math.max(exact.decimalPlaces(), currencyExponent(currencyCode)));
}

function fromList(exponent: number, codes: string): Record<string, number> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, exponent]));
}
