// The part of a value's identity that its arguments make up, with defaults filled in: equal for equal questions.
import { type FieldNode, type InputValueDefinitionNode, Kind, type ValueNode } from 'graphql';
import { toClientVariable } from '../../operation/internal-name.ts';
import type { VariableSource } from '../../operation/variable-source.ts';

/** The name of the field, followed by its arguments as JSON where it has any. */
export type ArgumentKey = (source: VariableSource) => string;

/** Writes a value as JSON, or `undefined` when it is not given. */
type ValueWriter = (source: VariableSource) => string | undefined;

/** `defaults` are those of the document's variables. */
export function compileArgumentKey(
  { name, arguments: given = [] }: FieldNode,
  definitions: readonly InputValueDefinitionNode[],
  defaults: ReadonlyMap<string, ValueNode>,
): ArgumentKey {
  const writers = definitions.flatMap((definition): { key: string; write: ValueWriter }[] => {
    const argument = given.find((each) => each.name.value === definition.name.value);
    const byDefault = definition.defaultValue && compileValue(definition.defaultValue, defaults);
    const own = argument && compileValue(argument.value, defaults);
    if (!own && !byDefault) return [];
    return [
      {
        key: `${JSON.stringify(definition.name.value)}:`,
        write: (source) => own?.(source) ?? byDefault?.(source),
      },
    ];
  });
  if (writers.length === 0) return () => name.value;
  const write: ArgumentKey = (source) => {
    const members: string[] = [];
    for (const { key, write: writeValue } of writers) {
      const text = writeValue(source);
      if (text !== undefined) members.push(key + text);
    }
    return `${name.value}({${members.join()}})`;
  };
  if (given.some(({ value }) => usesVariables(value))) return write;
  const constant = write({ variables: {}, literals: new Map() });
  return () => constant;
}

/** The arguments in a key. */
export function readArguments(key: string): Readonly<Record<string, unknown>> {
  const start = key.indexOf('(');
  return start < 0 ? {} : (JSON.parse(key.slice(start + 1, -1)) as Record<string, unknown>);
}

function usesVariables(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(usesVariables);
  return value.kind === Kind.OBJECT && value.fields.some((field) => usesVariables(field.value));
}

function compileValue(value: ValueNode, defaults: ReadonlyMap<string, ValueNode>): ValueWriter {
  switch (value.kind) {
    case Kind.VARIABLE: {
      const name = value.name.value;
      const clientName = toClientVariable(name);
      const byDefault = defaults.get(name);
      const writeDefault = byDefault && compileValue(byDefault, defaults);
      return ({ variables, literals }) => {
        const literal = literals.get(name);
        if (literal !== undefined) return literal;
        const own = Object.hasOwn(variables, clientName) ? variables[clientName] : undefined;
        return own === undefined ? writeDefault?.({ variables, literals }) : writeCanonicalJson(own);
      };
    }
    case Kind.LIST: {
      const items = value.values.map((item) => compileValue(item, defaults));
      return (source) => `[${items.map((write) => write(source) ?? 'null').join()}]`;
    }
    case Kind.OBJECT: {
      const fields = value.fields
        .map((field) => ({ name: field.name.value, write: compileValue(field.value, defaults) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
      return (source) => {
        const members = fields.flatMap(({ name, write }) => {
          const text = write(source);
          return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
        });
        return `{${members.join()}}`;
      };
    }
    case Kind.NULL:
      return () => 'null';
    case Kind.BOOLEAN:
      return () => String(value.value);
    case Kind.INT:
    case Kind.FLOAT:
      return () => value.value;
    case Kind.STRING:
    case Kind.ENUM: {
      const text = JSON.stringify(value.value);
      return () => text;
    }
  }
}

/** JSON with the members of objects in the order of their names. */
export function writeCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${writeCanonicalJson(member)}`);
  return `{${members.join()}}`;
}
