// What is said of a text that cannot be taken: the bound, and a way out that is one.
import { expect, it } from 'vitest';
import { checkOptionalText, checkText, leaveOutBlank } from './text-input.ts';

it('takes what is within the bounds as it is', () => {
  expect([checkText('PX-200', 'sku', 64), checkOptionalText(' PO 9 ü', 'poNumber', 64)]).toEqual(['PX-200', ' PO 9 ü']);
  expect([checkOptionalText(null, 'poNumber', 64), checkOptionalText(undefined, 'poNumber', 64)]).toEqual([
    undefined,
    undefined,
  ]);
});

it('tells only of what may be left out that it may', () => {
  expect(() => checkText('', 'sku', 64)).toThrow(/^`sku` must have 1 to 64 characters, got 0\.$/);
  expect(() => checkOptionalText('', 'after', 512)).toThrow(
    /^`after` must have 1 to 512 characters, got 0: leave it out when there is none\.$/,
  );
  expect(() => checkOptionalText('x'.repeat(65), 'sku', 64)).toThrow(/^`sku` must have 1 to 64 characters, got 65\.$/);
});

it.each(['a\u0000', '\tb', 'a\r\nb', '\u007F', '\u0085'])('refuses the control characters of %j', (text) => {
  expect(() => checkText(text, 'input.poNumber', 64)).toThrow('`input.poNumber` has control characters');
});

it('takes blanks for nothing', () => {
  expect(['', '  ', '\u00A0\t', ' a '].map(leaveOutBlank)).toEqual([undefined, undefined, undefined, ' a ']);
});
