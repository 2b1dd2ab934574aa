import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, firstPosition } from './position.ts';

const part = fc.oneof(fc.nat(3), fc.nat(20), fc.integer({ min: 0, max: 999_999_999_999_999 }));

test('positions are in the order of Redis: by milliseconds, then by number, neither of them as text', () => {
  fc.assert(
    fc.property(part, part, part, part, (aMs, aNumber, bMs, bNumber) => {
      const expected = Math.sign(aMs === bMs ? aNumber - bNumber : aMs - bMs);
      expect(Math.sign(comparePositions(`${aMs}-${aNumber}`, `${bMs}-${bNumber}`))).toBe(expected);
    }),
  );
  expect(comparePositions('9-0', '10-0')).toBeLessThan(0);
  expect(comparePositions('1-9', '1-10')).toBeLessThan(0);
  expect(comparePositions(firstPosition, '0-1')).toBeLessThan(0);
});

test.each(['', 'text', '-1-0', '1', '1-', '1-0 ', '1e3-0', '1'.repeat(16) + '-0'])(
  '"%s" is no position, and comes after all of them',
  (text) => {
    expect(comparePositions('999999999999999-999999999999999', text)).toBeLessThan(0);
    expect(comparePositions(text, firstPosition)).toBeGreaterThan(0);
  },
);
