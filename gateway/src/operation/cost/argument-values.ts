// The values of a field's arguments, as far as costs depend on them.
import { Kind, type ValueNode, valueFromASTUntyped } from 'graphql';

/** The value of a variable by its name in the document, with its default. Undefined: it was not given. */
export type ReadVariable = (name: string) => unknown;

export function readValue(node: ValueNode, read: ReadVariable): unknown {
  if (node.kind === Kind.VARIABLE) return read(node.name.value);
  if (node.kind === Kind.LIST) return node.values.map((each) => readValue(each, read));
  if (node.kind !== Kind.OBJECT) return valueFromASTUntyped(node);
  return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, readValue(value, read)]));
}

/** The length of a list, or the number itself. Undefined when the value says no size. */
export function readSize(value: unknown, way: readonly string[]): number | undefined {
  let found = value;
  for (const name of way) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  if (Array.isArray(found)) return found.length;
  return typeof found === 'number' && Number.isFinite(found) ? Math.max(0, Math.trunc(found)) : undefined;
}
