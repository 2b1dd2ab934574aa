// Operations are measured as if their fragments were written out, and without doing so.
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { checkOperationLimits, type OperationLimits } from './operation-limits.ts';

function findCode(text: string, limits: OperationLimits): unknown {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  try {
    checkOperationLimits(document, operation, limits);
    return undefined;
  } catch (error) {
    return (error as { extensions: { code: unknown } }).extensions.code;
  }
}

const nested = '{ a { ... on A { b { ...C } } } other } fragment C on B { c: d e }';

test.each([
  ['max_depth', 3, 'MAX_DEPTH_LIMIT'],
  ['max_height', 5, 'MAX_HEIGHT_LIMIT'],
  ['max_aliases', 1, 'MAX_ALIASES_LIMIT'],
  ['max_root_fields', 2, 'MAX_ROOT_FIELDS_LIMIT'],
] as const)('%s allows as many as it says', (limit, size, code) => {
  expect(findCode(nested, { [limit]: size })).toBeUndefined();
  expect(findCode(nested, { [limit]: size - 1 })).toBe(code);
});

test('fragments that spread each other again and again are counted in no time', () => {
  const fragments = Array.from(
    { length: 800 },
    (_, level) => `fragment F${level} on A { a { ...F${level + 1} } b { ...F${level + 1} } }`,
  );
  const bomb = `{ root { ...F0 } } ${fragments.join(' ')} fragment F800 on A { leaf }`;
  expect(findCode(bomb, { max_height: 10_000 })).toBe('MAX_HEIGHT_LIMIT');
  expect(findCode(bomb, { max_aliases: 0, max_depth: 900, max_root_fields: 1 })).toBeUndefined();
});
