// Which plans are refused although a planner made them, and that sound ones are not.
import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readSupergraphRules } from './entity-rules.ts';
import { findPlanFault } from './plan-fault.ts';
import type { FetchNode, PlanNode, RequiredSelection } from './query-plan.ts';

const sdl = `
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__type(graph: join__Graph!, key: String, resolvable: Boolean = true) repeatable on OBJECT
  directive @join__field(graph: join__Graph, requires: String, provides: String) repeatable on FIELD_DEFINITION
  enum join__Graph { ITEMS @join__graph(name: "items", url: "") STOCK @join__graph(name: "stock", url: "") }
  scalar Json
  type Query { item: Item }
  type Item
    @join__type(graph: ITEMS, key: "id")
    @join__type(graph: STOCK, key: "id", resolvable: false)
    @join__type(graph: STOCK, key: "sku")
  {
    id: ID!
    sku: String!
    weight(unit: String): Int @join__field(graph: ITEMS)
    volume(of: Json): Int @join__field(graph: ITEMS)
    freight: Int @join__field(graph: STOCK, requires: "weight(unit: \\"g\\")")
    count: Int @join__field(graph: STOCK)
  }
`;
const schema = buildSchema(sdl);
const rules = readSupergraphRules(parse(sdl));

function fetchItem(fields: string): FetchNode {
  return {
    kind: 'fetch',
    subgraph: 'items',
    operationKind: 'query',
    document: `{ item { __typename ${fields} } }`,
    operationName: undefined,
    variableNames: [],
    target: { kind: 'root', path: [], outputRewrites: [] },
  };
}

function fetchStock(fields: string, sent: readonly string[]): FetchNode {
  const selections = sent.map((name): RequiredSelection => ({
    kind: 'field',
    dataNames: [name],
    name,
    selections: [],
  }));
  const lookup = {
    responseName: '_entities',
    variableName: 'representations',
    paths: [[{ kind: 'field', responseName: 'item' }]],
    requires: [{ kind: 'fragment', typeName: 'Item', selections }],
    inputRewrites: [],
    outputRewrites: [],
  } as const;
  return {
    kind: 'fetch',
    subgraph: 'stock',
    operationKind: 'query',
    document: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Item { ${fields} } } }`,
    operationName: undefined,
    variableNames: [],
    target: { kind: 'entities', lookups: [lookup] },
  };
}

function findFault(...nodes: PlanNode[]): string | undefined {
  return findPlanFault({ kind: 'sequence', nodes }, schema, rules);
}

test('a plan that sends a key and what is required is sound', () => {
  const sent = ['__typename', 'sku', 'weight'];
  expect(findFault(fetchItem('sku weight(unit: "g")'), fetchStock('freight count', sent))).toBeUndefined();
});

test('a key that the subgraph does not resolve is none', () => {
  expect(findFault(fetchItem('id'), fetchStock('count', ['__typename', 'id']))).toBe(
    'subgraph "stock" would be sent no key by which it finds an entity of type Item',
  );
});

test('a field does not go without what it requires', () => {
  expect(findFault(fetchItem('sku'), fetchStock('freight', ['__typename', 'sku']))).toBe(
    'subgraph "stock" would not be sent what Item.freight requires: weight(unit: "g")',
  );
});

test('what is sent is the required field with the required arguments', () => {
  const sent = ['__typename', 'sku', 'weight'];
  expect(findFault(fetchItem('sku weight(unit: "kg")'), fetchStock('freight', sent))).toBe(
    '"item.weight" would be both Item.weight(unit: "kg") and Item.weight(unit: "g")',
  );
});

test('one name does not stand for two fields at one place, under whatever condition', () => {
  const second: PlanNode = { kind: 'condition', variable: 'a', ifTrue: fetchItem('x: sku'), ifFalse: undefined };
  expect(findFault(fetchItem('x: id'), second)).toBe('"item.x" would be both Item.id and Item.sku');
});

test('arguments in another order are the same', () => {
  const one = fetchItem('volume(of: { a: 1, b: { c: 1, d: 2 } })');
  expect(findFault(one, fetchItem('volume(of: { b: { d: 2, c: 1 }, a: 1 })'))).toBeUndefined();
  expect(findFault(one, fetchItem('volume(of: { b: { d: 1, c: 2 }, a: 1 })'))).toMatch(/^"item.volume" would be both/);
});
