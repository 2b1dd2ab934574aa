// The fields of a mutation in the order in which they run, each once, whatever fragments and conditions it is asked for in.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { CodedError } from '../../error-codes/coded-error.ts';
import { isCondition, readConditions, type SelectionCondition } from './selection-condition.ts';

/** All of these have to hold. */
export type Conditions = readonly SelectionCondition[];

/** A field at the place where it is asked for. */
export interface MutationField {
  /** With all that is selected of its result, at any place. */
  readonly field: FieldNode;
  readonly conditions: Conditions;
  /** Those of earlier places: when one of them held, the field has run. */
  readonly earlier: readonly Conditions[];
}

/** So many places of fields are looked at. Fragments in fragments can have any number of them. */
const mostPlaces = 1000;

/** Throws a `CodedError` when there are too many places at which fields are asked for. */
export function listMutationFields(document: DocumentNode, operation: OperationDefinitionNode): MutationField[] {
  const places = listPlaces(document, operation.selectionSet);
  const merged = mergeByName(places);
  const earlierByName = new Map<string, Conditions[]>();
  return places.flatMap(({ responseName, conditions }) => {
    const earlier = earlierByName.get(responseName) ?? [];
    earlierByName.set(responseName, [...earlier, conditions]);
    const field = merged.get(responseName);
    const hasRun = earlier.some((each) => each.every((condition) => includes(conditions, condition)));
    return field === undefined || hasRun ? [] : [{ field, conditions, earlier }];
  });
}

interface Place {
  readonly responseName: string;
  readonly field: FieldNode;
  readonly conditions: Conditions;
}

function listPlaces({ definitions }: DocumentNode, root: SelectionSetNode): Place[] {
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const places: Place[] = [];
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode, outer: Conditions): void => {
    for (const selection of selections) {
      const conditions = addConditions(outer, selection);
      if (conditions === undefined) continue;
      if (selection.kind === Kind.FIELD) {
        const responseName = (selection.alias ?? selection.name).value;
        places.push({ responseName, field: withoutConditions(selection), conditions });
        if (places.length > mostPlaces) {
          throw new CodedError(
            'OPERATION_NOT_PLANNED',
            `The mutation asks for fields at more than ${mostPlaces} places: use fewer fragments under conditions.`,
          );
        }
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, conditions);
        continue;
      }
      const visit = JSON.stringify([selection.name.value, conditions]);
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined || visited.has(visit)) continue;
      visited.add(visit);
      collect(fragment, conditions);
    }
  };
  collect(root, []);
  return places;
}

/** `undefined` when they contradict each other, or a literal excludes the selection. */
function addConditions(outer: Conditions, selection: SelectionNode): Conditions | undefined {
  const own = readConditions(selection);
  if (own === undefined) return undefined;
  const all = [...outer];
  for (const { variable, value } of own) {
    if (includes(all, { variable, value: !value })) return undefined;
    if (!includes(all, { variable, value })) all.push({ variable, value });
  }
  return all;
}

function includes(conditions: Conditions, { variable, value }: SelectionCondition): boolean {
  return conditions.some((each) => each.variable === variable && each.value === value);
}

function withoutConditions(field: FieldNode): FieldNode {
  return { ...field, directives: (field.directives ?? []).filter((directive) => !isCondition(directive)) };
}

function mergeByName(places: readonly Place[]): Map<string, FieldNode | undefined> {
  const byName = new Map<string, Place[]>();
  for (const place of places) {
    const known = byName.get(place.responseName);
    if (known === undefined) byName.set(place.responseName, [place]);
    else known.push(place);
  }
  return new Map([...byName].map(([name, ofName]) => [name, mergePlaces(ofName)]));
}

/** One field that selects what they all do, each under its conditions. */
function mergePlaces(places: readonly Place[]): FieldNode | undefined {
  const [first] = places;
  if (first?.field.selectionSet === undefined || places.length === 1) return first?.field;
  const selections = places.flatMap(({ field: { selectionSet }, conditions }): readonly SelectionNode[] =>
    selectionSet === undefined ? [] : putUnder(conditions, selectionSet),
  );
  return { ...first.field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function putUnder(conditions: Conditions, selectionSet: SelectionSetNode): readonly SelectionNode[] {
  let { selections } = selectionSet;
  for (const { variable, value } of conditions) {
    const condition: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT,
      directives: [
        {
          kind: Kind.DIRECTIVE,
          name: { kind: Kind.NAME, value: value ? 'include' : 'skip' },
          arguments: [
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: 'if' },
              value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
            },
          ],
        },
      ],
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    };
    selections = [condition];
  }
  return selections;
}
