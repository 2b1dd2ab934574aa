// What a supergraph requires of those who ask for its types and fields.
import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeNode,
} from 'graphql';
import { createRequirementReader, type RequirementReader } from './linked-directives.ts';
import type { Requirement } from './requirement.ts';

export interface ProtectedGraph {
  /** All that is required anywhere, each once: equal requirements are one object. */
  readonly requirements: readonly Requirement[];
  /** To be given an object of the type by a field or a fragment of that type. */
  ofType(type: string): readonly Requirement[];
  /**
   * To be given the field of an object that is known to be of the type, or of an interface. Of an interface, the
   * requirements of every implementation have to be met: nobody knows which will answer.
   */
  ofField(type: string, field: string): readonly Requirement[];
  /** To ask an interface for fields without saying of which implementation. None for other types. */
  ofImplementations(type: string): readonly Requirement[];
  /** The type of a field, without list and non-null. */
  typeOf(type: string, field: string): string | undefined;
}

interface ProtectedType {
  readonly isInterface: boolean;
  readonly requirements: readonly Requirement[];
  readonly fields: ReadonlyMap<string, ProtectedField>;
  /** Object types and interfaces. */
  readonly implementations: string[];
}

interface ProtectedField {
  readonly type: string;
  readonly requirements: readonly Requirement[];
}

const nothing: readonly Requirement[] = [];

/** Undefined where nothing is protected. */
export function readProtectedGraph(supergraphSdl: string): ProtectedGraph | undefined {
  const document = parse(supergraphSdl, { noLocation: true });
  const readRequirements = createRequirementReader(document);
  if (readRequirements === undefined) return undefined;
  const { types, requirements } = readTypes(document.definitions, readRequirements);
  if (requirements.length === 0) return undefined;

  const ofType = (type: string): readonly Requirement[] => types.get(type)?.requirements ?? nothing;
  const ofOwnField = (type: string, field: string): readonly Requirement[] => {
    const found = types.get(type)?.fields.get(field);
    return found === undefined ? nothing : [...found.requirements, ...ofType(found.type)];
  };
  const listImplementations = (type: string): readonly string[] => {
    const found = types.get(type);
    return found?.isInterface === true ? found.implementations : [];
  };
  return {
    requirements,
    ofType,
    ofField: (type, field) => [
      ...ofOwnField(type, field),
      ...listImplementations(type).flatMap((each) => [...ofType(each), ...ofOwnField(each, field)]),
    ],
    ofImplementations: (type) => listImplementations(type).flatMap(ofType),
    typeOf: (type, field) => types.get(type)?.fields.get(field)?.type,
  };
}

function readTypes(definitions: readonly DefinitionNode[], read: RequirementReader) {
  const known = new Map<string, Requirement>();
  const readRequirements: RequirementReader = (applied) =>
    read(applied).map((requirement) => {
      const key = JSON.stringify(requirement);
      const same = known.get(key) ?? requirement;
      known.set(key, same);
      return same;
    });
  const types = new Map<string, ProtectedType & { readonly fields: Map<string, ProtectedField> }>();
  const parts = definitions.filter(isOutputType);
  for (const { name, kind, directives = [] } of parts) {
    const before = types.get(name.value);
    types.set(name.value, {
      isInterface: kind === Kind.INTERFACE_TYPE_DEFINITION || before?.isInterface === true,
      requirements: [...(before?.requirements ?? []), ...readRequirements(directives)],
      fields: before?.fields ?? new Map<string, ProtectedField>(),
      implementations: before?.implementations ?? [],
    });
  }
  for (const part of parts) {
    const { interfaces = [], fields = [] } = part as Partial<WithFields>;
    for (const { name } of interfaces) types.get(name.value)?.implementations.push(part.name.value);
    for (const field of fields) {
      const requirements = readRequirements(field.directives ?? []);
      types.get(part.name.value)?.fields.set(field.name.value, { type: readTypeName(field.type), requirements });
    }
  }
  return { types, requirements: [...known.values()] };
}

interface WithFields {
  readonly interfaces: readonly NamedTypeNode[];
  readonly fields: readonly FieldDefinitionNode[];
}

const outputKinds: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.UNION_TYPE_EXTENSION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_TYPE_EXTENSION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_EXTENSION,
]);

function isOutputType(definition: DefinitionNode): definition is TypeDefinitionNode | TypeExtensionNode {
  return outputKinds.has(definition.kind);
}

function readTypeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : readTypeName(type.type);
}
