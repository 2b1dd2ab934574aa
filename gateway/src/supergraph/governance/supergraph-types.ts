// What a supergraph says, in its join directives, about who resolves what: the facts that the rules judge.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  specifiedScalarTypes,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

export interface SupergraphField {
  readonly coordinate: string;
  readonly name: string;
  /** The named type, without list and non-null wrappers. */
  readonly typeName: string;
  readonly type: TypeNode;
  readonly arguments: readonly InputValueDefinitionNode[];
  readonly directives: readonly ConstDirectiveNode[];
  /** Subgraphs that resolve it; those where it is external, overridden or only declared by an interface do not. */
  readonly resolvers: ReadonlySet<string>;
  /** Subgraphs in which it is part of a key of its type, directly or nested. */
  readonly keyIn: ReadonlySet<string>;
  /** Subgraphs that resolve it on some path only, and the field whose `@provides` says so. */
  readonly providers: ReadonlyMap<string, string>;
  /** Added to an implementing type by composition: an `@interfaceObject` resolves it for the interface. */
  readonly isInherited: boolean;
}

export type RootOperation = 'query' | 'mutation' | 'subscription';

export interface SupergraphType {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union';
  /** The operation whose root it is. */
  readonly root: RootOperation | undefined;
  readonly isEntity: boolean;
  /** The keys in any subgraph, as field sets. */
  readonly keys: ReadonlySet<string>;
  /** Subgraphs that know the type. */
  readonly subgraphs: ReadonlySet<string>;
  /** Subgraphs that stand in for an interface with one object type. */
  readonly interfaceObjectIn: ReadonlySet<string>;
  readonly interfaces: readonly string[];
  readonly fields: ReadonlyMap<string, SupergraphField>;
  readonly directives: readonly ConstDirectiveNode[];
}

export interface SupergraphTypes {
  /** The names under which the subgraphs were composed. */
  readonly subgraphs: readonly string[];
  readonly types: ReadonlyMap<string, SupergraphType>;
  readonly scalars: ReadonlySet<string>;
  /** The object types that a value of a type may have, itself included. */
  readonly possibleTypes: ReadonlyMap<string, readonly string[]>;
  /** The fields of all input types. */
  readonly inputFields: readonly InputField[];
  readonly schemaDirectives: readonly ConstDirectiveNode[];
}

export interface InputField {
  /** `Type.field`. */
  readonly coordinate: string;
  /** The input type that it is part of. */
  readonly parentName: string;
  /** The named type, without list and non-null wrappers. */
  readonly typeName: string;
  readonly directives: readonly ConstDirectiveNode[];
}

/** A type while it is read: keys and provisions are known only once every type is. */
interface TypeDraft extends SupergraphType {
  readonly fields: Map<string, FieldDraft>;
  readonly subgraphs: Set<string>;
  readonly interfaceObjectIn: Set<string>;
  readonly interfaces: string[];
  readonly directives: ConstDirectiveNode[];
  readonly keys: Set<string>;
  isEntity: boolean;
}

interface FieldDraft extends SupergraphField {
  readonly keyIn: Set<string>;
  readonly providers: Map<string, string>;
}

type Arguments = Readonly<Record<string, unknown>>;

export function readSupergraphTypes(document: DocumentNode): SupergraphTypes {
  const subgraphByGraph = readSubgraphNames(document);
  const roots = readRoots(document);
  const drafts = new Map<string, TypeDraft>();
  const unionMembers = new Map<string, string[]>();

  for (const definition of document.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      unionMembers.set(
        definition.name.value,
        (definition.types ?? []).map((member) => member.name.value),
      );
      createDraft(drafts, definition.name.value, 'union', undefined).directives.push(...(definition.directives ?? []));
      continue;
    }
    const isInterface =
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_EXTENSION;
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
    if (!isInterface && !isObject) continue;
    const name = definition.name.value;
    const draft = createDraft(drafts, name, isInterface ? 'interface' : 'object', roots.get(name));
    draft.directives.push(...(definition.directives ?? []));
    draft.interfaces.push(...(definition.interfaces ?? []).map((each) => each.name.value));
    for (const join of readDirectives(definition.directives, 'join__type')) {
      const subgraph = subgraphByGraph.get(String(join['graph']));
      if (subgraph === undefined) continue;
      draft.subgraphs.add(subgraph);
      if (typeof join['key'] === 'string') {
        draft.isEntity = true;
        draft.keys.add(join['key'].trim());
      }
      if (join['isInterfaceObject'] === true) draft.interfaceObjectIn.add(subgraph);
    }
    for (const field of definition.fields ?? []) {
      draft.fields.set(field.name.value, readField(draft, field, subgraphByGraph));
    }
  }

  for (const draft of drafts.values()) markKeys(draft, drafts, subgraphByGraph);
  for (const draft of drafts.values()) markProvisions(draft, drafts, subgraphByGraph);
  return {
    subgraphs: [...subgraphByGraph.values()],
    types: drafts,
    scalars: readScalars(document),
    possibleTypes: listPossibleTypes(drafts, unionMembers),
    inputFields: listInputFields(document),
    schemaDirectives: document.definitions.flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    ),
  };
}

function listInputFields({ definitions }: DocumentNode): InputField[] {
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return [];
    const parentName = definition.name.value;
    return (definition.fields ?? []).map(({ name, type, directives = [] }) => ({
      coordinate: `${parentName}.${name.value}`,
      parentName,
      typeName: readNamedType(type),
      directives,
    }));
  });
}

/** The arguments of every application of a directive, as plain values. */
export function readDirectives(directives: readonly ConstDirectiveNode[] | undefined, name: string): Arguments[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
      ),
    );
}

/** The name of a type without its list and non-null wrappers. */
export function readNamedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : readNamedType(type.type);
}

/** The names under which subgraphs were composed, by the name that the supergraph gives them in its directives. */
export function readSubgraphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [graph] = readDirectives(value.directives, 'join__graph');
      names.set(value.name.value, typeof graph?.['name'] === 'string' ? graph['name'] : value.name.value);
    }
  }
  return names;
}

function readScalars(document: DocumentNode): Set<string> {
  const custom = document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCALAR_TYPE_DEFINITION ? [definition.name.value] : [],
  );
  return new Set([...specifiedScalarTypes.map((scalar) => scalar.name), ...custom]);
}

function readRoots(document: DocumentNode): Map<string, RootOperation> {
  const roots = new Map<string, RootOperation>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of definition.operationTypes ?? []) roots.set(type.name.value, operation);
  }
  return roots;
}

function createDraft(
  drafts: Map<string, TypeDraft>,
  name: string,
  kind: SupergraphType['kind'],
  root: RootOperation | undefined,
): TypeDraft {
  const known = drafts.get(name);
  if (known) return known;
  const draft: TypeDraft = {
    name,
    kind,
    root,
    isEntity: false,
    keys: new Set(),
    subgraphs: new Set(),
    interfaceObjectIn: new Set(),
    interfaces: [],
    fields: new Map(),
    directives: [],
  };
  drafts.set(name, draft);
  return draft;
}

function readField(type: TypeDraft, field: FieldDefinitionNode, subgraphByGraph: Map<string, string>): FieldDraft {
  const joins = readDirectives(field.directives, 'join__field');
  const overridden = new Set(joins.map((join) => join['override']));
  const declaring = joins.length === 0 ? [...type.subgraphs] : [];
  for (const join of joins) {
    const subgraph = subgraphByGraph.get(String(join['graph']));
    // A progressive override leaves both sides in place; the side that is being left no longer has the authority.
    if (subgraph === undefined || join['external'] === true) continue;
    if (!overridden.has(subgraph)) declaring.push(subgraph);
  }
  return {
    coordinate: `${type.name}.${field.name.value}`,
    name: field.name.value,
    typeName: readNamedType(field.type),
    type: field.type,
    arguments: field.arguments ?? [],
    directives: field.directives ?? [],
    resolvers: new Set(
      type.kind === 'interface' ? declaring.filter((subgraph) => type.interfaceObjectIn.has(subgraph)) : declaring,
    ),
    keyIn: new Set(),
    providers: new Map(),
    isInherited: joins.some((join) => join['graph'] === undefined),
  };
}

function markKeys(type: TypeDraft, types: Map<string, TypeDraft>, subgraphByGraph: Map<string, string>): void {
  for (const join of readDirectives(type.directives, 'join__type')) {
    const subgraph = subgraphByGraph.get(String(join['graph']));
    const key = join['key'];
    if (subgraph === undefined || typeof key !== 'string') continue;
    visitFieldSet(types, type.name, parseFieldSet(key), (field) => field.keyIn.add(subgraph));
  }
}

function markProvisions(type: TypeDraft, types: Map<string, TypeDraft>, subgraphByGraph: Map<string, string>): void {
  for (const field of type.fields.values()) {
    for (const join of readDirectives(field.directives, 'join__field')) {
      const subgraph = subgraphByGraph.get(String(join['graph']));
      const provides = join['provides'];
      if (subgraph === undefined || typeof provides !== 'string') continue;
      visitFieldSet(types, field.typeName, parseFieldSet(provides), (provided) => {
        if (!provided.resolvers.has(subgraph)) provided.providers.set(subgraph, field.coordinate);
      });
    }
  }
}

/** Parses a field set such as `sku` or `account { id }`. */
export function parseFieldSet(fieldSet: string): SelectionSetNode {
  const definition = parse(`{${fieldSet}}`, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${fieldSet}" is not a field set.`);
  return definition.selectionSet;
}

function visitFieldSet(
  types: Map<string, TypeDraft>,
  typeName: string,
  selectionSet: SelectionSetNode,
  visit: (field: FieldDraft) => void,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      visitFieldSet(types, selection.typeCondition?.name.value ?? typeName, selection.selectionSet, visit);
      continue;
    }
    const field = types.get(typeName)?.fields.get(selection.name.value);
    if (!field) continue;
    visit(field);
    if (selection.selectionSet) visitFieldSet(types, field.typeName, selection.selectionSet, visit);
  }
}

function listPossibleTypes(
  types: Map<string, TypeDraft>,
  unionMembers: Map<string, string[]>,
): Map<string, readonly string[]> {
  const possible = new Map<string, string[]>(unionMembers);
  for (const type of types.values()) {
    if (type.kind === 'union') continue;
    possible.set(type.name, [...(possible.get(type.name) ?? []), ...(type.kind === 'object' ? [type.name] : [])]);
    if (type.kind !== 'object') continue;
    for (const name of type.interfaces) possible.set(name, [...(possible.get(name) ?? []), type.name]);
  }
  return possible;
}
