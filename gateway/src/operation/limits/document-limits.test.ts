// Documents are held to the limits as if their fragments were written out, without doing so, and before they are valid.
import { buildSchema, type GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { createVariablesCheck } from './check-variables.ts';
import { createDocumentLimitsRule } from './document-limits-rule.ts';
import { createLimitGuard, type PassedLimit } from './limit-guard.ts';
import type { LimitKey, RequestLimits } from './request-limits.ts';

const schema = buildSchema('type Query { a(b: [Int], c: Int): Query, other: Int }');

function findErrors(text: string, limits: RequestLimits, report: (passed: PassedLimit) => void = () => {}) {
  return validate(schema, parse(text), [...specifiedRules, createDocumentLimitsRule(createLimitGuard(limits, report))]);
}

const readCodes = (errors: readonly GraphQLError[]): unknown[] => errors.map(({ extensions }) => extensions['code']);

const nested = '{ a { ... on A { b { ...C } } } other } fragment C on B { c: d e }';
const repeat = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

test.each<[LimitKey, number, string, string]>([
  ['max_depth', 3, 'MAX_DEPTH_LIMIT', nested],
  ['max_height', 5, 'MAX_HEIGHT_LIMIT', nested],
  ['max_aliases', 1, 'MAX_ALIASES_LIMIT', nested],
  ['max_root_fields', 2, 'MAX_ROOT_FIELDS_LIMIT', nested],
  ['max_definitions', 2, 'MAX_DEFINITIONS_LIMIT', nested],
  ['parser_max_recursion', 3, 'GRAPHQL_PARSE_FAILED', '{ a { a(b: [1]) { other } } }'],
  ['parser_max_recursion', 4, 'GRAPHQL_PARSE_FAILED', '{ a(b: [[[1]]]) { other } }'],
  ['parser_max_literal_depth', 3, 'GRAPHQL_PARSE_FAILED', '{ a(b: [{ c: [1] }]) { a(b: [1]) { other } } }'],
  ['parser_max_literal_depth', 2, 'GRAPHQL_PARSE_FAILED', 'query ($v: V = [[1]]) { a(b: $v) { other } }'],
  ['max_directives', 3, 'MAX_DIRECTIVES_LIMIT', '{ other @a @a x: other @b }'],
  ['max_directives_per_location', 2, 'MAX_DIRECTIVES_LIMIT', 'query @x @y { other @a x: other @b }'],
  ['max_list_argument_items', 3, 'MAX_LIST_ARGUMENT_ITEMS_LIMIT', '{ a(b: [1, 2, 3]) { other } }'],
  [
    'max_introspection_lists',
    4,
    'MAX_INTROSPECTION_LISTS_LIMIT',
    '{ __schema { types { ...F } } } fragment F on __Type { a: fields { name } b: fields { name } }',
  ],
  ['max_field_comparisons', 6, 'MAX_FIELD_COMPARISONS_LIMIT', '{ other other other }'],
])('%s allows as many as it says', (key, size, code, text) => {
  expect(readCodes(findErrors(text, { [key]: size }))).not.toContain(code);
  const [error, ...others] = findErrors(text, { [key]: size - 1 });
  expect(readCodes([error as GraphQLError, ...others])).toEqual([code]);
  expect(error?.message).toContain(`of ${size}; allowed are ${size - 1} (limits.${key})`);
});

test('fragments that spread each other again and again are counted in no time', () => {
  const bomb = `{ root { ...F0 } } ${repeat(800, (level) => `fragment F${level} on A { a { ...F${level + 1} } b { ...F${level + 1} } }`)} fragment F800 on A { leaf }`;
  const [error] = findErrors(bomb, { max_height: 10_000 });
  expect(error?.message).toContain('has a number of fields of more than can be counted');
  expect(readCodes(findErrors(bomb, { max_field_comparisons: 50_000 }))).toEqual(['MAX_FIELD_COMPARISONS_LIMIT']);
});

test('a fragment that spreads itself is refused before anything follows it', () => {
  const circle = `{ ...F0 } ${repeat(400, (index) => `fragment F${index} on Query { ...F${(index + 1) % 400} }`)}`;
  expect(findErrors(circle, { max_height: 10, max_field_comparisons: 10 }).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Fragment "F\d+" spreads itself\.$/),
  ]);
});

test.each([
  ['fields with long arguments', `{ ${repeat(60, () => `a(b: [${repeat(60, String)}]) { other }`)} }`],
  ['fields below each other', `{ ${repeat(60, () => `a { ${repeat(30, () => 'other')} }`)} }`],
  [
    'the same fragments at one place',
    `{ ${repeat(40, () => `a { ${repeat(40, (index) => `...F${index}`)} }`)} } ${repeat(40, (index) => `fragment F${index} on Query { other }`)}`,
  ],
  ['fields in inline fragments', `{ ${repeat(400, () => '... { other }')} }`],
])('%s cost validation their square, and are refused before', (_, text) => {
  expect(readCodes(findErrors(text, { max_field_comparisons: 50_000 }))).toEqual(['MAX_FIELD_COMPARISONS_LIMIT']);
});

test('what is only measured is told of and let through, save what would exhaust the stack', () => {
  const passed: PassedLimit[] = [];
  const limits = { warn_only: true, max_depth: 1, max_root_fields: 1, parser_max_recursion: 3 };
  expect(findErrors('{ a { other } other }', limits, (each) => passed.push(each))).toEqual([]);
  expect(passed).toEqual([
    { key: 'max_depth', value: 2, limit: 1, isRefused: false },
    { key: 'max_root_fields', value: 2, limit: 1, isRefused: false },
  ]);
  expect(readCodes(findErrors('{ a { a { a { other } } } }', limits))).toEqual(['GRAPHQL_PARSE_FAILED']);
});

test('variables are measured whole, however deep they are', () => {
  const check = (variables: Record<string, unknown>, limits: RequestLimits) =>
    createVariablesCheck(createLimitGuard(limits, () => {}))(variables)?.message;
  const variables = { input: { lines: [{ sku: 'A' }, { sku: 'B' }] }, first: 3 };
  expect(check(variables, { max_variables_depth: 3, max_list_argument_items: 2 })).toBeUndefined();
  expect(check(variables, { max_variables_depth: 2 })).toContain('a nesting of 3; allowed are 2');
  expect(check(variables, { max_list_argument_items: 1 })).toContain('(limits.max_list_argument_items)');
  expect(check(variables, { max_variables_bytes: JSON.stringify(variables).length + 10 })).toBeUndefined();
  expect(check({ text: 'x'.repeat(100) }, { max_variables_bytes: 100 })).toContain('(limits.max_variables_bytes)');
  const deep: unknown = JSON.parse(`${'['.repeat(200_000)}1${']'.repeat(200_000)}`);
  expect(check({ deep }, { max_variables_depth: 100 })).toContain('a nesting of 200000;');
});
