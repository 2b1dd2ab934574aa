// Operations that ask for everything that is to be had at one place of the graph.
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface Probe {
  /** The place that it asks, for people. */
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values of inputs, by coordinate: `Query.account(id:)`, `PriceLineInput.sku`. Inputs without one are left out. */
export type InputValues = Readonly<Record<string, unknown>>;

export interface SelectionOptions {
  readonly schema: GraphQLSchema;
  readonly values: InputValues;
  /** Fields that are not asked for. */
  readonly isLeftOut?: (coordinate: string, field: GraphQLField<unknown, unknown>) => boolean;
}

/** Deeper, there is nothing that is not also nearer. */
const mostTypes = 4;

/** Asks root fields for all that lies below them, each type once on each way down. Everything given is a variable. */
export function createProbe(
  root: GraphQLObjectType,
  fieldNames: string | readonly string[],
  options: SelectionOptions,
): Probe {
  const names = typeof fieldNames === 'string' ? [fieldNames] : fieldNames;
  const writer = createWriter(options);
  const selections = names.map((name) => {
    const field = root.getFields()[name];
    const selection = field && writer.writeField(root, field, []);
    if (selection === undefined) throw new Error(`There is nothing to ask ${root.name}.${name} for.`);
    return selection;
  });
  const definitions = writer.definitions.length > 0 ? `(${writer.definitions.join(', ')})` : '';
  const operation = root.name === 'Mutation' ? 'mutation' : 'query';
  return {
    name: names.map((name) => `${root.name}.${name}`).join(', '),
    query: `${operation} Probe${definitions} { ${selections.join(' ')} }`,
    variables: writer.variables,
  };
}

function createWriter({ schema, values, isLeftOut }: SelectionOptions) {
  const definitions: string[] = [];
  const variables: Record<string, unknown> = {};

  function writeField(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    seen: readonly string[],
  ): string | undefined {
    const coordinate = `${parent.name}.${field.name}`;
    if (isLeftOut?.(coordinate, field) === true) return undefined;
    const selections = writeSelections(getNamedType(field.type), seen);
    return selections === undefined ? undefined : `${field.name}${writeArguments(coordinate, field.args)}${selections}`;
  }

  function writeSelections(type: GraphQLNamedType, seen: readonly string[]): string | undefined {
    if (isLeafType(type)) return '';
    if (seen.includes(type.name) || seen.length >= mostTypes) return undefined;
    const below = [...seen, type.name];
    if (isAbstractType(type)) {
      const fragments = schema.getPossibleTypes(type).map((possible) => {
        const selections = writeSelections(possible, below);
        return selections === undefined ? '' : ` ... on ${possible.name}${selections}`;
      });
      return ` { __typename${fragments.join('')} }`;
    }
    if (!isObjectType(type)) return undefined;
    const fields = Object.values(type.getFields()).flatMap((field) => {
      // Two types of a union may have fields of one name and different types.
      const written = writeField(type, field, below);
      return written === undefined ? [] : [written];
    });
    return fields.length === 0 ? undefined : ` { ${fields.join(' ')} }`;
  }

  function writeArguments(coordinate: string, definedArguments: readonly GraphQLArgument[]): string {
    const given = definedArguments.flatMap((argument) => {
      const value = buildValue(`${coordinate}(${argument.name}:)`, argument, values);
      if (value === undefined) return [];
      const name = `v${definitions.length}`;
      definitions.push(`$${name}: ${String(argument.type)}`);
      variables[name] = value;
      return [`${argument.name}: $${name}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  return { definitions, variables, writeField };
}

/** What is given for an input: its own value, or the object that its fields make up. Undefined: nothing. */
function buildValue(
  coordinate: string,
  { type, defaultValue }: GraphQLArgument | GraphQLInputField,
  values: InputValues,
): unknown {
  if (values[coordinate] !== undefined) return values[coordinate];
  const nullable = getNullableType(type);
  const item = isListType(nullable) ? getNullableType(nullable.ofType) : nullable;
  if (isInputObjectType(item)) {
    const members = Object.values(item.getFields()).flatMap((field) => {
      const value = buildValue(`${item.name}.${field.name}`, field, values);
      return value === undefined ? [] : [[field.name, value] as const];
    });
    if (members.length > 0) {
      const object = Object.fromEntries(members);
      return isListType(nullable) ? [object] : object;
    }
  }
  if (isNonNullType(type) && defaultValue === undefined) {
    throw new Error(`${coordinate} is required: say in the test what to give for it.`);
  }
  return undefined;
}
