import { expect, it } from 'vitest';
import { describeDrift } from './describe-drift.ts';

it('says nothing about equal texts', () => {
  expect(describeDrift('a\nb\n', 'a\nb\n')).toBeUndefined();
});

it('shows the first line that differs, as it is and as it should be', () => {
  expect(describeDrift('a\nb\nc\n', 'a\nx\ny\n')).toBe('first at line 2:\n  - b\n  + x');
});

it('shows where one text ends before the other', () => {
  expect(describeDrift('a', 'a\nb')).toBe('first at line 2:\n  - (end of file)\n  + b');
  expect(describeDrift('a\nb', 'a')).toBe('first at line 2:\n  - b\n  + (end of file)');
});
