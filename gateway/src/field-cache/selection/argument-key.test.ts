// The key of a call is the same for the same arguments, however they are written, and for no others.
import * as fc from 'fast-check';
import {
  buildSchema,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  type ValueNode,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { compileArgumentKey, writeCanonicalJson } from './argument-key.ts';

const sdl = `
  enum Color { RED BLUE }
  input Filter { name: String min: Int tags: [String] inner: Filter }
  type Query { f(a: Int = 3, b: String, filter: Filter, list: [Int], color: Color = RED, on: Boolean): Int g: Int }`;
const schema = buildSchema(sdl);
const definition = schema.getQueryType()?.getFields()['f'];
const parameters = parse(sdl).definitions.flatMap((each) =>
  each.kind === Kind.OBJECT_TYPE_DEFINITION ? (each.fields?.[0]?.arguments ?? []) : [],
);

interface Call {
  /** What stands between the parentheses. */
  readonly text: string;
  readonly head: string;
  readonly variables: Record<string, unknown>;
}

function readCall({ text, head }: Call): { readonly operation: OperationDefinitionNode; readonly field: FieldNode } {
  const [operation] = parse(`query ${head} { f${text === '' ? '' : `(${text})`} }`).definitions;
  const field = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || field?.kind !== Kind.FIELD) throw new Error('That is no call.');
  return { operation, field };
}

function writeKey(call: Call): string {
  const { operation, field } = readCall(call);
  const defaults = new Map<string, ValueNode>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue !== undefined) defaults.set(variable.name.value, defaultValue);
  }
  return compileArgumentKey(field, parameters, defaults)({ variables: call.variables, literals: new Map() });
}

/** What the arguments mean, as graphql-js has it. */
function coerce(call: Call): string {
  const { operation, field } = readCall(call);
  if (definition === undefined) throw new Error('The schema has no such field.');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], call.variables);
  if (errors !== undefined) throw new Error(errors.join());
  return writeCanonicalJson(getArgumentValues(definition, field, coerced));
}

const key = (text: string, head = '', variables: Record<string, unknown> = {}): string =>
  writeKey({ text, head, variables });

describe('the same key', () => {
  test.each([
    ['a default and what is left out', key('a: 3, color: RED'), key('')],
    ['a variable that is not given, and the default of its parameter', key('a: $v', '($v: Int)'), key('')],
    ['a variable with a default', key('a: $v', '($v: Int = 4)'), key('a: 4')],
    ['a variable and a literal', key('b: $v', '($v: String)', { v: 'x' }), key('b: "x"')],
    ['an enum value as a variable', key('color: $v', '($v: Color)', { v: 'BLUE' }), key('color: BLUE')],
    ['another order of arguments', key('b: "x", a: 1'), key('a: 1, b: "x"')],
    ['another order of members', key('filter: { min: 1, name: "x" }'), key('filter: { name: "x", min: 1 }')],
    [
      'another order of members in a variable',
      key('filter: $v', '($v: Filter)', { v: { min: 1, inner: { tags: [], name: 'y' } } }),
      key('filter: { inner: { name: "y", tags: [] }, min: 1 }'),
    ],
    [
      'a member whose variable is not given',
      key('filter: { min: 1, name: $v }', '($v: String)'),
      key('filter: { min: 1 }'),
    ],
    ['another name of the variable', key('a: $v', '($v: Int)', { v: 1 }), key('a: $w', '($w: Int)', { w: 1 })],
  ])('%s', (_, left, right) => {
    expect(left).toBe(right);
  });
});

describe('another key', () => {
  test.each([
    ['null and nothing', key('b: null'), key('')],
    ['null and a default', key('a: null'), key('')],
    ['a variable that is null, and its default', key('a: $v', '($v: Int = 4)', { v: null }), key('a: 4')],
    ['an empty text and null', key('b: ""'), key('b: null')],
    ['an empty list and null', key('list: []'), key('list: null')],
    ['an empty object and null', key('filter: {}'), key('filter: null')],
    ['false and nothing', key('on: false'), key('')],
    ['zero and the default', key('a: 0'), key('')],
    ['a text that looks like two arguments', key('b: "x\\",\\"color\\":\\"BLUE"'), key('b: "x", color: BLUE')],
    ['a member that is null and one that is not there', key('filter: { name: null }'), key('filter: {}')],
  ])('%s', (_, left, right) => {
    expect(left).not.toBe(right);
  });
});

test('a field without parameters is its name', () => {
  const { field } = readCall({ text: '', head: '', variables: {} });
  expect(
    compileArgumentKey(
      { ...field, name: { kind: Kind.NAME, value: 'g' } },
      [],
      new Map(),
    )({ variables: {}, literals: new Map() }),
  ).toBe('g');
});

type Json = null | number | string | boolean | readonly Json[] | { readonly [name: string]: Json };

const text = fc.constantFrom('', 'x', 'null', '"', '{}', 'RED');
/** Up to two levels deep. */
function createFilter(depth: number): fc.Arbitrary<Json> {
  const members: Record<string, fc.Arbitrary<Json>> = {
    name: fc.option(text),
    min: fc.option(fc.nat(3)),
    tags: fc.option(fc.array(fc.option(text), { maxLength: 2 })),
    ...(depth > 0 && { inner: fc.option(createFilter(depth - 1)) }),
  };
  const drawn: fc.Arbitrary<unknown> = fc.record(members, { requiredKeys: [], noNullPrototype: true });
  return drawn as fc.Arbitrary<Json>;
}

const values: Record<string, fc.Arbitrary<Json>> = {
  a: fc.option(fc.nat(4)),
  b: fc.option(text),
  filter: fc.option(createFilter(2)),
  list: fc.option(fc.array(fc.option(fc.nat(3)), { maxLength: 3 })),
  color: fc.constantFrom('RED', 'BLUE'),
  on: fc.option(fc.boolean()),
};
const types: Record<string, string> = {
  a: 'Int',
  b: 'String',
  filter: 'Filter',
  list: '[Int]',
  color: 'Color',
  on: 'Boolean',
};

function writeLiteral(value: Json, isEnum: boolean): string {
  if (Array.isArray(value))
    return `[${(value as readonly Json[]).map((item) => writeLiteral(item, false)).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return isEnum && value !== null ? String(value) : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, member]) => `${name}: ${writeLiteral(member, false)}`)
    .join(', ')} }`;
}

/** Each argument is left out, or is a literal, or a variable with or without a default, given or not. */
const call: fc.Arbitrary<Call> = fc
  .tuple(...Object.entries(values).map(([name, value]) => fc.tuple(fc.constant(name), fc.nat(5), value, value)))
  .map((given) => {
    const texts: string[] = [];
    const heads: string[] = [];
    const variables: Record<string, unknown> = {};
    for (const [name, how, value, fallback] of given) {
      if (how === 0) continue;
      const isEnum = name === 'color';
      if (how === 1 || how === 2) {
        texts.push(`${name}: ${writeLiteral(value, isEnum)}`);
        continue;
      }
      texts.push(`${name}: $${name}`);
      heads.push(`$${name}: ${types[name]}${how === 3 ? '' : ` = ${writeLiteral(fallback, isEnum)}`}`);
      if (how !== 5) variables[name] = value;
    }
    return { text: texts.join(', '), head: heads.length === 0 ? '' : `(${heads.join(', ')})`, variables };
  });

test('two calls have the same key if, and only if, their arguments mean the same', () => {
  const property = fc.property(call, call, (left, right) => {
    expect(writeKey(left) === writeKey(right)).toBe(coerce(left) === coerce(right));
  });
  fc.assert(property, { numRuns: 3000, seed: 1 });
  // Few of them mean the same by chance.
  const same = fc.property(call, (left) => {
    const meant = JSON.parse(coerce(left)) as Record<string, Json>;
    const written = Object.entries(meant)
      .toReversed()
      .map(([name, value]) => `${name}: ${writeLiteral(value, name === 'color')}`);
    expect(writeKey({ text: written.join(', '), head: '', variables: {} })).toBe(writeKey(left));
  });
  fc.assert(same, { numRuns: 1000, seed: 1 });
});
