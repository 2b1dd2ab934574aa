// Which fields of an operation take an account as an argument, and which of them name one that is not the caller's.
import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isUnionType,
  Kind,
  TypeInfo,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { toClientVariable } from '../internal-name.ts';
import type { NormalizedOperation } from '../normalize-operation.ts';
import type { AccountScopes } from './account-scopes.ts';

/** A field of an operation, at one place, whose arguments can name accounts. */
export interface AccountArguments {
  readonly field: FieldNode;
  /** What they name. Something that is no id counts as well: nobody may act for it. */
  readonly listAccounts: (values: ArgumentValues) => unknown[];
}

export interface ArgumentValues {
  /** The client's variables, with their defaults, by its names. */
  readonly coerced: Readonly<Record<string, unknown>>;
  /** Of variables that stand for literals: JSON texts, by internal names. */
  readonly literals: ReadonlyMap<string, string>;
}

/** `schema` is the client's. */
export function listAccountArguments(
  { document }: Pick<NormalizedOperation, 'document'>,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): AccountArguments[] {
  const found: AccountArguments[] = [];
  const readers = createReaders(scopes);
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const definition = typeInfo.getFieldDef();
        const coordinates = listRelatedTypes(typeInfo.getParentType(), schema).map(
          ({ name }) => `${name}.${node.name.value}`,
        );
        const isAccount = (argument: string): boolean =>
          coordinates.some((coordinate) => scopes.isAccountArgument(coordinate, argument));
        const read = (definition?.args ?? []).flatMap((argument) => {
          const reader = isAccount(argument.name) ? listAll : readers.find(argument.type);
          return reader === undefined ? [] : [compileArgument(node, argument, reader)];
        });
        if (read.length === 0) return;
        found.push({ field: node, listAccounts: (values) => read.flatMap((each) => each(values)) });
      },
    }),
  );
  return found;
}

/**
 * All that can say something of a field's arguments: an interface's field is that of whatever type the object has, and that
 * of an `@interfaceObject` is the field of all its types.
 */
function listRelatedTypes(
  type: GraphQLCompositeType | null | undefined,
  schema: GraphQLSchema,
): readonly GraphQLCompositeType[] {
  if (!type) return [];
  const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  return [...new Set(types.flatMap((each) => (isUnionType(each) ? [] : [each, ...each.getInterfaces()])))];
}

/** The fields that name an account which is not permitted. */
export function findRefusedFields(
  fields: readonly AccountArguments[],
  values: ArgumentValues,
  permitted: ReadonlySet<string>,
): ReadonlySet<FieldNode> {
  const isPermitted = (account: unknown): boolean =>
    permitted.has(typeof account === 'number' ? String(account) : (account as string));
  return new Set(fields.flatMap(({ field, listAccounts }) => (listAccounts(values).every(isPermitted) ? [] : field)));
}

/** Lists the accounts that a value names. */
type AccountReader = (value: unknown) => unknown[];

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Of an argument that is an account, or a list of them: to name none leaves it to the subgraph. */
const listAll: AccountReader = (value) => {
  if (Array.isArray(value)) return value.flatMap(listAll);
  return isAbsent(value) ? [] : [value];
};

function createReaders(scopes: AccountScopes) {
  const known = new Map<string, AccountReader | undefined>();

  /** For values of an input type with account fields in it, at any depth. Undefined for all others. */
  function find(type: GraphQLInputType): AccountReader | undefined {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return undefined;
    if (known.has(named.name)) return known.get(named.name);
    // Input types may hold each other: what is found is filled in before anybody reads with it.
    const parts: (readonly [field: GraphQLInputField, read: AccountReader])[] = [];
    const readObject: AccountReader = (value) => {
      if (Array.isArray(value)) return value.flatMap(readObject);
      if (typeof value !== 'object' || value === null) return [];
      return parts.flatMap(([{ name, defaultValue }, read]) => {
        const given = (value as Readonly<Record<string, unknown>>)[name];
        return read(given === undefined ? defaultValue : given);
      });
    };
    known.set(named.name, readObject);
    for (const field of Object.values(named.getFields())) {
      const read = scopes.isAccountInput(named.name, field.name) ? listAll : find(field.type);
      if (read !== undefined) parts.push([field, read]);
    }
    if (parts.length > 0) return readObject;
    known.set(named.name, undefined);
    return undefined;
  }

  return { find };
}

function compileArgument(
  node: FieldNode,
  { name, defaultValue }: GraphQLArgument,
  read: AccountReader,
): (values: ArgumentValues) => unknown[] {
  const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (given === undefined) return () => read(defaultValue);
  return (values) => {
    const value = readValue(given, values);
    return read(value === undefined ? defaultValue : value);
  };
}

function readValue(node: ValueNode, values: ArgumentValues): unknown {
  switch (node.kind) {
    case Kind.VARIABLE: {
      const literal = values.literals.get(node.name.value);
      return literal === undefined ? values.coerced[toClientVariable(node.name.value)] : JSON.parse(literal);
    }
    case Kind.LIST:
      return node.values.map((item) => readValue(item, values));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, readValue(value, values)]));
    case Kind.INT:
      // The subgraph gets every digit, and a number would not keep them.
      return node.value;
    case Kind.NULL:
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
    case Kind.FLOAT:
      return valueFromASTUntyped(node);
  }
}
