// Global trade item numbers. Prefix 952 is GS1's own for examples and demonstrations: no trading company has it.

const demonstrationPrefix = '952';

/** The GTIN-13 of an item. `itemReference`: 1 to 999 999 999, given once and never again. */
export function createGtin13(itemReference: number): string {
  if (!Number.isInteger(itemReference) || itemReference < 1 || itemReference > 999_999_999) {
    throw new RangeError(`Item reference ${itemReference} does not fit a GTIN; give a whole number of 1 to 999999999.`);
  }
  const digits = `${demonstrationPrefix}${String(itemReference).padStart(9, '0')}`;
  return `${digits}${computeCheckDigit(digits)}`;
}

/** The GTIN-14 of a grouping of that item; `indicator` tells the packaging level, 1 to 8. */
export function createGtin14(gtin13: string, indicator: number): string {
  const digits = `${indicator}${gtin13.slice(0, 12)}`;
  return `${digits}${computeCheckDigit(digits)}`;
}

/** Whether a GTIN-8, -12, -13 or -14 has the check digit it must have. */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(text)) return false;
  return computeCheckDigit(text.slice(0, -1)) === text.slice(-1);
}

/** From the right, the digits weigh 3 and 1 in turn; the check digit fills up to the next ten. */
function computeCheckDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1;
    sum += Number(digits[index]) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}
