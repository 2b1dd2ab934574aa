// Decimal: a base-10 number as a string. A JSON number is refused, since a parser may have rounded it already.
import { createStringScalar } from './string-scalar.ts';

const decimal = /^-?\d+(\.\d+)?$/;

/** Longer ones name no quantity or amount of commerce and only cost time. */
const maxLength = 64;

export const decimalScalar = createStringScalar({
  name: 'Decimal',
  form: 'a decimal string such as "12.50", without exponent and not a number',
  maxLength,
  normalise: (value) => (decimal.test(value) ? value : undefined),
});
