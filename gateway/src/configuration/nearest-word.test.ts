// Which known word a mistyped one is taken for.
import { expect, test } from 'vitest';
import { findNearestWord } from './nearest-word.ts';

const known = ['listen', 'path', 'introspection', 'source', 'url'];

test.each([
  ['listn', 'listen'],
  ['Listen', 'listen'],
  ['ulr', 'url'],
  ['introspecton', 'introspection'],
  ['sources', 'source'],
])('%s is taken for %s', (word, expected) => {
  expect(findNearestWord(word, known)).toBe(expected);
});

test('what is like none of them is taken for none', () => {
  for (const word of ['port', 'x', 'schema', '']) expect(findNearestWord(word, known)).toBeUndefined();
});
