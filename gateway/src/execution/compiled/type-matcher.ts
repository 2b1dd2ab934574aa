// Whether an object of one type is also one of another, by the supergraph.
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** `typename` is that of the object; `condition` may be the same, an interface or a union. */
export type TypeMatcher = (typename: string, condition: string) => boolean;

/** `schema` is the whole supergraph's: plans speak of types that clients do not see. */
export function createTypeMatcher(schema: GraphQLSchema): TypeMatcher {
  const known = new Map<string, Map<string, boolean>>();
  return (typename, condition) => {
    if (typename === condition) return true;
    let byType = known.get(condition);
    if (byType === undefined) known.set(condition, (byType = new Map()));
    let matches = byType.get(typename);
    if (matches === undefined) {
      const type = schema.getType(typename);
      // Names come from subgraphs: what the schema does not know is not remembered, or it could fill the memory.
      if (type === undefined) return false;
      const abstract = schema.getType(condition);
      matches =
        isAbstractType(abstract) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type);
      byType.set(typename, matches);
    }
    return matches;
  };
}
