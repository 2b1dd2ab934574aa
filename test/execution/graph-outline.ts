// What the subgraphs of a graph declare, read from their SDL: for the data, which has to suit all of them.
import {
  type DirectiveNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { SubgraphSource } from './graph-sdl.ts';

export interface FieldOutline {
  readonly type: TypeNode;
  readonly isExternal: boolean;
  readonly requires: SelectionSetNode | undefined;
  readonly provides: SelectionSetNode | undefined;
  /** Arguments that clients do not see. */
  readonly hiddenArguments: readonly string[];
}

export interface KeyOutline {
  readonly selection: SelectionSetNode;
  readonly isResolvable: boolean;
}

export interface TypeOutline {
  readonly kind: 'object' | 'interface' | 'interfaceObject';
  readonly interfaces: readonly string[];
  readonly keys: readonly KeyOutline[];
  readonly fields: ReadonlyMap<string, FieldOutline>;
}

export interface SubgraphOutline {
  readonly name: string;
  readonly types: ReadonlyMap<string, TypeOutline>;
  readonly unions: ReadonlyMap<string, readonly string[]>;
  /** Without the values that clients do not see. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  readonly hiddenTypes: ReadonlySet<string>;
}

export function readSubgraph({ name, sdl }: SubgraphSource): SubgraphOutline {
  const types = new Map<string, TypeOutline>();
  const unions = new Map<string, readonly string[]>();
  const enums = new Map<string, readonly string[]>();
  const hiddenTypes = new Set<string>();
  for (const definition of parse(sdl).definitions) {
    if ('name' in definition && definition.name !== undefined && 'directives' in definition) {
      if (findDirective(definition.directives, 'inaccessible')) hiddenTypes.add(definition.name.value);
    }
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      types.set(definition.name.value, readType(definition));
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      unions.set(
        definition.name.value,
        (definition.types ?? []).map((member) => member.name.value),
      );
    } else if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      const shown = (definition.values ?? []).filter((value) => !findDirective(value.directives, 'inaccessible'));
      enums.set(
        definition.name.value,
        shown.map((value) => value.name.value),
      );
    }
  }
  return { name, types, unions, enums, hiddenTypes };
}

/** A field set as directives have it: `id owner { id }`. */
function parseFieldSet(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${fields} is no field set.`);
  return operation.selectionSet;
}

function readType(definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): TypeOutline {
  const { directives, interfaces, fields } = definition;
  const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION;
  const isInterfaceObject = findDirective(directives, 'interfaceObject') !== undefined;
  return {
    kind: isInterfaceObject ? 'interfaceObject' : isObject ? 'object' : 'interface',
    interfaces: (interfaces ?? []).map((each) => each.name.value),
    keys: (directives ?? [])
      .filter((directive) => directive.name.value === 'key')
      .map((directive) => ({
        selection: parseFieldSet(readArgument(directive, 'fields') ?? ''),
        isResolvable: readArgument(directive, 'resolvable') !== 'false',
      })),
    fields: new Map((fields ?? []).map((field) => [field.name.value, readField(field)])),
  };
}

function readField(field: FieldDefinitionNode): FieldOutline {
  const readFields = (name: string): SelectionSetNode | undefined => {
    const directive = findDirective(field.directives, name);
    return directive && parseFieldSet(readArgument(directive, 'fields') ?? '');
  };
  return {
    type: field.type,
    isExternal: findDirective(field.directives, 'external') !== undefined,
    requires: readFields('requires'),
    provides: readFields('provides'),
    hiddenArguments: (field.arguments ?? [])
      .filter((argument) => findDirective(argument.directives, 'inaccessible'))
      .map((argument) => argument.name.value),
  };
}

function findDirective(directives: readonly DirectiveNode[] | undefined, name: string) {
  return directives?.find((directive) => directive.name.value === name);
}

function readArgument(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING ? value.value : undefined;
}
