// Where the fields of a response came from: which system owns each, and whether it was kept, and how old it is.
import { isScopeAlias, toResponseName } from '../../operation/internal-name.ts';
import type { Cell } from '../cells/cell-record.ts';
import type { EntityKeyValues } from '../cells/stored-value.ts';
import type { SelectedField, SelectedObject } from '../selection/selected-object.ts';

export interface ValueOrigin {
  readonly field: SelectedField;
  /** `stale`: it was kept, and is older than its maxAge. */
  readonly source: 'system' | 'cache' | 'stale';
  /** Undefined for what is not kept. */
  readonly cell: Cell | undefined;
  readonly fetchedAt: number;
  readonly subgraph: string;
  /** What the subgraph was asked; for what was kept, what the plan would have asked. */
  readonly document: string;
  /** What the field is selected of. */
  readonly object: SelectedObject;
  /** Of an entity; empty where it cannot be told from others. Undefined for the root type. */
  readonly key: EntityKeyValues | undefined;
  /** The field's name with its arguments. */
  readonly fieldKey: string;
}

/** By the object that a field stands in, while a response comes together. */
export interface ValueOrigins {
  note(target: object, origin: ValueOrigin): void;
  /** The fields of one object are those of another from now on, too. */
  copy(from: object, to: object): void;
  /** Of the values that the client gets. `data` is what the subgraphs gave; `response` is what the client gets of it. */
  listShown(data: object, response: unknown): ShownValue[];
}

/** A value that was kept or fetched on its own. What stands inside it came with it. */
export interface ShownValue {
  readonly origin: ValueOrigin;
  readonly path: readonly (string | number)[];
  /** The object of the data that it stands in. */
  readonly holder: object;
  /** Of the response. */
  readonly name: string;
  /** As the subgraphs gave it, and as the client gets it. */
  readonly value: unknown;
  readonly shown: unknown;
}

export function createValueOrigins(): ValueOrigins {
  /** By response name. */
  const byObject = new WeakMap<object, Map<string, ValueOrigin>>();
  const open = (target: object): Map<string, ValueOrigin> => {
    let origins = byObject.get(target);
    if (origins === undefined) byObject.set(target, (origins = new Map()));
    return origins;
  };
  return {
    note(target, origin) {
      const { kind, responseName } = origin.field;
      if (kind !== 'typename') open(target).set(responseName, origin);
    },
    copy(from, to) {
      const origins = byObject.get(from);
      if (origins === undefined || from === to) return;
      const target = open(to);
      for (const [name, origin] of origins) target.set(name, origin);
    },
    listShown(data, response) {
      const found: ShownValue[] = [];
      const walk = (value: unknown, shown: unknown, path: ShownValue['path']): void => {
        if (Array.isArray(value) && Array.isArray(shown)) {
          for (const [index, item] of value.entries()) walk(item, shown[index], [...path, index]);
          return;
        }
        if (!isObject(value) || !isObject(shown)) return;
        const ofObject = byObject.get(value);
        for (const [internalName, member] of Object.entries(value)) {
          const name = toResponseName(internalName);
          if (isScopeAlias(internalName)) continue;
          if (!Object.hasOwn(shown, name)) continue;
          const origin = ofObject?.get(internalName);
          const place = { path: [...path, name], value: member, shown: shown[name] };
          if (origin !== undefined) found.push({ ...place, origin, holder: value, name });
          walk(place.value, place.shown, place.path);
        }
      };
      walk(data, response, []);
      return found;
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
