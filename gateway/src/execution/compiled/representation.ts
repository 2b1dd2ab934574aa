// Makes the representation of an entity: its type and what a subgraph requires to know of it.
import type { RequiredField, RequiredFragment, RequiredSelection } from '../../operation/plan/query-plan.ts';
import { type DataObject, isDataObject } from './data-object.ts';
import type { TypeMatcher } from './type-matcher.ts';

/** `undefined` when the object is of another type, or something that is required of it is not there. */
export function createRepresentation(
  object: DataObject,
  requires: readonly RequiredSelection[],
  matchType: TypeMatcher,
): DataObject | undefined {
  const representation = select(object, requires, matchType);
  return representation !== undefined && typeof representation['__typename'] === 'string' ? representation : undefined;
}

/** `undefined` when a field is not there. A fragment whose fields are not all there adds nothing. */
function select(
  object: DataObject,
  selections: readonly RequiredSelection[],
  matchType: TypeMatcher,
): DataObject | undefined {
  let selected: DataObject | undefined;
  for (const selection of selections) {
    if (selection.kind === 'field') {
      const value = selectField(object, selection, matchType);
      if (value === undefined) return undefined;
      selected ??= {};
      selected[selection.name] = value;
    } else if (isOfType(object, selection, matchType)) {
      const inner = select(object, selection.selections, matchType);
      // Most often there is one fragment, and nothing beside it.
      if (selected === undefined) selected = inner;
      else if (inner !== undefined) addSelected(selected, inner);
    }
  }
  return selected ?? {};
}

function selectField(object: DataObject, { dataNames, selections }: RequiredField, matchType: TypeMatcher): unknown {
  for (const name of dataNames) {
    if (!Object.hasOwn(object, name)) continue;
    const value = object[name];
    if (value !== undefined) return selections.length === 0 ? value : selectInside(value, selections, matchType);
  }
  return undefined;
}

function selectInside(value: unknown, selections: readonly RequiredSelection[], matchType: TypeMatcher): unknown {
  if (Array.isArray(value)) return value.map((item) => selectInside(item, selections, matchType) ?? null);
  return isDataObject(value) ? (select(value, selections, matchType) ?? null) : null;
}

function isOfType(object: DataObject, { typeName }: RequiredFragment, matchType: TypeMatcher): boolean {
  const typename = object['__typename'];
  return typeof typename === 'string' && matchType(typename, typeName);
}

/** Several fragments may select parts of the same object. */
function addSelected(target: DataObject, source: DataObject): void {
  for (const [name, value] of Object.entries(source)) {
    const present = target[name];
    if (isDataObject(present) && isDataObject(value)) addSelected(present, value);
    else target[name] = value;
  }
}
