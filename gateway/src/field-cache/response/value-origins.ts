// Where the fields of a response came from: which system owns each, and whether it was kept, and how old it is.
import type { Cell } from '../cells/cell-record.ts';
import type { SelectedField } from '../selection/selected-object.ts';

export interface ValueOrigin {
  /** The coordinate in the schema. */
  readonly field: string;
  readonly owner: string | undefined;
  readonly source: 'system' | 'cache' | 'stale';
  readonly fetchedAt: number;
  /** Undefined for what is not kept. */
  readonly freshUntil: number | undefined;
  /** The names of the claims that the value depends on; never their values. */
  readonly varyBy: readonly string[];
}

/** By the object that a field stands in, while a response comes together. */
export interface ValueOrigins {
  note(target: object, field: SelectedField, source: ValueOrigin['source'], cell: OriginTimes): void;
  /** The fields of one object are those of another from now on, too. */
  copy(from: object, to: object): void;
  /** By response name. */
  find(target: object): ReadonlyMap<string, ValueOrigin> | undefined;
}

export interface OriginTimes extends Pick<Cell, 'fetchedAt'> {
  readonly freshUntil: number | undefined;
}

export function createValueOrigins(): ValueOrigins {
  const byObject = new WeakMap<object, Map<string, ValueOrigin>>();
  const open = (target: object): Map<string, ValueOrigin> => {
    let origins = byObject.get(target);
    if (origins === undefined) byObject.set(target, (origins = new Map()));
    return origins;
  };
  return {
    note(target, { responseName, coordinate, owner, policy, kind }, source, { fetchedAt, freshUntil }) {
      if (kind === 'typename') return;
      open(target).set(responseName, {
        field: coordinate,
        owner,
        source,
        fetchedAt,
        freshUntil,
        varyBy: policy.varyBy,
      });
    },
    copy(from, to) {
      const origins = byObject.get(from);
      if (origins === undefined || from === to) return;
      const target = open(to);
      for (const [name, origin] of origins) target.set(name, origin);
    },
    find: (target) => byObject.get(target),
  };
}
