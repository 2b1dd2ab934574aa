// Walks an answer beside the operation that it answers, so that each value is seen with the field that it is of.
import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

export interface AnsweredField<Context> {
  readonly parent: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly value: unknown;
  /** Names and indices with full stops between. */
  readonly place: string;
  /** What was made of the field above. */
  readonly context: Context;
}

export interface AnswerVisitor<Context> {
  /** What its fields below are visited with. `stop`: they are not. */
  readonly visitField: (field: AnsweredField<Context>) => Context | 'stop';
  readonly visitObject?: (type: GraphQLObjectType, object: Readonly<Record<string, unknown>>, place: string) => void;
}

/** The operation must be the only definition of its document, with inline fragments on object types at most. */
export function walkAnswer<Context>(
  schema: GraphQLSchema,
  { query, data }: { readonly query: string; readonly data: unknown },
  context: Context,
  { visitField, visitObject }: AnswerVisitor<Context>,
): void {
  function walk(
    type: GraphQLObjectType,
    selectionSet: SelectionSetNode,
    value: object,
    at: string,
    above: Context,
  ): void {
    const object = value as Readonly<Record<string, unknown>>;
    visitObject?.(type, object, at);
    for (const field of listFields(type, selectionSet)) {
      const key = (field.alias ?? field.name).value;
      const definition = type.getFields()[field.name.value];
      if (definition === undefined) continue;
      const place = at === '' ? key : `${at}.${key}`;
      const below = visitField({ parent: type, definition, value: object[key], place, context: above });
      if (below === 'stop' || field.selectionSet === undefined) continue;
      const named = getNamedType(definition.type);
      for (const [index, item] of listObjects(object[key])) {
        const itemType = isObjectType(named) ? named : schema.getType(String(readTypename(item)));
        if (isObjectType(itemType)) walk(itemType, field.selectionSet, item, `${place}${index}`, below);
      }
    }
  }

  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document does not begin with an operation.');
  const root = definition.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType();
  if (root && typeof data === 'object' && data !== null) walk(root, definition.selectionSet, data, '', context);
}

function listFields(type: GraphQLObjectType, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT || selection.typeCondition?.name.value !== type.name) return [];
    return listFields(type, selection.selectionSet);
  });
}

function listObjects(value: unknown): (readonly [index: string, item: object])[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      listObjects(item).map(([inner, each]) => [`.${index}${inner}`, each] as const),
    );
  }
  return typeof value === 'object' && value !== null ? [['', value]] : [];
}

const readTypename = (item: object): unknown => (item as { readonly __typename?: unknown }).__typename;
