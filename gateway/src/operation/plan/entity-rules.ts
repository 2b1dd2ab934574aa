// What subgraphs must be sent of entities, as the supergraph's @join directives say: keys, and what fields require.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** A type as one subgraph has it. */
export interface EntityRules {
  /** Those by which the subgraph finds an entity. */
  readonly keys: readonly SelectionSetNode[];
  /** What has to be sent for a field, by its name. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
  /** What a field's object has with it although it is of another subgraph. */
  readonly provides: ReadonlyMap<string, SelectionSetNode>;
}

/** By subgraph and type. */
export type SupergraphRules = ReadonlyMap<string, ReadonlyMap<string, EntityRules>>;

type TypeDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function readSupergraphRules(supergraph: DocumentNode): SupergraphRules {
  const rules = new Map<string, Map<string, EntityRules>>();
  const nameOfGraph = readGraphNames(supergraph);
  for (const definition of supergraph.definitions) {
    if (!isTypeDefinition(definition)) continue;
    for (const [graph, ofType] of readType(definition)) {
      const subgraph = nameOfGraph.get(graph);
      if (subgraph === undefined) continue;
      const known = rules.get(subgraph) ?? new Map<string, EntityRules>();
      rules.set(subgraph, known.set(definition.name.value, ofType));
    }
  }
  return rules;
}

export function isTypeDefinition(definition: { readonly kind: Kind }): definition is TypeDefinition {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** The names of subgraphs, by the names that they have in directives. */
function readGraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (each): each is EnumTypeDefinitionNode =>
      each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  return new Map(
    (graphs?.values ?? []).flatMap(({ name, directives = [] }) =>
      directives
        .filter((directive) => directive.name.value === 'join__graph')
        .map((directive) => [name.value, readArgument(directive, 'name') ?? name.value] as const),
    ),
  );
}

interface TypeDraft {
  readonly keys: SelectionSetNode[];
  readonly requires: Map<string, SelectionSetNode>;
  readonly provides: Map<string, SelectionSetNode>;
}

/** By the name of the subgraph in directives. */
function readType({ directives = [], fields: definitions = [] }: TypeDefinition): ReadonlyMap<string, EntityRules> {
  const types = new Map<string, TypeDraft>();
  for (const directive of directives) {
    const graph = readArgument(directive, 'graph');
    if (directive.name.value !== 'join__type' || graph === undefined) continue;
    const type: TypeDraft = types.get(graph) ?? { keys: [], requires: new Map(), provides: new Map() };
    types.set(graph, type);
    const key = readArgument(directive, 'key');
    if (key !== undefined && readArgument(directive, 'resolvable') !== 'false') type.keys.push(parseFieldSet(key));
  }
  for (const field of definitions) {
    for (const directive of field.directives ?? []) {
      const type = types.get(readArgument(directive, 'graph') ?? '');
      if (directive.name.value !== 'join__field' || type === undefined) continue;
      for (const kind of ['requires', 'provides'] as const) {
        const fields = readArgument(directive, kind);
        if (fields !== undefined) type[kind].set(field.name.value, parseFieldSet(fields));
      }
    }
  }
  return types;
}

function readArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

/** A field set as directives have it: `id owner { id }`. */
function parseFieldSet(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${fields}" is no set of fields.`);
  return operation.selectionSet;
}
