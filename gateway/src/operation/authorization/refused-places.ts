// Where in a response the fields are that a caller may not have, as far as an operation alone tells it.
import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ResponsePlace } from '../../response/response-place.ts';
import { isIncluded, type ReadCondition } from '../conditions.ts';
import { toResponseName } from '../internal-name.ts';
import { hasMark } from './refusal-mark.ts';

/** An item of a list whose index is not known, as Apollo Router writes it. */
const anyItem = '@';

export interface RefusedPlacesOptions {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The value of a variable in @skip or @include. */
  readonly readCondition: ReadCondition;
}

export type ListRefusedPlaces = (
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
) => readonly ResponsePlace[];

export function createRefusedPlaces({ schema, fragments, readCondition }: RefusedPlacesOptions): ListRefusedPlaces {
  return (rootType, selectionSets) => {
    const places = new Map<string, ResponsePlace>();
    const collect = (
      type: GraphQLCompositeType,
      { selections }: SelectionSetNode,
      above: ResponsePlace,
      isAllRefused: boolean,
    ): void => {
      for (const selection of selections) {
        if (!isIncluded(selection, readCondition)) continue;
        const isRefused = isAllRefused || hasMark(selection, 'refused');
        if (selection.kind !== Kind.FIELD) {
          const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
          if (fragment) collect(isCompositeType(condition) ? condition : type, fragment.selectionSet, above, isRefused);
          continue;
        }
        const name = selection.name.value;
        if (name.startsWith('__')) continue;
        const place = [...above, toResponseName((selection.alias ?? selection.name).value)];
        if (isRefused || hasMark(selection, 'reported')) {
          places.set(JSON.stringify(place), place);
          continue;
        }
        const fieldType = isUnionType(type) ? undefined : type.getFields()[name]?.type;
        const inner = fieldType && getNamedType(fieldType);
        if (selection.selectionSet === undefined || fieldType === undefined || !isCompositeType(inner)) continue;
        collect(inner, selection.selectionSet, [...place, ...listItems(fieldType)], false);
      }
    };
    for (const selectionSet of selectionSets) collect(rootType, selectionSet, [], false);
    return [...places.values()];
  };
}

/** A step for each list that has to be entered to come to a value of the type. */
export function listItems(type: GraphQLOutputType): ResponsePlace {
  if (isNonNullType(type)) return listItems(type.ofType);
  return isListType(type) ? [anyItem, ...listItems(type.ofType)] : [];
}
