// What an operation asks of products, wherever it asks.
import { readSubgraphTypeDefs } from '@commerce-graph/schema';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, buildASTSchema, parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readContentSelection } from './content-selection.ts';

// The fields are what matters here; the directives belong to the composed graph.
const typeDefs = visit(readSubgraphTypeDefs('pim'), {
  Directive: () => null,
  SchemaExtension: () => null,
  ObjectTypeExtension: (node) => ({ ...node, kind: Kind.OBJECT_TYPE_DEFINITION }),
});
const isRelationship = (name: string, fields: readonly { readonly name: { readonly value: string } }[] = []): boolean =>
  name === 'Product' && fields.some((field) => field.name.value === 'relationships');
const schema = buildASTSchema(
  {
    ...typeDefs,
    definitions: typeDefs.definitions.filter(
      (node) => node.kind !== Kind.OBJECT_TYPE_DEFINITION || !isRelationship(node.name.value, node.fields),
    ),
  },
  { assumeValid: true },
);

function select(query: string, variableValues: Record<string, unknown> = {}) {
  const { definitions } = parse(query);
  const operation = definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (operation === undefined) throw new Error('no operation');
  return readContentSelection({
    schema,
    operation,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    variableValues,
  });
}

describe('parts and locales', () => {
  it('are gathered from all depths, fragments and aliases', () => {
    const { parts, locales, attributes } = select(
      `query ($locale: Locale) {
        product(sku: "A") { x: name(locale: "fr-FR") ...Card variantGroup { products { gtin } } }
        category(code: "c") { name(locale: "es-MX") products { nodes { ... on Product { media { altText(locale: $locale) } } } } }
      }
      fragment Card on Product { brand categories { name(locale: "de-DE") } }`,
      { locale: 'ja-JP' },
    );
    expect([...parts].toSorted()).toEqual(['brand', 'gtin', 'media', 'name']);
    expect([...locales].toSorted()).toEqual(['de-DE', 'es-MX', 'fr-FR', 'ja-JP']);
    expect(attributes).toEqual(new Set());
  });

  it('are none for a key alone, nor for names of other things', () => {
    expect(select('{ product(sku: "A") { sku } category(code: "c") { name } }')).toEqual({
      parts: new Set(),
      attributes: new Set(),
      locales: new Set(),
    });
  });
});

describe('specifications', () => {
  it('are the codes of all places together', () => {
    const query = `query ($codes: [String!]) { product(sku: "A") { a: attributes(codes: $codes) { code } b: attributes(codes: ["bore"]) { code } } }`;
    expect(select(query, { codes: ['seal', 'not a code', ''] }).attributes).toEqual(new Set(['seal', 'bore']));
  });

  it('are all when one place asks for all', () => {
    expect(
      select('{ product(sku: "A") { a: attributes(codes: ["bore"]) { code } b: attributes { code } } }').attributes,
    ).toBe('all');
    expect(
      select('query ($codes: [String!]) { product(sku: "A") { attributes(codes: $codes) { code } } }').attributes,
    ).toBe('all');
  });
});
