import { parse, print } from 'graphql';
import { expect, it } from 'vitest';
import { expandPolicies } from './expand-policies.ts';

const links = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@override", "@external", "@interfaceObject"])
  @link(
    url: "https://commerce-graph.example/governance/v1.0"
    import: ["@owner", "@cacheControl", "@varyBy", "@stale", "@refreshedBy"]
  )`;

/** The types of each subgraph, expanded. */
function expand(...bodies: string[]): string[] {
  const subgraphs = bodies.map((body, index) => ({
    name: `s${index + 1}`,
    url: 'http://127.0.0.1',
    document: parse(links + body),
  }));
  return expandPolicies(subgraphs).map(({ document }) => document.definitions.slice(1).map(print).join('\n'));
}

it('writes the policy of an entity onto its fields, where their own directives win one by one', () => {
  const [sdl] = expand(`
    type Product @key(fields: "sku") @owner(system: ERP) @cacheControl(maxAge: 60) @stale(ifError: 9) {
      sku: ID!
      name: String
      price: Int @cacheControl(maxAge: 5)
    }`);
  expect(sdl).toBe(`type Product @key(fields: "sku") {
  sku: ID! @owner(system: ERP)
  name: String @owner(system: ERP) @cacheControl(maxAge: 60) @stale(ifError: 9)
  price: Int @owner(system: ERP) @cacheControl(maxAge: 5) @stale(ifError: 9)
}`);
});

it('gathers the policy of a type from its definition and its extensions in the subgraph', () => {
  const [sdl] = expand(`
    type Product @key(fields: "sku") @owner(system: ERP) { sku: ID! @owner(system: ERP) }
    extend type Product @cacheControl(maxAge: 60) { price: Int }`);
  expect(sdl).toContain('price: Int @owner(system: ERP) @cacheControl(maxAge: 60)');
});

it('leaves the staleness of the type off a field that is not kept, and only that', () => {
  const [sdl] = expand(`
    type Query @owner(system: ERP) @cacheControl(maxAge: 60) @stale(ifError: 9) @refreshedBy(events: ["e"]) {
      firm: Int @cacheControl(maxAge: 0)
    }`);
  expect(sdl).toContain('firm: Int @owner(system: ERP) @cacheControl(maxAge: 0) @refreshedBy(events: ["e"])');
});

it('keeps the policies of two subgraphs on one type apart', () => {
  const [erp, pim] = expand(
    `type Product @key(fields: "sku") @owner(system: ERP) { sku: ID! price: Int }`,
    `type Product @key(fields: "sku") @owner(system: PIM) { sku: ID! name: String }`,
  );
  expect(erp).toContain('price: Int @owner(system: ERP)');
  expect(pim).toContain('name: String @owner(system: PIM)');
  // Two systems claim the type: neither claim decides whose the key is.
  expect([erp, pim].join()).not.toContain('sku: ID! @owner');
});

it('gives a key that is claimed somewhere to nobody else', () => {
  const [, pim] = expand(
    `type Product @key(fields: "sku") { sku: ID! @owner(system: ERP) }`,
    `type Product @key(fields: "sku") @owner(system: PIM) { sku: ID! name: String }`,
  );
  expect(pim).toContain('sku: ID!\n');
});

it('treats a nested key as a key', () => {
  const [sdl] = expand(`
    type Seat @key(fields: "hall { id }") @cacheControl(maxAge: 60) { hall: Hall row: Int }
    type Hall @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! name: String }`);
  expect(sdl).toBe(`type Seat @key(fields: "hall { id }") {
  hall: Hall
  row: Int @cacheControl(maxAge: 60)
}
type Hall @key(fields: "id") {
  id: ID!
  name: String @cacheControl(maxAge: 60)
}`);
});

it('leaves out external fields and those that another subgraph takes over', () => {
  const [erp, pim] = expand(
    `type Product @key(fields: "sku") @owner(system: ERP) { sku: ID! name: String }`,
    `type Product @key(fields: "sku") @owner(system: PIM) {
      sku: ID!
      name: String @override(from: "s1")
      price: Int @external
    }`,
  );
  expect(erp).toContain('name: String\n');
  expect(pim).toContain('name: String @override(from: "s1") @owner(system: PIM)');
  expect(pim).toContain('price: Int @external\n');
});

it('claims no key of the objects that an interface object stands for', () => {
  const [sdl] = expand(`
    type Media @interfaceObject @key(fields: "id") @owner(system: PIM) { id: ID! rating: Int }`);
  expect(sdl).toContain('id: ID!\n  rating: Int @owner(system: PIM)');
});

it('leaves value types and subgraphs without the specification as they are', () => {
  const value = 'type Money @owner(system: ERP) {\n  amount: String\n}';
  expect(expand(value)).toEqual([value]);
  const document = parse('type Product @key(fields: "sku") @owner(system: ERP) { sku: ID! price: Int }');
  expect(expandPolicies([{ name: 'erp', url: 'http://127.0.0.1', document }])[0]?.document).toEqual(document);
});
