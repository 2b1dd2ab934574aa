// Puts an answer together from cells, and lists what has to be asked of the subgraph for the rest.
import type { CacheRun } from './cache-run.ts';
import type { Cell, CellRecord, RecordTarget } from '../cells/cell-record.ts';
import type { CellStore } from '../cells/cell-store.ts';
import type { SelectedField, SelectedObject, SelectedValue } from '../selection/selected-object.ts';
import {
  absent,
  EntityReference,
  type EntityKeyValues,
  StoredObject,
  type StoredValue,
} from '../cells/stored-value.ts';

type Answer = Record<string, unknown>;

/** What is wanted of one object: of the root type, or of one entity. */
export interface ObjectWant {
  readonly object: SelectedObject;
  /** Undefined for the root type. */
  readonly entity: WantedEntity | undefined;
  /** The object of the answer that it is for. */
  readonly target: Answer;
  readonly fields: Set<SelectedField>;
  /** What may stand in while the system fails. */
  readonly fallbacks: Map<SelectedField, Cell>;
  /** What the cells are called while they are fetched. */
  readonly cellNames: Map<SelectedField, string>;
  /** Where the fields are kept that may be. */
  readonly addresses: Map<SelectedField, CellAddress>;
}

/** Where a cell is kept. */
export interface CellAddress {
  readonly target: RecordTarget;
  readonly field: SelectedField;
  /** Field name and arguments, and what else the value depends on. */
  readonly cellKey: string;
}

export interface WantedEntity {
  /** Undefined when it cannot be told from others: then nothing of it is kept. */
  readonly key: EntityKeyValues | undefined;
  /** The representation as JSON. */
  readonly representation: string;
  /** What the representation says besides the key, as JSON. */
  readonly requirements: string;
  /** Whether the operation asked for it by itself; otherwise it was found in a value that was kept. */
  readonly isAskedFor: boolean;
}

/** A cell that was served. */
export interface ServedCell {
  readonly want: ObjectWant;
  readonly address: CellAddress;
  readonly cell: Cell;
}

export interface CellReader {
  readRoot(object: SelectedObject, target: Answer): void;
  readEntity(object: SelectedObject, entity: WantedEntity, target: Answer): void;
  /** The same for some of the object's fields. */
  readFields(
    object: SelectedObject,
    entity: WantedEntity | undefined,
    target: Answer,
    fields: ReadonlySet<SelectedField>,
  ): void;
  /** Puts a cell's value into an answer. False when not all that is selected is there, also of what it refers to. */
  standIn(want: ObjectWant, field: SelectedField, cell: Cell): boolean;
  /** What nobody has and nobody is fetching. */
  readonly wants: readonly ObjectWant[];
  /** What has been served and should be fetched anew. */
  readonly refreshes: readonly ObjectWant[];
  /** What has been served from kept values and is to be compared. */
  readonly served: readonly ServedCell[];
  /** What somebody is fetching: the wants, by that fetch. */
  readonly awaited: ReadonlyMap<string, readonly ObjectWant[]>;
}

export interface CellReaderOptions {
  readonly store: Pick<CellStore, 'find'>;
  readonly run: CacheRun;
  readonly subgraph: string;
  /** Of the plan's fetch. */
  readonly document: string;
  readonly now: number;
  /** Whether this replica is told of what makes values wrong. If not, what an event can make wrong is not served. */
  readonly isTrusted: boolean;
  /** The fetch that is bringing a cell, if any. */
  readonly findFetch: (cellName: string) => string | undefined;
}

const missing = Symbol('missing');

/** One whose representation is written only when it is needed. */
interface ReadEntity extends Omit<WantedEntity, 'representation'> {
  readonly representation: () => string;
}

interface WantedCell {
  readonly name: string;
  readonly address: CellAddress;
  readonly fallback: Cell | undefined;
}

function withWriter(entity: WantedEntity): ReadEntity {
  return { ...entity, representation: () => entity.representation };
}

export function createCellReader(options: CellReaderOptions): CellReader {
  const { store, run, subgraph, document, now, isTrusted, findFetch } = options;
  const { outcome } = run;
  const wants: ObjectWant[] = [];
  const refreshes: ObjectWant[] = [];
  const served: ServedCell[] = [];
  const awaited: (readonly [fetchId: string, want: ObjectWant])[] = [];

  function readField(
    field: SelectedField,
    cellKey: string,
    record: CellRecord | undefined,
    target: Answer,
  ): { readonly found: 'fresh' | 'stale' | 'nothing'; readonly cell?: Cell; readonly fallback?: Cell } {
    let fallback: Cell | undefined;
    const first = record?.cellKeys.indexOf(cellKey) ?? -1;
    if (record === undefined || first < 0) return { found: 'nothing' };
    const { cellKeys, cells } = record;
    if (!isTrusted && field.policy.refreshedBy.length > 0) return { found: 'nothing' };
    for (const isFreshWanted of [true, false]) {
      for (let place = first; place >= 0; place = cellKeys.indexOf(cellKey, place + 1)) {
        const cell = cells[place];
        if (cell === undefined || now < cell.freshUntil !== isFreshWanted) continue;
        if (now >= cell.revalidateUntil && !isFreshWanted) {
          if (now < cell.errorUntil) fallback ??= cell;
          continue;
        }
        const value = projectOrUndo(field, cell);
        if (value === missing) continue;
        if (value !== absent) target[field.responseName] = value;
        outcome.noteCell(field, cell, isFreshWanted ? 'hit' : 'stale', now);
        outcome.noteRecord(record);
        return { found: isFreshWanted ? 'fresh' : 'stale', cell };
      }
    }
    return { found: 'nothing', ...(fallback && { fallback }) };
  }

  function readOrigin(field: SelectedField, cell: Cell, source: 'cache' | 'stale') {
    return { field, source, cell, fetchedAt: cell.fetchedAt, subgraph, document, fieldKey: run.keyOf(field) };
  }

  function projectOrUndo(field: SelectedField, cell: Cell): unknown {
    const undo = markLists();
    const value = projectValue(field.value, cell.value);
    if (value === missing) undo();
    return value;
  }

  /** Gives what takes off the lists again what is put on them from now on. */
  function markLists(): () => void {
    const lists = [wants, refreshes, awaited];
    const lengths = lists.map(({ length }) => length);
    return () => {
      for (const [index, list] of lists.entries()) list.length = lengths[index] ?? 0;
    };
  }

  function projectValue(selected: SelectedValue | undefined, value: StoredValue): unknown {
    if (value === null || value === absent) return value;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const item of value as readonly StoredValue[]) {
        const projected = projectValue(selected, item);
        if (projected === missing) return missing;
        items.push(projected);
      }
      return items;
    }
    if (value instanceof EntityReference) return projectEntity(selected?.objectFor(value.typeName), value);
    if (value instanceof StoredObject) return projectPart(selected?.objectFor(value.typeName), value);
    return typeof value === 'object' ? structuredClone(value) : value;
  }

  function projectEntity(object: SelectedObject | undefined, { typeName, key }: EntityReference): unknown {
    if (object?.identity === undefined) return missing;
    const target: Answer = {};
    const representation = (): string => JSON.stringify({ __typename: typeName, ...key.values });
    readObject(object, { key, requirements: '', isAskedFor: false, representation }, target);
    return target;
  }

  function projectPart(object: SelectedObject | undefined, { typeName, values }: StoredObject): unknown {
    if (object === undefined || object.identity !== undefined) return missing;
    const target: Answer = {};
    for (const field of object.fields) {
      if (field.kind === 'typename') {
        target[field.responseName] = typeName;
        continue;
      }
      const value = values.get(run.keyOf(field));
      if (value === undefined) return missing;
      const projected = projectValue(field.value, value);
      if (projected === missing) return missing;
      target[field.responseName] = projected;
    }
    return target;
  }

  function readObject(
    object: SelectedObject,
    entity: ReadEntity | undefined,
    target: Answer,
    only?: ReadonlySet<SelectedField>,
  ): void {
    const collect = createWantCollector(object, entity, target);
    for (const field of object.fields) {
      if (only?.has(field) === false) continue;
      if (field.kind === 'typename') target[field.responseName] = object.typeName;
      else if (field.kind === 'key' && entity?.key !== undefined) {
        target[field.responseName] = entity.key.values[field.name];
      } else if (field.kind !== 'cell') {
        collect.want(field, undefined);
      }
    }
    for (const { varyBy, fields } of object.cellGroups) {
      const shared =
        entity === undefined ? undefined : entity.key && run.findEntityTarget(object, entity.key, varyBy, subgraph);
      const sharedRecord = shared && store.find(shared.name);
      for (const field of fields) {
        if (only?.has(field) === false) continue;
        const place = entity === undefined ? run.findRootTarget(object, field, subgraph) : shared;
        if (place === undefined) {
          collect.want(field, undefined);
          continue;
        }
        const record = entity === undefined ? store.find(place.name) : sharedRecord;
        const cellKey = run.cellKeyOf(field, entity?.requirements ?? '');
        const { found, cell, fallback } = readField(field, cellKey, record, target);
        if (cell !== undefined) {
          outcome.origins?.note(target, {
            ...readOrigin(field, cell, found === 'fresh' ? 'cache' : 'stale'),
            object,
            key: entity?.key,
          });
        }
        if (found === 'fresh') {
          if (run.isCompared && cell !== undefined) collect.serve(field, { target: place, field, cellKey }, cell);
          continue;
        }
        const name = nameCell(place, cellKey, field);
        if (found === 'stale') collect.refresh(field, name);
        else collect.want(field, { name, address: { target: place, field, cellKey }, fallback });
      }
    }
  }

  function createWantCollector(object: SelectedObject, entity: ReadEntity | undefined, target: Answer) {
    const create = (): ObjectWant => ({
      object,
      entity: entity && { ...entity, representation: entity.representation() },
      target,
      fields: new Set(),
      fallbacks: new Map(),
      cellNames: new Map(),
      addresses: new Map(),
    });
    const joined = new Map<string, ObjectWant>();
    let want: ObjectWant | undefined;
    let refresh: ObjectWant | undefined;
    let compared: ObjectWant | undefined;
    return {
      want(field: SelectedField, cell: WantedCell | undefined): void {
        const fetch = cell && findFetch(cell.name);
        let place = fetch === undefined ? want : joined.get(fetch);
        if (place === undefined) {
          place = create();
          if (fetch === undefined) wants.push((want = place));
          else {
            joined.set(fetch, place);
            awaited.push([fetch, place]);
          }
        }
        place.fields.add(field);
        if (cell === undefined) return;
        place.cellNames.set(field, cell.name);
        place.addresses.set(field, cell.address);
        if (cell.fallback !== undefined) place.fallbacks.set(field, cell.fallback);
      },
      serve(field: SelectedField, address: CellAddress, cell: Cell): void {
        compared ??= create();
        compared.fields.add(field);
        served.push({ want: compared, address, cell });
      },
      refresh(field: SelectedField, name: string): void {
        if (findFetch(name) !== undefined) return;
        if (refresh === undefined) refreshes.push((refresh = create()));
        refresh.fields.add(field);
        refresh.cellNames.set(field, name);
      },
    };
  }

  return {
    wants,
    refreshes,
    served,
    get awaited() {
      const byFetch = new Map<string, ObjectWant[]>();
      for (const [fetchId, want] of awaited) byFetch.set(fetchId, [...(byFetch.get(fetchId) ?? []), want]);
      return byFetch;
    },
    readRoot: (object, target) => readObject(object, undefined, target),
    readEntity: (object, entity, target) => readObject(object, withWriter(entity), target),
    readFields: (object, entity, target, fields) => readObject(object, entity && withWriter(entity), target, fields),
    standIn(want, field, cell) {
      const undo = markLists();
      const [wantCount, awaitedCount] = [wants.length, awaited.length];
      const value = projectOrUndo(field, cell);
      if (value === missing || wants.length > wantCount || awaited.length > awaitedCount) {
        undo();
        return false;
      }
      if (value !== absent) want.target[field.responseName] = value;
      outcome.noteCell(field, cell, 'stale', now);
      outcome.origins?.note(want.target, {
        ...readOrigin(field, cell, 'stale'),
        object: want.object,
        key: want.entity?.key,
      });
      return true;
    },
  };
}

function nameCell({ name }: RecordTarget, cellKey: string, { signature }: SelectedField): string {
  return `${name}\n${cellKey}\n${signature}`;
}
