// Which operations are one for the planner, and that nothing is lost on the way there.
import { buildSchema, type DocumentNode, executeSync, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { normalizeOperation } from './normalize-operation.ts';

const schema = buildSchema(`
  scalar Decimal
  enum Color { RED GREEN }
  input Size { width: Int colors: [Color!] price: Decimal inner: Size }
  interface Named { name: String }
  type Product implements Named { id: ID! name(language: String = "en"): String price(quantity: Decimal): String related: [Named] }
  type Query { product(id: ID!, size: Size, colors: [Color!], price: Decimal, weight: Float): Product again: Query }
`);

function normalize(text: string) {
  const document: DocumentNode = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  return normalizeOperation(schema, document, operation, { isAmbiguous: () => false });
}

describe('operations are one', () => {
  test.each([
    [
      'that differ in literals',
      '{ product(id: "1") { name(language: "de") } }',
      '{ product(id: "2") { name(language: "fr") } }',
    ],
    ['that differ in numbers', '{ product(id: 1, weight: 1.5) { id } }', '{ product(id: 2, weight: 2) { id } }'],
    [
      'that differ deep in an input',
      'query ($w: Int) { product(id: 1, size: { width: $w, inner: { colors: [RED] } }) { id } }',
      'query ($w: Int) { product(id: 1, size: { width: $w, inner: { colors: [GREEN, RED] } }) { id } }',
    ],
    ['that differ in their name', 'query A { product(id: 1) { id } }', 'query B { product(id: 1) { id } }'],
    ['that differ in layout', '{product(id:1){id}}', '{\n  product(id: 1) {\n    # a comment\n    id\n  }\n}'],
    [
      'that differ in fragments that are used elsewhere',
      'query A { ...F } fragment F on Query { product(id: 1) { id } }',
      'fragment F on Query { product(id: 9) { id } } query A { ...F }',
    ],
  ])('%s', (_how, one, other) => {
    expect(normalize(one).text).toBe(normalize(other).text);
  });
});

describe('operations stay apart', () => {
  test.each([
    ['that ask for other fields', '{ product(id: 1) { id } }', '{ product(id: 1) { name } }'],
    [
      'whose conditions differ',
      '{ product(id: 1) { id @skip(if: true) name } }',
      '{ product(id: 1) { id @skip(if: false) name } }',
    ],
    [
      'in which equal arguments became different ones',
      '{ a: product(id: 1) { id } b: product(id: 1) { id } }',
      '{ a: product(id: 1) { id } b: product(id: 2) { id } }',
    ],
  ])('%s', (_how, one, other) => {
    expect(normalize(one).text).not.toBe(normalize(other).text);
  });
});

test('a literal of a custom scalar that is a number keeps every digit', () => {
  const { text, literals } = normalize('{ product(id: 1, price: 12345678901234567890.123) { price(quantity: 10) } }');
  expect(text).toContain('12345678901234567890.123');
  expect(text).toContain('quantity: 10');
  expect([...literals.values()]).toEqual(['1']);
});

test('what is the same literal is one variable, so that fields still merge', () => {
  const { text } = normalize(
    '{ product(id: 1) { name(language: "de") } ... { product(id: 1) { name(language: "de") id } } }',
  );
  expect(validate(schema, parse(text))).toEqual([]);
});

test('the normalised operation is valid and has the same answer', () => {
  const text = `query Q($s: Size, $representations: ID!, $yes: Boolean = true) {
    __typename a: again { p: product(id: $representations, size: $s, colors: [RED]) @include(if: $yes) { ...P } }
    constructor: product(id: "x") { __proto__: name(language: "de") related { ... on Product { id } } } ...Own
  }
  fragment P on Product { id name }
  fragment Own on Query { __type(name: "Product") { name } }`;
  const normalized = normalize(text);
  expect(validate(schema, normalized.document)).toEqual([]);
  const rootValue = {
    again: () => rootValue,
    product: (given: object) => ({ id: JSON.stringify(given), name: ({ language }: { language: string }) => language }),
  };
  const original = executeSync({ schema, document: parse(text), rootValue, variableValues: { representations: '1' } });
  const literals = [...normalized.literals].map(([name, json]) => [name, JSON.parse(json) as unknown]);
  const variableValues = { _client_representations: undefined, ...Object.fromEntries(literals), representations: '1' };
  const answer = executeSync({
    schema,
    document: normalized.document,
    rootValue,
    variableValues: { ...variableValues, _client_representations: '1' },
  });
  expect(original.errors).toBeUndefined();
  const renamed = JSON.stringify(answer).replaceAll('_response_', '');
  expect(renamed).toBe(JSON.stringify(original));
});

test('what the gateway answers itself is not planned', () => {
  expect(
    normalize('{ __typename __schema { queryType { name } } ...F } fragment F on Query { t: __typename }').planned,
  ).toBeUndefined();
  const { planned } = normalize(
    '{ ...F product(id: 1) { __typename } again { __typename } } fragment F on Query { __type(name: "A") { name } }',
  );
  expect(planned?.text).not.toMatch(/__type\(|fragment|_literal1/);
  expect(validate(schema, planned?.document ?? parse('{'))).toEqual([]);
});
