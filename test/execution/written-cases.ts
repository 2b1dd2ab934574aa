// Operations that are hard to meet by chance, each with the smallest graph that has the trouble.
import type { SubgraphSource } from './graph-sdl.ts';

export interface WrittenCase {
  readonly title: string;
  readonly subgraphs: readonly SubgraphSource[];
  readonly operation: string;
  readonly variables?: Record<string, unknown>;
}

const imports = '["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@interfaceObject"]';

function subgraph(name: string, sdl: string): SubgraphSource {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ${imports})`;
  return { name, sdl: `${link}\n${sdl}\n` };
}

const shop = [
  subgraph(
    'products',
    `type Query { product(id: ID): Product products: [Product!]! shelf: [[Product]] nothing: [Product!] }
     type Product @key(fields: "id") { id: ID! brand: Brand! related: [Product] weight(unit: String = "kg"): Int }
     type Brand @key(fields: "code") { code: ID! }
     type Mutation { addProduct(name: String): Product! renameProduct(name: String): Product! }`,
  ),
  subgraph(
    'brands',
    `type Brand @key(fields: "code") { code: ID! country: String founder: String products: [Product!]! }
     type Product @key(fields: "id") { id: ID! }
     type Mutation { addBrand(name: String): Brand! }`,
  ),
  subgraph(
    'stock',
    `type Product @key(fields: "id") {
       id: ID!
       stock(place: String, minimum: Int = 1): Int
       heavy: String @requires(fields: "weight(unit: \\"g\\")")
       tagged: String @requires(fields: "brand { code }")
       weight(unit: String = "kg"): Int @external
       brand: Brand! @external
     }
     type Brand @key(fields: "code") { code: ID! }`,
  ),
];

const family = [
  subgraph(
    'media',
    `type Query { media: [Media!]! books: [Book!]! }
     interface Media @key(fields: "id") { id: ID! title: String }
     type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
     type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
  ),
  subgraph(
    'reviews',
    `type Query { reviewed: [Media!]! }
     type Media @key(fields: "id") @interfaceObject { id: ID! reviews: [Review!]! }
     type Review { score: Int of: Media! }`,
  ),
];

const search = [
  subgraph(
    'search',
    `type Query { search(text: String): [Hit!]! nodes: [Node] }
     union Hit = User | Page
     interface Node { id: ID! }
     type User implements Node @key(fields: "id") { id: ID! name: String! }
     type Page implements Node @key(fields: "id") { id: ID! title: String! }`,
  ),
  subgraph(
    'people',
    `type User @key(fields: "id") { id: ID! label: String friends: [User!]! best: User }
     type Page @key(fields: "id") { id: ID! label: String author: User! }`,
  ),
];

const keys = [
  subgraph(
    'a',
    `type Query { byId: [Item!]! }
     type Item @key(fields: "id") { id: ID! a: String }`,
  ),
  subgraph(
    'b',
    `type Query { bySku: [Item!]! }
     type Item @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! b: String }`,
  ),
  subgraph(
    'c',
    `type Query { byShelf: [Item] }
     type Item @key(fields: "sku") @key(fields: "shelf { row } slot") { sku: String! shelf: Shelf! slot: Int! c: String }
     type Shelf { row: ID! @shareable }`,
  ),
  subgraph(
    'd',
    `type Item @key(fields: "shelf { row } slot") { shelf: Shelf! slot: Int! d: String }
     type Shelf { row: ID! @shareable }`,
  ),
];

/** What one subgraph must not leave null, the other may: so the client schema allows it. */
const strictAndLenient = [
  subgraph(
    'strict',
    `type Query { box: Box! @shareable other: Int items: [Item!] }
     type Item @key(fields: "id") { id: ID! size: Int! @shareable weight: Int name: String }
     type Box { size: Int! @shareable }`,
  ),
  subgraph(
    'lenient',
    `type Query { box: Box @shareable }
     type Item @key(fields: "id") { id: ID! size: Int @shareable }
     type Box { size: Int @shareable }`,
  ),
  subgraph('plain', 'type Query { start: [Item] } type Item @key(fields: "id") { id: ID! }'),
];

export const writtenCases: readonly WrittenCase[] = [
  {
    title: 'one entity at two places, with one alias for different fields of another subgraph',
    subgraphs: shop,
    operation: '{ a: product(id: 1) { brand { x: country } } b: product(id: 1) { brand { x: founder } } }',
  },
  {
    title: 'one entity at two places, with one response name for different arguments',
    subgraphs: shop,
    operation: '{ a: product(id: 1) { stock(place: "A") } b: product(id: 1) { stock(place: "B", minimum: 2) } }',
  },
  {
    title: 'lists of lists of entities with nulls among them',
    subgraphs: shop,
    operation: '{ shelf { id stock brand { country products { stock } } } }',
  },
  {
    title: 'lists that may be empty, null, or hold nulls',
    subgraphs: shop,
    operation: '{ nothing { stock } products { related { stock related { stock heavy } } } }',
  },
  {
    title: 'a parent that is skipped leaves nothing to fetch',
    subgraphs: shop,
    operation: 'query Op($no: Boolean!) { products { id brand @skip(if: $no) { country } stock @include(if: $no) } }',
    variables: { no: true },
  },
  {
    title: 'one field under opposite conditions, with different fields of its own',
    subgraphs: shop,
    operation: `query Op($yes: Boolean! = true) {
      products { brand @include(if: $yes) { country } brand @skip(if: $yes) { founder } ... @skip(if: $yes) { stock } }
    }`,
  },
  {
    title: 'a variable that only the second fetch uses, given, null and absent',
    subgraphs: shop,
    operation: `query Op($place: String, $minimum: Int, $none: String) {
      products { id a: stock(place: $place) b: stock(minimum: $minimum) c: stock(place: $none) }
    }`,
    variables: { place: 'here', minimum: null },
  },
  {
    title: 'a variable with the name of the one that entities are sent in',
    subgraphs: shop,
    operation: 'query Op($representations: String) { products { stock(place: $representations) } }',
    variables: { representations: 'x' },
  },
  {
    title: 'mutations run one after the other, whichever subgraph has them',
    subgraphs: shop,
    operation: `mutation Op {
      a: addProduct(name: "a") { id stock } b: addBrand(name: "b") { code country } c: renameProduct { id brand { founder } }
      d: addBrand { code } e: addProduct { heavy }
    }`,
  },
  { title: 'nothing but names of types', subgraphs: shop, operation: '{ __typename a: __typename }' },
  {
    title: 'nothing but names of types, of entities as well',
    subgraphs: search,
    operation:
      '{ nodes { __typename t: __typename } search { ... on User { best { __typename } } ... on Node { __typename } } }',
  },
  {
    title: 'a cycle of entities, twelve fields deep',
    subgraphs: shop,
    operation: `{ product { brand { products { brand { country products { brand { products { stock brand {
      products { brand { founder } } } } } } } } } } }`,
  },
  {
    title: 'a list of friends of friends',
    subgraphs: search,
    operation:
      '{ search { ... on User { friends { name friends { name best { label name } } } } ... on Page { author { name } } } }',
  },
  {
    title: 'members of a union with one response name for different fields',
    subgraphs: search,
    operation: '{ search { ... on User { x: name y: label } ... on Page { x: title y: label author { y: label } } } }',
  },
  {
    title: 'fields of an interface that its subgraph does not have',
    subgraphs: search,
    operation: '{ nodes { id ... on User { label } ... on Page { label title } } }',
  },
  {
    title: 'entities that are known by four different keys',
    subgraphs: keys,
    operation: '{ byId { a b c d } bySku { a b c d } byShelf { a b c d } }',
  },
  {
    title: 'an interface that another subgraph extends as an object',
    subgraphs: family,
    operation: '{ media { title reviews { score } } reviewed { reviews { score of { title } } } }',
  },
  {
    title: 'types of an interface that its subgraph only knows as an object',
    subgraphs: family,
    operation:
      '{ reviewed { id ... on Book { pages } ... on Film { minutes title } reviews { of { ... on Book { pages } } } } }',
  },
  {
    title: 'an interface of which only the name of the type is asked for, by an alias',
    subgraphs: search,
    operation: '{ nodes { a: __typename } search { b: __typename } }',
  },
  {
    title: 'names that every object inherits',
    subgraphs: shop,
    operation: `{ constructor: product { toString: brand { hasOwnProperty: country __proto__: founder } valueOf: stock }
      __proto__: products { __proto__: brand { constructor: code } } then: product { toJSON: id } }`,
  },
  {
    title: 'a field that requires another with an argument, beside the same field without',
    subgraphs: shop,
    operation: '{ products { heavy kg: weight tagged } }',
  },
  {
    title: 'a field that requires another and is left out, beside one of the same subgraph',
    subgraphs: shop,
    operation: `query ($no: Boolean!, $yes: Boolean!) {
      products { stock heavy @include(if: $no) related { stock ...Heavy @skip(if: $yes) ...Tagged } }
    }
    fragment Heavy on Product { heavy }
    fragment Tagged on Product { tagged @include(if: $yes) heavy @include(if: false) }`,
    variables: { no: false, yes: true },
  },
  {
    title: 'a null that takes everything with it in its subgraph, and nothing in the client schema',
    subgraphs: strictAndLenient,
    operation: '{ box { size } other items { id name } }',
  },
  {
    title: 'a null that takes an entity with it in its subgraph, and nothing in the client schema',
    subgraphs: strictAndLenient,
    operation: '{ start { id size weight name } items { size name } }',
  },
  {
    title: 'a field that a literal leaves out, under a condition that holds for all that is fetched',
    subgraphs: shop,
    operation: `query ($yes: Boolean!) {
      products @include(if: $yes) {
        id
        related @skip(if: true) @include(if: $yes) { id }
        ...Stock @skip(if: true)
      }
    }
    fragment Stock on Product { stock @include(if: $yes) }`,
    variables: { yes: true },
  },
];
