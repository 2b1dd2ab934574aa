import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGtin13, createGtin14, isGtin } from './gtin.ts';

describe('trade item numbers', () => {
  it.each(['4006381333931', '6291041500213', '036000291452', '96385074', '10614141000415'])(
    'knows %s, which others have printed on goods',
    (gtin) => expect(isGtin(gtin)).toBe(true),
  );

  it.each(['4006381333932', '4006381339331', '400638133393', '', '40063813339310', 'ABCDEFGHIJKLM'])(
    'refuses %j',
    (text) => expect(isGtin(text)).toBe(false),
  );

  it('makes numbers of the prefix for demonstrations, of the right length, with the right check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 1, max: 8 }), (reference, indicator) => {
        const gtin13 = createGtin13(reference);
        const gtin14 = createGtin14(gtin13, indicator);
        expect(gtin13).toMatch(/^952\d{10}$/);
        expect(gtin14.slice(0, 13)).toBe(`${indicator}${gtin13.slice(0, 12)}`);
        expect([gtin13, gtin14].every(isGtin)).toBe(true);
      }),
    );
  });

  it('notices any single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.nat({ max: 12 }),
        fc.integer({ min: 1, max: 9 }),
        (reference, place, error) => {
          const gtin = createGtin13(reference);
          const wrong = (Number(gtin[place]) + error) % 10;
          expect(isGtin(`${gtin.slice(0, place)}${wrong}${gtin.slice(place + 1)}`)).toBe(false);
        },
      ),
    );
  });

  it.each([0, -1, 1.5, 1_000_000_000])('has no number for item reference %d', (reference) => {
    expect(() => createGtin13(reference)).toThrow('whole number of 1 to 999999999');
  });
});
