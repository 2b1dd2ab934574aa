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

/** One that was found in a value becomes one that is wanted only when something of it is missing. */
type ReadEntity = WantedEntity | EntityReference;

interface WantedCell {
  readonly name: string;
  readonly address: CellAddress;
  readonly fallback: Cell | undefined;
}

export function createCellReader(options: CellReaderOptions): CellReader {
  const { store, run, subgraph, document, now, isTrusted, findFetch } = options;
  const { outcome } = run;
  const wants: ObjectWant[] = [];
  const refreshes: ObjectWant[] = [];
  const served: ServedCell[] = [];
  const awaited: (readonly [fetchId: string, want: ObjectWant])[] = [];

  /** Puts what is kept of a field into the target, and gives the cell that it is from. */
  function serveField(
    field: SelectedField,
    cellKey: string,
    record: CellRecord | undefined,
    target: Answer,
  ): Cell | undefined {
    const first = record?.cellKeys.indexOf(cellKey) ?? -1;
    if (record === undefined || first < 0 || !mayServe(field)) return undefined;
    const { cellKeys, cells } = record;
    for (let place = first; place >= 0; place = cellKeys.indexOf(cellKey, place + 1)) {
      const cell = cells[place];
      if (cell === undefined || now >= cell.freshUntil || !putIn(target, field, cell)) continue;
      outcome.noteCell(field, cell, 'hit');
      outcome.noteRecord(record);
      return cell;
    }
    for (let place = first; place >= 0; place = cellKeys.indexOf(cellKey, place + 1)) {
      const cell = cells[place];
      if (cell === undefined || now < cell.freshUntil || now >= cell.revalidateUntil) continue;
      if (!putIn(target, field, cell)) continue;
      outcome.noteCell(field, cell, 'stale');
      outcome.noteRecord(record);
      return cell;
    }
    return undefined;
  }

  const mayServe = ({ policy }: SelectedField): boolean => isTrusted || policy.refreshedBy.length === 0;

  /** What may stand in for a field of which nothing could be served. */
  function findFallback(field: SelectedField, cellKey: string, record: CellRecord | undefined): Cell | undefined {
    if (record === undefined || !mayServe(field)) return undefined;
    const { cellKeys, cells } = record;
    return cells.find(
      (cell, place) => cellKeys[place] === cellKey && now >= cell.revalidateUntil && now < cell.errorUntil,
    );
  }

  function readOrigin(field: SelectedField, cell: Cell, source: 'cache' | 'stale') {
    return { field, source, cell, fetchedAt: cell.fetchedAt, subgraph, document, fieldKey: run.keyOf(field) };
  }

  /** False when not all that is selected is there; then everything is as it was before. */
  function putIn(target: Answer, field: SelectedField, { value }: Cell): boolean {
    if (typeof value !== 'object' || value === null) {
      if (value !== absent) target[field.responseName] = value;
      return true;
    }
    const [wantCount, refreshCount, awaitedCount] = [wants.length, refreshes.length, awaited.length];
    const projected = projectValue(field.value, value);
    if (projected === missing) {
      wants.length = wantCount;
      refreshes.length = refreshCount;
      awaited.length = awaitedCount;
      return false;
    }
    target[field.responseName] = projected;
    return true;
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
    if (value instanceof StoredObject) return projectPart(selected?.objectFor(value.typeName), value);
    if (value instanceof EntityReference) return projectEntity(selected?.objectFor(value.typeName), value);
    return typeof value === 'object' ? structuredClone(value) : value;
  }

  function projectEntity(object: SelectedObject | undefined, reference: EntityReference): unknown {
    if (object?.identity === undefined) return missing;
    const target: Answer = {};
    readObject(object, reference, target);
    return target;
  }

  function projectPart(object: SelectedObject | undefined, { typeName, keys, values }: StoredObject): unknown {
    if (object === undefined || object.identity !== undefined) return missing;
    const target: Answer = {};
    const wanted = run.memberKeysOf(object);
    let index = 0;
    for (const { kind, responseName, value: selected } of object.fields) {
      if (kind === 'typename') {
        target[responseName] = typeName;
        continue;
      }
      const key = wanted[index] ?? '';
      // Nearly always it was selected as it was before.
      const value = values[keys[index] === key ? index : keys.indexOf(key)];
      if (value === undefined) return missing;
      const projected = projectValue(selected, value);
      if (projected === missing) return missing;
      target[responseName] = projected;
      index += 1;
    }
    return target;
  }

  function readObject(
    object: SelectedObject,
    entity: ReadEntity | undefined,
    target: Answer,
    only?: ReadonlySet<SelectedField>,
  ): void {
    const requirements = entity === undefined || entity instanceof EntityReference ? '' : entity.requirements;
    let collector: WantCollector | undefined;
    const collect = (): WantCollector => (collector ??= createWantCollector(object, entity, target));
    for (const field of object.fields) {
      if (only?.has(field) === false || field.kind === 'cell') continue;
      if (field.kind === 'typename') target[field.responseName] = object.typeName;
      else if (field.kind === 'key' && entity?.key !== undefined) {
        target[field.responseName] = entity.key.values[field.name];
      } else collect().want(field, undefined);
    }
    for (const { varyBy, fields } of object.cellGroups) {
      const shared =
        entity === undefined ? undefined : entity.key && run.findEntityTarget(object, entity.key, varyBy, subgraph);
      const sharedRecord = shared && store.find(shared.name);
      for (const field of fields) {
        if (only?.has(field) === false) continue;
        const place = entity === undefined ? run.findRootTarget(object, field, subgraph) : shared;
        if (place === undefined) {
          collect().want(field, undefined);
          continue;
        }
        const record = entity === undefined ? store.find(place.name) : sharedRecord;
        const cellKey = run.cellKeyOf(field, requirements);
        const cell = serveField(field, cellKey, record, target);
        if (cell === undefined) {
          const name = nameCell(place, cellKey, field);
          const fallback = findFallback(field, cellKey, record);
          collect().want(field, { name, address: { target: place, field, cellKey }, fallback });
          continue;
        }
        const isFresh = now < cell.freshUntil;
        outcome.origins?.note(target, {
          ...readOrigin(field, cell, isFresh ? 'cache' : 'stale'),
          object,
          key: entity?.key,
        });
        if (!isFresh) collect().refresh(field, nameCell(place, cellKey, field));
        else if (run.isCompared) collect().serve(field, { target: place, field, cellKey }, cell);
      }
    }
  }

  type WantCollector = ReturnType<typeof createWantCollector>;

  function createWantCollector(object: SelectedObject, entity: ReadEntity | undefined, target: Answer) {
    const create = (): ObjectWant => ({
      object,
      entity: entity instanceof EntityReference ? toWanted(entity) : entity,
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
    readEntity: (object, entity, target) => readObject(object, entity, target),
    readFields: (object, entity, target, fields) => readObject(object, entity, target, fields),
    standIn(want, field, cell) {
      const [wantCount, refreshCount, awaitedCount] = [wants.length, refreshes.length, awaited.length];
      // Not into the answer before it is known to be whole.
      const value: Answer = {};
      const isThere = putIn(value, field, cell);
      if (!isThere || wants.length > wantCount || awaited.length > awaitedCount) {
        wants.length = wantCount;
        refreshes.length = refreshCount;
        awaited.length = awaitedCount;
        return false;
      }
      Object.assign(want.target, value);
      outcome.noteCell(field, cell, 'stale');
      outcome.origins?.note(want.target, {
        ...readOrigin(field, cell, 'stale'),
        object: want.object,
        key: want.entity?.key,
      });
      return true;
    },
  };
}

function toWanted({ typeName, key }: EntityReference): WantedEntity {
  const representation = JSON.stringify({ __typename: typeName, ...key.values });
  return { key, representation, requirements: '', isAskedFor: false };
}

function nameCell({ name }: RecordTarget, cellKey: string, { signature }: SelectedField): string {
  return `${name}\n${cellKey}\n${signature}`;
}
