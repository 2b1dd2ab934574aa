// What the contract says of who may see what, read from its files: the client schema, and the policies of the supergraph.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import {
  buildSchema,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** Any one of the lists is enough; all of a list are needed. */
export type ScopeDemand = readonly (readonly string[])[];

export interface GovernedSchema {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The fields that lead from an object of a type to the id of its account, where its objects belong to one. */
  readonly findAccountPath: (type: string) => readonly string[] | undefined;
  /** What a token must have for what is at the coordinate of a type or a field. Each demand has to be met. */
  readonly listDemands: (coordinate: string) => readonly ScopeDemand[];
  /** Whether the value differs by caller, as its policy has it. */
  readonly isPersonal: (coordinate: string) => boolean;
  /** Whether the field has a policy of its own. Those of types that are no entities are as the field above them. */
  readonly hasPolicy: (coordinate: string) => boolean;
  /** Whether the argument, `Query.account(id:)`, is declared to name an account. */
  readonly isAccountArgument: (coordinate: string) => boolean;
  /** `Query.account(id:)` and `PriceLineInput.projectId`: all arguments of fields, and all fields of input types. */
  readonly listInputs: () => readonly string[];
  readonly listRootFields: () => readonly {
    readonly root: GraphQLObjectType;
    readonly field: GraphQLField<unknown, unknown>;
  }[];
}

export function readGovernedSchema(): GovernedSchema {
  const schema = buildSchema(readFileSync(contractPath('api.graphql'), 'utf8'));
  const directives = readDirectives();
  const find = (coordinate: string, name: string): ConstDirectiveNode[] =>
    (directives.get(coordinate) ?? []).filter((directive) => directive.name.value === name);
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root !== undefined && root !== null);
  return {
    schema,
    findAccountPath(type) {
      const [scope] = find(type, 'accountScope');
      const field = scope && readArgument(scope, 'field');
      return typeof field === 'string' ? field.split(/[\s{}]+/).filter((name) => name !== '') : undefined;
    },
    listDemands(coordinate) {
      const scopes = find(coordinate, 'requiresScopes').map((each) => readArgument(each, 'scopes') as string[][]);
      // Any token will do, so the one list has nothing in it.
      return find(coordinate, 'authenticated').length > 0 ? [[[]], ...scopes] : scopes;
    },
    isPersonal(coordinate) {
      const [policy] = find(coordinate, 'cacheControl');
      return (
        find(coordinate, 'varyBy').length > 0 || (policy !== undefined && readArgument(policy, 'scope') === 'PRIVATE')
      );
    },
    hasPolicy: (coordinate) => find(coordinate, 'cacheControl').length > 0,
    isAccountArgument: (coordinate) => find(coordinate, 'accountScope').length > 0,
    listInputs: () => listInputs(schema),
    listRootFields: () => roots.flatMap((root) => Object.values(root.getFields()).map((field) => ({ root, field }))),
  };
}

function readDirectives(): ReadonlyMap<string, readonly ConstDirectiveNode[]> {
  const found = new Map<string, readonly ConstDirectiveNode[]>();
  const add = (coordinate: string, { directives = [] }: Pick<FieldDefinitionNode, 'directives'>): void =>
    void found.set(coordinate, [...(found.get(coordinate) ?? []), ...directives]);
  for (const definition of parse(readFileSync(contractPath('supergraph.graphql'), 'utf8')).definitions) {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? []) add(`${definition.name.value}.${field.name.value}`, field);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    add(type, definition);
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      add(coordinate, field);
      for (const argument of field.arguments ?? []) add(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return found;
}

function readArgument({ arguments: given = [] }: ConstDirectiveNode, name: string): unknown {
  const argument = given.find((each) => each.name.value === name);
  return argument && valueFromASTUntyped(argument.value);
}

function listInputs(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.map((argument) => `${type.name}.${field.name}(${argument.name}:)`),
    );
  });
}
