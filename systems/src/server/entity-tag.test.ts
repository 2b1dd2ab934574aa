import { expect, it } from 'vitest';
import { computeEntityTag, isMatchingEntityTag } from './entity-tag.ts';

const tag = computeEntityTag({ a: 1 });

it('differs with the body, and only with it', () => {
  expect(computeEntityTag({ a: 1 })).toBe(tag);
  expect(computeEntityTag({ a: 2 })).not.toBe(tag);
  expect(tag).toMatch(/^"[\w-]+"$/);
});

it.each([
  [undefined, false],
  ['', false],
  ['"other"', false],
  [tag, true],
  [`W/${tag}`, true],
  [`"other",${tag}`, true],
  [' * ', true],
  [tag.slice(1, -1), false],
])('If-None-Match: %s matches: %s', (header, isMatching) => {
  expect(isMatchingEntityTag(header, tag)).toBe(isMatching);
});
