// Requests that are small to send and would be dear to answer, each with the code it is refused with.

export interface HostileRequest {
  readonly what: string;
  readonly code: string;
  /** Of the request. */
  readonly body: string;
}

const repeat = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

const query = (text: string, variables: unknown = {}): string => JSON.stringify({ query: text, variables });

function nestRelationships(levels: number): string {
  if (levels === 0) return 'sku';
  return `relationships(first: 20) { edges { node { sku ${nestRelationships(levels - 1)} } } }`;
}

/** As a text: to write it out, `JSON.stringify` would need more stack than there is. */
const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
const product = (selection: string): string => `{ product(sku: "BRG-6205-2RS") { ${selection} } }`;
const ofSkus = 'query ($skus: [ID!]!) { productsBySku(skus: $skus) { sku } }';

export const hostileRequests: readonly HostileRequest[] = [
  {
    what: 'a document of very many tokens',
    code: 'GRAPHQL_PARSE_FAILED',
    body: query(`{ ${repeat(200_000, () => 'a')} }`),
  },
  {
    what: 'selections within each other, deeper than a parser can go',
    code: 'GRAPHQL_PARSE_FAILED',
    body: query(`${'{a'.repeat(7000)}${'}'.repeat(7000)}`),
  },
  {
    what: 'selections within each other, as deep as a parser can go',
    code: 'GRAPHQL_PARSE_FAILED',
    body: query(`${'{a'.repeat(600)}${'}'.repeat(600)}`),
  },
  {
    what: 'lists within each other in an argument',
    code: 'GRAPHQL_PARSE_FAILED',
    body: query(`{ productsBySku(skus: ${'['.repeat(700)}"a"${']'.repeat(700)}) { sku } }`),
  },
  {
    what: 'lists within each other in an argument that takes anything',
    code: 'GRAPHQL_PARSE_FAILED',
    body: query(product(`price(quantity: ${'['.repeat(100)}1${']'.repeat(100)}) { __typename }`)),
  },
  {
    what: 'one field again and again',
    code: 'MAX_FIELD_COMPARISONS_LIMIT',
    body: query(product(repeat(900, () => 'sku'))),
  },
  {
    what: 'one field again and again, with long arguments',
    code: 'MAX_FIELD_COMPARISONS_LIMIT',
    body: query(product(repeat(120, () => `attributes(codes: [${repeat(100, () => '"a"')}]) { code }`))),
  },
  {
    what: 'objects again and again within each other',
    code: 'MAX_FIELD_COMPARISONS_LIMIT',
    body: query(product(repeat(28, () => `relationships { edges { ${repeat(28, () => 'type')} } }`))),
  },
  {
    what: 'fragments that differ in name only, spread at one place',
    code: 'MAX_FIELD_COMPARISONS_LIMIT',
    body: query(
      `${product(repeat(30, () => repeat(30, (index) => `...F${index}`)))} ${repeat(30, (index) => `fragment F${index} on Product { sku }`)}`,
    ),
  },
  {
    what: 'fragments that spread each other twice, thirty levels deep',
    code: 'MAX_HEIGHT_LIMIT',
    body: query(
      `{ ...F0 } ${repeat(30, (level) => `fragment F${level} on Query { a: __typename ...F${level + 1} ... { ...F${level + 1} } }`)} fragment F30 on Query { __typename }`,
    ),
  },
  {
    what: 'fragments that spread each other in a circle',
    code: 'GRAPHQL_VALIDATION_FAILED',
    body: query(
      `{ ...F0 } ${repeat(90, (index) => `fragment F${index} on Query { ...F${(index + 1) % 90} __typename }`)}`,
    ),
  },
  {
    what: 'very many fragments',
    code: 'MAX_DEFINITIONS_LIMIT',
    body: query(
      `{ ${repeat(1000, (index) => `...F${index}`)} } ${repeat(1000, (index) => `fragment F${index} on Query { __typename }`)}`,
    ),
  },
  {
    what: 'very many operations',
    code: 'MAX_DEFINITIONS_LIMIT',
    body: query(repeat(2000, (index) => `query Q${index} { __typename }`)),
  },
  {
    what: 'unknown directives again and again at one place',
    code: 'MAX_DIRECTIVES_LIMIT',
    body: query(`{ __typename ${repeat(5000, () => '@a')} }`),
  },
  {
    what: 'directives everywhere',
    code: 'MAX_DIRECTIVES_LIMIT',
    body: query(`{ ${repeat(700, (index) => `a${index}: __typename @skip(if: false) @include(if: true)`)} }`),
  },
  {
    what: 'one field under very many names',
    code: 'MAX_ALIASES_LIMIT',
    body: query(product(repeat(900, (index) => `a${index}: name`))),
  },
  {
    what: 'very many fields of the root',
    code: 'MAX_ROOT_FIELDS_LIMIT',
    body: query(`{ ${repeat(150, (index) => `a${index}: product(sku: "${index}") { sku }`)} }`),
  },
  {
    what: 'objects in objects',
    code: 'MAX_DEPTH_LIMIT',
    body: query(`{ category(code: "a") ${'{ parent '.repeat(40)} { code } ${'}'.repeat(40)} }`),
  },
  {
    what: 'very many fields that do not exist',
    code: 'GRAPHQL_VALIDATION_FAILED',
    body: query(`{ ${repeat(49, (index) => `nothing${index}`)} }`),
  },
  {
    what: 'types in types in types of the schema',
    code: 'GRAPHQL_VALIDATION_FAILED',
    body: query('{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }'),
  },
  {
    what: 'the lists of the schema under very many names',
    code: 'MAX_INTROSPECTION_LISTS_LIMIT',
    body: query(
      `{ __schema { types { ${repeat(30, (index) => `a${index}: fields { type { ${repeat(5, (inner) => `b${inner}: fields { name }`)} } }`)} } } }`,
    ),
  },
  {
    what: 'a list of very many items in an argument',
    code: 'MAX_LIST_ARGUMENT_ITEMS_LIMIT',
    body: query(`{ productsBySku(skus: [${repeat(14_000, () => '"a"')}]) { sku } }`),
  },
  {
    what: 'a list of very many items in a variable',
    code: 'MAX_LIST_ARGUMENT_ITEMS_LIMIT',
    body: query(ofSkus, { skus: Array.from({ length: 20_000 }, (_, index) => String(index)) }),
  },
  { what: 'very large variables', code: 'MAX_VARIABLES_LIMIT', body: query(ofSkus, { skus: ['a'.repeat(1_900_000)] }) },
  {
    what: 'lists in lists in a variable',
    code: 'MAX_VARIABLES_LIMIT',
    body: query(ofSkus, { skus: '?' }).replace('"?"', nested(500_000)),
  },
  {
    what: 'very many operations in one request',
    code: 'BATCHING_NOT_ENABLED',
    body: `[${repeat(10_000, () => `${query('{ __typename }')},`)}{}]`,
  },
  {
    what: 'related products of related products, six levels deep',
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    body: query(product(nestRelationships(6))),
  },
  {
    what: 'prices of the products of all categories',
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    body: query(
      '{ rootCategories { children { products(first: 100) { nodes { sku price { __typename } variantGroup { products { sku } } } } } } }',
    ),
  },
  {
    what: 'a page of two thousand million',
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    body: query('query ($first: Int!) { products(first: $first) { nodes { sku } } }', { first: 2_147_483_647 }),
  },
  {
    what: 'a long listing under forty names',
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    body: query(
      `{ ${repeat(40, (index) => `a${index}: products(first: 100) { nodes { sku price { __typename } } }`)} }`,
    ),
  },
];
