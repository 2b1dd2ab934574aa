// The part of the client schema that a caller who lacks something may see. What cannot be reached any more is gone, too.
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
  type TypeDefinitionNode,
  type UnionTypeDefinitionNode,
  visit,
} from 'graphql';
import type { ProtectedGraph } from './protected-graph.ts';
import type { Requirement } from './requirement.ts';

export interface VisibleSchema {
  /** Equal for equal schemas. */
  readonly key: string;
  readonly schema: GraphQLSchema;
}

export type VisibleSchemas = (unmet: readonly Requirement[]) => VisibleSchema;

type ComposedType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** One for each set of requirements that is not met: there are as many as there are kinds of callers. */
const maxSchemas = 256;

export function createVisibleSchemas(schema: GraphQLSchema, graph: ProtectedGraph): VisibleSchemas {
  const schemas = new Map<string, VisibleSchema>();
  let whole: DocumentNode | undefined;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const rootNames = roots.flatMap((type) => type?.name ?? []);
  return (unmet) => {
    if (unmet.length === 0) return { key: '', schema };
    const key = graph.requirements.map((each) => (unmet.includes(each) ? '1' : '0')).join('');
    let visible = schemas.get(key);
    if (visible === undefined) {
      whole ??= withRoots(parse(printSchema(schema), { noLocation: true }), roots);
      const shown = hideUnmet(whole, graph, new Set(unmet), rootNames);
      visible = { key, schema: buildASTSchema(shown, { assumeValid: true }) };
      if (schemas.size >= maxSchemas) schemas.clear();
      schemas.set(key, visible);
    }
    return visible;
  };
}

/** A printed schema does not say its root types where they have their usual names. */
function withRoots(
  document: DocumentNode,
  [query, mutation, subscription]: ({ name: string } | null | undefined)[],
): DocumentNode {
  const others = document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION);
  const name = (type: { readonly name: string } | null | undefined, operation: string) =>
    type ? `${operation}: ${type.name}` : '';
  const text = `schema { ${name(query, 'query')} ${name(mutation, 'mutation')} ${name(subscription, 'subscription')} }`;
  return { ...document, definitions: [...parse(text, { noLocation: true }).definitions, ...others] };
}

function hideUnmet(
  document: DocumentNode,
  graph: ProtectedGraph,
  unmet: ReadonlySet<Requirement>,
  [queryName = '', ...otherRoots]: readonly string[],
): DocumentNode {
  const isOpen = (requirements: readonly Requirement[]): boolean => !requirements.some((each) => unmet.has(each));
  const roots = new Set([queryName, ...otherRoots]);
  const hidden = new Set<string>();
  const types = document.definitions.filter(isTypeDefinition);
  for (const { name } of types)
    if (!isOpen(graph.ofType(name.value)) && name.value !== queryName) hidden.add(name.value);
  const isVisible = (type: string, { name, type: fieldType }: FieldDefinitionNode): boolean =>
    !hidden.has(readName(fieldType)) &&
    isOpen(graph.ofField(type, name.value)) &&
    (!roots.has(type) || isOpen(graph.ofType(type)));

  // A type of which nothing is left is nothing to select, and so hides what is of it.
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    for (const type of types) {
      const name = type.name.value;
      if (hidden.has(name) || name === queryName || !isEmptied(type, hidden, isVisible)) continue;
      hidden.add(name);
      isChanging = true;
    }
  }
  const isShown = ({ name }: NamedTypeNode): boolean => !hidden.has(name.value);
  const visible = visit(document, {
    OperationTypeDefinition: ({ type }) => (isShown(type) ? undefined : null),
    ObjectTypeDefinition: hideParts,
    InterfaceTypeDefinition: hideParts,
    UnionTypeDefinition: (node) =>
      hidden.has(node.name.value) ? null : { ...node, types: (node.types ?? []).filter(isShown) },
    EnumTypeDefinition: ({ name }) => (hidden.has(name.value) ? null : undefined),
    ScalarTypeDefinition: ({ name }) => (hidden.has(name.value) ? null : undefined),
  });
  return keepReachable(visible);

  function hideParts<Type extends ComposedType>(node: Type): Type | null {
    if (hidden.has(node.name.value)) return null;
    const fields = (node.fields ?? []).filter((field) => isVisible(node.name.value, field));
    return { ...node, fields, interfaces: (node.interfaces ?? []).filter(isShown) };
  }
}

function isEmptied(
  type: TypeDefinitionNode,
  hidden: ReadonlySet<string>,
  isVisible: (type: string, field: FieldDefinitionNode) => boolean,
): boolean {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return isUnionEmptied(type, hidden);
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return false;
  return (type.fields ?? []).every((field) => !isVisible(type.name.value, field));
}

function isUnionEmptied({ types = [] }: UnionTypeDefinitionNode, hidden: ReadonlySet<string>): boolean {
  return types.every(({ name }) => hidden.has(name.value));
}

/** Without types that no root leads to. */
function keepReachable(document: DocumentNode): DocumentNode {
  const types = new Map(document.definitions.filter(isTypeDefinition).map((type) => [type.name.value, type]));
  const implementations = new Map<string, string[]>();
  for (const type of types.values()) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name } of type.interfaces ?? []) {
      implementations.set(name.value, [...(implementations.get(name.value) ?? []), type.name.value]);
    }
  }
  const reached = new Set<string>();
  const reach = (definition: DefinitionNode): void => {
    visit(definition, { NamedType: ({ name }) => reachType(name.value) });
  };
  const reachType = (name: string): void => {
    const type = types.get(name);
    if (type === undefined || reached.has(name)) return;
    reached.add(name);
    reach(type);
    for (const implementation of implementations.get(name) ?? []) reachType(implementation);
  };
  for (const definition of document.definitions) if (!isTypeDefinition(definition)) reach(definition);
  return {
    ...document,
    definitions: document.definitions.filter((each) => !isTypeDefinition(each) || reached.has(each.name.value)),
  };
}

const typeKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
]);

function isTypeDefinition(definition: DefinitionNode): definition is TypeDefinitionNode {
  return typeKinds.has(definition.kind);
}

function readName(type: FieldDefinitionNode['type']): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : readName(type.type);
}
