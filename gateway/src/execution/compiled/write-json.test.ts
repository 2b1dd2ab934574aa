// The text is the one that JSON.stringify gives.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeJson } from './write-json.ts';

test('any value', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme-composite' }),
    fc.string({ maxLength: 100 }),
  );
  fc.assert(fc.property(fc.oneof(text, fc.jsonValue()), (value) => writeJson(value) === JSON.stringify(value)));
});

test('what has to be escaped', () => {
  for (const value of [
    '"',
    '\\',
    '\u0000',
    '\u001f',
    '\n',
    '\ud800',
    '\udfff',
    '\ud83d\ude00',
    '\u2028',
    '\u007f',
    '',
  ]) {
    expect(writeJson(value)).toBe(JSON.stringify(value));
  }
});
