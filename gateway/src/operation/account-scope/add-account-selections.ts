// Adds to what is planned the account of every object that belongs to one, so that it is known whatever the client asks
// for.
import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { AccountScopes, ScopedType } from './account-scopes.ts';

/** The document itself where no object of it can belong to an account. `schema` is the client's. */
export function addAccountSelections(
  document: DocumentNode,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node) {
          if (node.selectionSet === undefined) return undefined;
          const additions = listAdditions(getNamedType(typeInfo.getType() ?? undefined), schema, scopes);
          if (additions.length === 0) return undefined;
          const selections = [...additions, ...node.selectionSet.selections];
          return { ...node, selectionSet: { ...node.selectionSet, selections } };
        },
      },
    }),
  );
}

function listAdditions(
  type: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): SelectionNode[] {
  const select = ({ name }: GraphQLObjectType): FieldNode[] => {
    const scope = scopes.findType(name);
    return scope === undefined ? [] : [createPathField(scope)];
  };
  if (isObjectType(type)) return select(type);
  if (!isAbstractType(type)) return [];
  const fragments = schema.getPossibleTypes(type).flatMap((possible): SelectionNode[] => {
    const selections = select(possible);
    if (selections.length === 0) return [];
    const typeCondition = { kind: Kind.NAMED_TYPE, name: createName(possible.name) } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
  });
  // Of what type an object is decides whether it belongs to an account at all.
  return fragments.length === 0 ? [] : [createField('__typename'), ...fragments];
}

/** Asks for the id of the account that an object of the type belongs to. */
export function createPathField({ path, dataPath }: ScopedType): FieldNode {
  const fields = path.map((name, index) => createField(name, dataPath[index]));
  const last = fields.pop();
  if (last === undefined) throw new Error('A path to an account is empty.');
  return fields.reduceRight<FieldNode>(
    (inner, outer) => ({ ...outer, selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] } }),
    last,
  );
}

function createField(name: string, alias?: string): FieldNode {
  const isRenamed = alias !== undefined && alias !== name;
  return { kind: Kind.FIELD, name: createName(name), ...(isRenamed && { alias: createName(alias) }) };
}

function createName(value: string) {
  return { kind: Kind.NAME, value } as const;
}
