// Costs are what a naive count of the written-out operation gives, and estimates are never below what lists of at most the
// assumed length really cost.
import * as fc from 'fast-check';
import {
  buildSchema,
  type FieldNode,
  getNamedType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { expect, test } from 'vitest';
import { weighAnswer } from './actual-cost.ts';
import { readCostDirectives } from './cost-directives.ts';
import { compileCostFields } from './cost-fields.ts';
import { baseCost, compileEstimate } from './estimate-cost.ts';
import { createInputWeights } from './input-weights.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@listSize", as: "@length" }])
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @length(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) repeatable on FIELD_DEFINITION
  directive @join__field(requires: String) repeatable on FIELD_DEFINITION

  type Query {
    book: Book
    books: [Book]
    shelf: [[Book]]
    best: [Book] @length(assumedSize: 5)
    page(first: Int = 3): Page @length(slicingArguments: ["first"], sizedFields: ["nodes"])
    deep(first: Int = 3): Deep @length(slicingArguments: ["first"], sizedFields: ["page { nodes }"])
    either(first: Int, last: Int): [Book] @length(slicingArguments: ["first", "last"])
    any(first: Int, last: Int): [Book] @length(slicingArguments: ["first", "last"], assumedSize: 4, requireOneSlicingArgument: false)
    byIds(ids: [ID!]!): [Book] @length(slicingArguments: ["ids"])
    search(input: Search!): [Book] @length(slicingArguments: ["input.page.first"])
    priced(lines: [Line!] @cost(weight: 3)): Int @cost(weight: 2)
    thing: Thing
    hit: Hit
  }
  type Mutation { save(line: Line!): Book }
  input Search { page: Paging, text: String }
  input Paging { first: Int }
  input Line { sku: ID!, amount: Int @cost(weight: 4) }
  type Page { nodes: [Book] info: Info others: [Book] }
  type Deep { page: Page }
  type Info { hasNext: Boolean }
  type Book { title: String author: Author price: Int @cost(weight: 3) rank: Rank code: Code total: Int @join__field(requires: "author { address { city } }") related: [Book] @length(assumedSize: 2) all: [Book] @length(assumedSize: 2147483647) }
  type Author { name: String address: Address }
  type Address @cost(weight: 5) { city: String }
  enum Rank @cost(weight: 2) { A }
  scalar Code @cost(weight: 1)
  interface Thing { author: Author }
  type Toy implements Thing { author: Author @cost(weight: 7) }
  type Pen implements Thing { author: Author }
  union Hit = Book | Address
`;
const schema = buildSchema(sdl);
const directives = readCostDirectives(parse(sdl));
const inputWeights = createInputWeights(directives);
const listSize = 10;

function estimate(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const problems: string[] = [];
  const fields = compileCostFields(
    document,
    { schema, directives, inputWeights, listSize },
    (name) => variables[name] === true,
  );
  const read = (name: string): unknown => variables[name];
  const cost = compileEstimate(fields, baseCost(operation?.operation ?? 'query'))(read, (each) => problems.push(each));
  return { cost, problems };
}

test.each<[what: string, text: string, cost: number, variables?: Record<string, unknown>]>([
  ['objects cost 1, scalars nothing', '{ book { title author { name } } }', 2],
  ['a type has a weight of its own', '{ book { author { address { city } } } }', 7],
  ['and so have enums, scalars and fields', '{ book { rank code price } }', 1 + 2 + 1 + 3],
  ['lists multiply', '{ books { author { name } } }', 20],
  ['lists in lists as well', '{ shelf { title } books { related { title } } }', 100 + 30],
  ['the assumed size counts', '{ best { author { name } } }', 10],
  ['a slicing argument counts, by literal', '{ page(first: 7) { nodes { title } info { hasNext } } }', 1 + 7 + 1],
  ['by variable', 'query ($n: Int) { page(first: $n) { nodes { title } } }', 1 + 8, { n: 8 }],
  ['by default', '{ page { nodes { title } others { title } } }', 1 + 3 + 10],
  ['by default where the variable is not given', 'query ($n: Int) { page(first: $n) { nodes { title } } }', 1 + 3],
  ['through objects below', '{ deep(first: 4) { page { nodes { title } } } }', 1 + 1 + 4],
  ['inside of objects', 'query ($i: Search!) { search(input: $i) { title } }', 6 + 2, { i: { page: { first: 6 } } }],
  ['as the length of a list', '{ byIds(ids: ["a", "b", "c"]) { title } }', 3],
  ['the longest of several', '{ any(first: 2, last: 5) { title } }', 5],
  ['what is assumed where none is given', '{ any { title } }', 4],
  ['a negative size is none', '{ page(first: -5) { nodes { title } } }', 1],
  ['arguments cost what their values do', '{ priced(lines: [{ sku: "a", amount: 1 }, { sku: "b" }]) }', 2 + 3 + 4 + 3],
  ['objects in arguments cost 1', 'mutation { save(line: { sku: "a" }) { title } }', 10 + 1 + 1],
  ['what a field requires is fetched as well', '{ book { total } }', 1 + 6],
  ['of an interface, the dearest type counts', '{ thing { author { name } } }', 1 + 7],
  ['types in fragments add up', '{ hit { ... on Book { author { name } } ... on Address { city } } }', 5 + 1],
  [
    'a field counts once',
    '{ book { author { name } ...F } } fragment F on Book { author { name address { city } } }',
    7,
  ],
  [
    'what is skipped costs nothing',
    'query ($a: Boolean!) { book @skip(if: $a) { title } books @include(if: $a) { title } }',
    10,
    { a: true },
  ],
  ['introspection is no list of a subgraph', '{ __typename __schema { types { name } } }', 0],
])('%s', (_, text, cost, variables) => {
  expect(estimate(text, variables)).toEqual({ cost, problems: [] });
});

test('exactly one slicing argument is needed, unless the schema says otherwise', () => {
  expect(estimate('{ either(first: 2) { title } }')).toEqual({ cost: 2, problems: [] });
  expect(estimate('{ either(first: 2, last: 3) { title } }').problems).toEqual([
    'Field "Query.either" needs exactly one of its arguments "first", "last"; 2 are given.',
  ]);
  expect(estimate('query ($n: Int) { either(first: $n) { title } }').problems).toHaveLength(1);
});

test('what is beyond counting is the largest number, and never none', () => {
  const nest = (levels: number): string => (levels === 0 ? 'title' : `all { ${nest(levels - 1)} }`);
  expect(estimate(`{ books { ${nest(2)} } }`).cost).toBe(Number.MAX_SAFE_INTEGER);
  expect(estimate(`{ books { ${nest(300)} } }`).cost).toBe(Number.MAX_SAFE_INTEGER);
  expect(estimate(`{ page(first: 0) { nodes { ${nest(300)} } } }`).cost).toBe(1);
  expect(estimate(`{ page(first: 2147483647) { nodes { ${nest(300)} } } }`).cost).toBe(Number.MAX_SAFE_INTEGER);
});

/** As a person would count with the operation written out on paper. */
function countNaively(set: SelectionSetNode, typeName: string, sizes: Record<string, number>): number {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} has no fields.`);
  const weights: Record<string, number> = { price: 3, rank: 2, code: 1, address: 5 };
  let sum = 0;
  for (const selection of set.selections as readonly FieldNode[]) {
    const name = selection.name.value;
    const field = type.getFields()[name];
    if (field === undefined) throw new Error(`There is no ${name}.`);
    const [first] = selection.arguments ?? [];
    const given = first?.value.kind === Kind.INT ? Number(first.value.value) : 3;
    const usual: Record<string, number> = { ...sizes, best: 5, related: 2 };
    const times = isListType(field.type) ? (usual[name] ?? listSize) : 1;
    const inner = name === 'page' ? { nodes: given } : {};
    for (let time = 0; time < times; time += 1) {
      sum += weights[name] ?? (selection.selectionSet ? 1 : 0);
      if (selection.selectionSet) sum += countNaively(selection.selectionSet, getNamedType(field.type).name, inner);
    }
  }
  return sum;
}

const leaf = fc.constantFrom('title', 'price', 'rank', 'code', 'author { name }', 'author { address { city } }');
const { book } = fc.letrec<{ book: string }>((tie) => ({
  book: fc
    .uniqueArray(
      fc.oneof(
        { depthSize: 'small' },
        leaf,
        tie('book').map((inner) => `related { ${inner} }`),
      ),
      {
        minLength: 1,
        maxLength: 4,
        selector: (text) => text.slice(0, text.indexOf(' ') === -1 ? undefined : text.indexOf(' ')),
      },
    )
    .map((texts) => texts.join(' ')),
}));
const query = fc
  .array(
    fc.oneof(
      book.map((inner) => `book { ${inner} }`),
      book.map((inner) => `books { ${inner} }`),
      book.map((inner) => `best { ${inner} }`),
      fc
        .tuple(fc.integer({ min: 0, max: 6 }), book, book)
        .map(
          ([first, nodes, others]) =>
            `page(first: ${first}) { nodes { ${nodes} } others { ${others} } info { hasNext } }`,
        ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((fields) => `{ ${fields.map((field, index) => `f${index}: ${field}`).join(' ')} }`);

test('an estimate is what the operation written out costs', () => {
  fc.assert(
    fc.property(query, (text) => {
      const [operation] = parse(text).definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
      expect(estimate(text).cost).toBe(countNaively(operation.selectionSet, 'Query', {}));
    }),
  );
});

/** An answer with lists of at most the assumed length. */
function answer(
  set: SelectionSetNode,
  typeName: string,
  draw: () => number,
  sizes: Record<string, number> = {},
): unknown {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} has no fields.`);
  return Object.fromEntries(
    (set.selections as readonly FieldNode[]).map((selection) => {
      const { name, alias, selectionSet } = selection;
      const field = type.getFields()[name.value];
      if (field === undefined) throw new Error(`There is no ${name.value}.`);
      const [first] = selection.arguments ?? [];
      const inner: Record<string, number> = first?.value.kind === Kind.INT ? { nodes: Number(first.value.value) } : {};
      const one = (): unknown => {
        if (draw() % 7 === 0) return null;
        return selectionSet ? answer(selectionSet, getNamedType(field.type).name, draw, inner) : 'value';
      };
      const most = { best: 5, related: 2, ...sizes }[name.value] ?? listSize;
      const value = isListType(field.type) ? Array.from({ length: draw() % (most + 1) }, one) : one();
      return [(alias ?? name).value, value];
    }),
  );
}

test('no answer with lists of at most the assumed length costs more than the estimate, and a whole one costs as much', () => {
  fc.assert(
    fc.property(query, fc.infiniteStream(fc.nat(1000)), (text, numbers) => {
      const document = parse(text);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('There is no operation.');
      const fields = compileCostFields(document, { schema, directives, inputWeights, listSize: 0 });
      const draw = (): number => numbers.next().value ?? 0;
      const data = answer(operation.selectionSet, 'Query', draw) as Record<string, unknown>;
      const { cost } = estimate(text);
      expect(weighAnswer(fields, data, () => undefined)).toBeLessThanOrEqual(cost);
      // The largest number of which nothing is null and every list is full.
      const whole = answer(operation.selectionSet, 'Query', () => fullDraw) as Record<string, unknown>;
      expect(weighAnswer(fields, whole, () => undefined)).toBe(cost);
    }),
    { numRuns: 60 },
  );
});

/** -1 for every length of list up to 11, and no multiple of 7. */
const fullDraw = 27_719;
