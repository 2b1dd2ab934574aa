// Takes an answer of a subgraph apart into cells.
import { type Cell, type RecordTarget } from '../cells/cell-record.ts';
import { cellOverheadBytes, measureText, measureValue } from '../cells/cell-size.ts';
import type { CellStore, Fence } from '../cells/cell-store.ts';
import { writeTags } from '../selection/cache-tag.ts';
import type { CacheRun } from './cache-run.ts';
import type { ErrorPlaces } from './error-places.ts';
import { type Allowance, isShareable } from './response-allowance.ts';
import type { SelectedField, SelectedObject, SelectedValue } from '../selection/selected-object.ts';
import {
  absent,
  EntityReference,
  type EntityKeyValues,
  StoredObject,
  type StoredValue,
} from '../cells/stored-value.ts';
import { readArguments, writeCanonicalJson } from '../selection/argument-key.ts';

export interface CellFillerOptions {
  readonly store: Pick<CellStore, 'write'>;
  readonly run: CacheRun;
  readonly subgraph: string;
  /** Of the request. */
  readonly document: string;
  readonly fence: Fence;
  /** When the subgraph was asked. */
  readonly fetchedAt: number;
  /** The same in the replicas' common order. */
  readonly position: string | undefined;
  /** What the answer itself allows; it can only take from the policies. */
  readonly allowance: Allowance;
  /** From 0 to 1, each time another. */
  readonly random: () => number;
  /** Told of what is kept. */
  readonly onWritten: (target: RecordTarget, cells: ReadonlyMap<string, Cell>) => void;
}

export interface FillDetails {
  /** What the representation said besides the key. */
  readonly requirements: string;
  /** The errors in the answer. */
  readonly places: ErrorPlaces | undefined;
  /** That the answer gives itself. */
  readonly tags: readonly string[];
}

export interface CellFiller {
  /** `fields` are those of the object that were asked for; `places` the errors in the answer. */
  fillEntity(
    object: SelectedObject,
    entity: EntityKeyValues,
    fields: ReadonlySet<SelectedField>,
    answer: Readonly<Record<string, unknown>>,
    more: FillDetails,
  ): void;
  /** For an entity that the subgraph does not have. */
  fillAbsent(
    object: SelectedObject,
    entity: EntityKeyValues,
    fields: ReadonlySet<SelectedField>,
    requirements: string,
  ): void;
  fillRoot(
    root: SelectedObject,
    field: SelectedField,
    answer: Readonly<Record<string, unknown>>,
    details: Pick<FillDetails, 'places' | 'tags'>,
  ): void;
}

/** The value cannot be kept: an error is part of it, or something in it is not as it was asked for. */
const unsound = Symbol('unsound');
type Unsound = typeof unsound;

/** For how long it is kept that something is not there: soon it may be. */
const longestNegativeAgeMs = 30_000;
/** Up to this part of its age, a value expires earlier than it must, so that not all do at once. */
const jitterPart = 0.1;

export function createCellFiller(options: CellFillerOptions): CellFiller {
  const { store, run, subgraph, document, fence, fetchedAt, position, allowance, random, onWritten } = options;
  /** Until when what is being taken in may be shown. */
  let expiresAt = Infinity;

  function takeIn(
    value: unknown,
    selected: SelectedValue | undefined,
    places: ErrorPlaces | undefined,
  ): StoredValue | Unsound {
    if (value === undefined || places?.isHere === true) return unsound;
    // Errors inside that left nothing: a null has moved up to here.
    if (value === null) return places === undefined ? null : unsound;
    if (Array.isArray(value)) {
      const items: StoredValue[] = [];
      for (const [index, item] of value.entries()) {
        const taken = takeIn(item, selected, places?.inside.get(index));
        if (taken === unsound) return unsound;
        items.push(taken);
      }
      return items;
    }
    if (selected === undefined) {
      return typeof value === 'object' ? (structuredClone(value) as Record<string, unknown>) : (value as string);
    }
    if (typeof value !== 'object') return unsound;
    const answer = value as Readonly<Record<string, unknown>>;
    const object = selected.objectFor(answer['__typename']);
    if (object === undefined) return unsound;
    return object.identity === undefined ? takeInPart(object, answer, places) : takeInEntity(object, answer, places);
  }

  function takeInPart(
    object: SelectedObject,
    answer: Readonly<Record<string, unknown>>,
    places: ErrorPlaces | undefined,
  ): StoredObject | Unsound {
    if (!noteExpiry(object, answer)) return unsound;
    const values: StoredValue[] = [];
    for (const { responseName, value } of object.members) {
      const taken = takeIn(answer[responseName], value, places?.inside.get(responseName));
      if (taken === unsound) return unsound;
      values.push(taken);
    }
    // Without the room that lists keep to grow.
    return new StoredObject(object.typeName, run.memberKeysOf(object), values.slice());
  }

  function takeInEntity(
    object: SelectedObject,
    answer: Readonly<Record<string, unknown>>,
    places: ErrorPlaces | undefined,
  ): EntityReference | Unsound {
    const entity = readKey(object, answer);
    if (entity === undefined) return unsound;
    // What the entity holds has its own time; it says nothing about the value in which the entity stands.
    const outer = expiresAt;
    fillCells(object, entity, undefined, answer, { requirements: '', places, tags: [] });
    expiresAt = outer;
    return new EntityReference(object.typeName, entity);
  }

  function noteExpiry({ expiry }: SelectedObject, answer: Readonly<Record<string, unknown>>): boolean {
    const value = expiry && answer[expiry.responseName];
    if (value === undefined || value === null) return true;
    const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(moment)) return false;
    expiresAt = Math.min(expiresAt, moment);
    return true;
  }

  function fillCells(
    object: SelectedObject,
    entity: EntityKeyValues,
    asked: ReadonlySet<SelectedField> | undefined,
    answer: Readonly<Record<string, unknown>>,
    { requirements, places, tags: givenTags }: FillDetails,
  ): void {
    const tags = [...writeTags(object.cacheTags, { key: entity.values }), ...givenTags];
    expiresAt = Infinity;
    if (!noteExpiry(object, answer)) return;
    const ownExpiry = expiresAt;
    for (const { varyBy, fields } of object.cellGroups) {
      const target = run.findEntityTarget(object, entity, varyBy, subgraph);
      const cells = new Map<string, Cell>();
      for (const field of fields) {
        if (asked?.has(field) === false) continue;
        expiresAt = ownExpiry;
        const taken = takeIn(answer[field.responseName], field.value, places?.inside.get(field.responseName));
        const cell =
          taken === unsound || target === undefined ? undefined : createCell(field, taken, { isNegative: false, tags });
        noteFetched(field, cell);
        run.outcome.origins?.note(answer, { ...readOrigin(field, cell), object, key: entity });
        if (cell !== undefined) cells.set(run.cellKeyOf(field, requirements), cell);
      }
      if (target !== undefined && cells.size > 0) write(target, cells);
    }
    // Entities in values that are not kept may be kept themselves.
    for (const field of object.fields) {
      if (field.kind !== 'passing' || asked?.has(field) === false) continue;
      noteFetched(field, undefined);
      run.outcome.origins?.note(answer, { ...readOrigin(field, undefined), object, key: entity });
      takeIn(answer[field.responseName], field.value, places?.inside.get(field.responseName));
    }
  }

  function readOrigin(field: SelectedField, cell: Cell | undefined) {
    return { field, source: 'system', cell, fetchedAt, subgraph, document, fieldKey: run.keyOf(field) } as const;
  }

  function noteFetched(field: SelectedField, cell: Cell | undefined): void {
    if (cell === undefined) run.outcome.noteBypass(field);
    else run.outcome.noteMiss(field, cell);
    if (!isShareable(field.policy, allowance)) run.outcome.noteRestricted();
  }

  function write(target: RecordTarget, cells: ReadonlyMap<string, Cell>): void {
    const record = store.write(target, cells, fence);
    if (record === undefined) return;
    run.noteWritten(record);
    onWritten(target, cells);
  }

  function createCell(
    field: SelectedField,
    value: StoredValue,
    { isNegative, tags }: { readonly isNegative: boolean; readonly tags: readonly string[] },
  ): Cell | undefined {
    const { policy } = field;
    if (!isShareable(policy, allowance)) return undefined;
    const maxAgeMs = Math.min(policy.maxAgeMs, allowance.maxAgeMs, isNegative ? longestNegativeAgeMs : Infinity);
    const freshUntil = Math.min(fetchedAt + maxAgeMs * (1 - jitterPart * random()), expiresAt);
    const isExtended = !isNegative && maxAgeMs === policy.maxAgeMs;
    const extend = (extraMs: number): number =>
      isExtended ? Math.min(fetchedAt + maxAgeMs + extraMs, expiresAt) : freshUntil;
    return {
      coordinate: field.coordinate,
      value,
      signature: field.signature,
      policy,
      fetchedAt,
      freshUntil,
      revalidateUntil: Math.max(freshUntil, extend(policy.staleWhileRevalidateMs)),
      errorUntil: Math.max(freshUntil, extend(policy.staleIfErrorMs)),
      tags,
      position,
      bytes: cellOverheadBytes + measureValue(value) + measureText(run.keyOf(field)),
    };
  }

  return {
    fillEntity: (object, entity, fields, answer, details) => fillCells(object, entity, fields, answer, details),

    fillAbsent(object, entity, asked, requirements) {
      expiresAt = Infinity;
      for (const { varyBy, fields } of object.cellGroups) {
        const target = run.findEntityTarget(object, entity, varyBy, subgraph);
        const cells = new Map<string, Cell>();
        for (const field of fields) {
          if (!asked.has(field)) continue;
          const cell =
            target &&
            createCell(field, absent, { isNegative: true, tags: writeTags(object.cacheTags, { key: entity.values }) });
          noteFetched(field, cell);
          if (cell !== undefined) cells.set(run.cellKeyOf(field, requirements), cell);
        }
        if (target !== undefined && cells.size > 0) write(target, cells);
      }
    },

    fillRoot(root, field, answer, { places, tags: givenTags }) {
      expiresAt = Infinity;
      const value = answer[field.responseName];
      const taken = takeIn(value, field.value, places?.inside.get(field.responseName));
      if (field.kind === 'typename') return;
      const tags = [...writeTags(field.cacheTags, { args: readArguments(run.keyOf(field)) }), ...givenTags];
      const target = field.kind === 'cell' && taken !== unsound ? run.findRootTarget(root, field, subgraph) : undefined;
      const cell =
        target && taken !== unsound
          ? createCell(field, taken, { isNegative: taken === null && field.value !== undefined, tags })
          : undefined;
      noteFetched(field, cell);
      run.outcome.origins?.note(answer, { ...readOrigin(field, cell), object: root, key: undefined });
      if (target !== undefined && cell !== undefined) write(target, new Map([[run.cellKeyOf(field, ''), cell]]));
    },
  };
}

/** The key of an entity in an answer. Undefined when it is not all there. */
export function readKey(
  { identity }: SelectedObject,
  answer: Readonly<Record<string, unknown>>,
): EntityKeyValues | undefined {
  if (identity === undefined) return undefined;
  const values: Record<string, unknown> = {};
  for (const [index, name] of identity.keyNames.entries()) {
    const value = answer[identity.keyAliases[index] ?? name];
    if (value === undefined || value === null) return undefined;
    values[name] = value;
  }
  return createEntityKey(values);
}

export function createEntityKey(values: Readonly<Record<string, unknown>>): EntityKeyValues {
  return { text: writeCanonicalJson(values), values };
}
