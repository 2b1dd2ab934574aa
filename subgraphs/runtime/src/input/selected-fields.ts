// What a query asks of an object before that object is resolved: the fields below a field, with their arguments.
import { collectSubFields } from '@graphql-tools/utils';
import { type FieldNode, type GraphQLField, type GraphQLResolveInfo, getArgumentValues, isObjectType } from 'graphql';

export interface SelectedField {
  readonly name: string;
  /** With defaults and variables filled in. */
  readonly args: Readonly<Record<string, unknown>>;
  /** All the places in the document where the field is selected under this response key. */
  readonly nodes: readonly FieldNode[];
}

/**
 * The fields selected on `typeName` below `nodes`, which are the field being resolved unless given. Fragments are
 * followed, `@skip` and `@include` obeyed; each alias is a field of its own.
 */
export function listSelectedFields(
  info: GraphQLResolveInfo,
  typeName: string,
  nodes: readonly FieldNode[] = info.fieldNodes,
): SelectedField[] {
  const type = info.schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The schema has no object type \`${typeName}\`.`);
  const { fields } = collectSubFields(info.schema, info.fragments, info.variableValues, type, [...nodes]);
  return [...fields.values()].flatMap(([first, ...others]) => {
    const definition = first && type.getFields()[first.name.value];
    if (first === undefined || definition === undefined) return [];
    const args = readArguments(definition, first, info);
    return args === undefined ? [] : [{ name: definition.name, args, nodes: [first, ...others] }];
  });
}

/** Arguments that cannot be read (a null variable where there is a default) are reported when the field is resolved. */
function readArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  info: GraphQLResolveInfo,
): Record<string, unknown> | undefined {
  try {
    return getArgumentValues(definition, node, info.variableValues);
  } catch {
    return undefined;
  }
}
