// Bounds are refused with the argument, the bound and the value in the message.
import { expect, it } from 'vitest';
import { checkCount, checkPageSize } from './bounds.ts';

it('keeps page sizes within 1 to 100', () => {
  expect([checkPageSize(1), checkPageSize(100)]).toEqual([1, 100]);
  for (const first of [0, -1, 101])
    expect(() => checkPageSize(first)).toThrow(`\`first\` must be 1 to 100, got ${first}.`);
});

it('keeps lists within their length, and tells the code and the argument', () => {
  expect(checkCount(['a', 'b'], { argument: 'skus', max: 2 })).toEqual(['a', 'b']);
  expect(() => checkCount(['a', 'b', 'c'], { argument: 'skus', max: 2 })).toThrow(
    expect.objectContaining({
      message: '`skus` takes at most 2 entries, got 3: ask in several requests.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'skus' },
    }),
  );
});
