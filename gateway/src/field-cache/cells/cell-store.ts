// The first tier: cells in this process, bounded in bytes, the least recently used given up first.
import { LRUCache } from 'lru-cache';
import { type Cell, type CellRecord, isSpent, type RecordTarget } from './cell-record.ts';
import { measureText, recordOverheadBytes } from './cell-size.ts';
import type { InvalidationMatcher, RecordGroup } from '../invalidation/invalidation-matcher.ts';

export interface CellStore {
  find(recordName: string): CellRecord | undefined;
  /**
   * Marks the moment at which a subgraph is about to be asked. What comes back is kept only where nothing has been
   * invalidated since. Close it when nothing more is written under it.
   */
  openFence(): Fence;
  /** Keeps cells, by field name and arguments. Returns the record, or undefined when nothing of them may be kept. */
  write(target: RecordTarget, cells: ReadonlyMap<string, Cell>, fence: Fence): CellRecord | undefined;
  /** Drops what is concerned. Returns how many cells those were. */
  invalidate(matcher: InvalidationMatcher): number;
  /** Drops everything, as if all had been invalidated. */
  clear(): void;
  readonly bytes: number;
  readonly recordCount: number;
  /** Grows whenever something of some record is dropped or replaced: as long as it is the same, all of them are. */
  readonly changeCount: number;
}

export interface Fence {
  close(): void;
}

export interface CellStoreOptions {
  /** Of memory, as near as it can be told. */
  readonly limitBytes: number;
  readonly now: () => number;
}

/** Its sets only become more. */
interface StoredGroup extends RecordGroup {
  /** By the values of their keys; an entity has several records where its fields depend on who asks. */
  readonly byKey: Map<string, Set<CellRecord>>;
  readonly keyNames: Set<string>;
  readonly events: Set<string>;
  readonly holds: Set<string>;
}

interface OpenFence extends Fence {
  readonly sequence: number;
}

/** Of one field; more than this select different things inside it. */
const maxVariants = 4;

export function createCellStore({ limitBytes, now }: CellStoreOptions): CellStore {
  const groups = new Map<string, StoredGroup>();
  const records = new LRUCache<string, CellRecord>({
    maxSize: limitBytes,
    dispose(record, _name, reason) {
      if (reason !== 'set') forget(record);
    },
  });
  const openFences = new Set<OpenFence>();
  let sequence = 0;
  let changeCount = 0;
  /** What was invalidated while a fence was open. */
  let recent: { readonly sequence: number; readonly matcher: InvalidationMatcher }[] = [];

  function findGroup(record: RecordTarget): StoredGroup {
    const name = groupName(record);
    let group = groups.get(name);
    if (group === undefined) {
      const { subgraph, typeName, typeNames, key } = record;
      const keyNames = new Set(Object.keys(key ?? {}));
      group = { subgraph, typeName, typeNames, byKey: new Map(), keyNames, events: new Set(), holds: new Set() };
      groups.set(name, group);
    }
    return group;
  }

  function removeFromGroup(record: CellRecord): void {
    const group = groups.get(groupName(record));
    const key = indexKey(record);
    const sameKey = group?.byKey.get(key);
    sameKey?.delete(record);
    if (sameKey?.size === 0) group?.byKey.delete(key);
  }

  function* listCandidates(matcher: InvalidationMatcher): Generator<CellRecord> {
    for (const group of groups.values()) {
      const meant = matcher.narrow(group);
      if (meant === 'none') continue;
      const names = meant === 'any' ? [] : Object.keys(meant);
      // Straight to the records where they are kept under just the key that is named.
      if (meant !== 'any' && names.length === group.keyNames.size && names.every((name) => group.keyNames.has(name))) {
        yield* group.byKey.get(joinKey(meant)) ?? [];
      } else for (const sameKey of group.byKey.values()) yield* sameKey;
    }
  }

  function drop(record: CellRecord, isMeant: (cell: Cell) => boolean): number {
    let count = 0;
    for (const [fieldKey, variants] of record.cells) {
      const kept = variants.filter((cell) => !isMeant(cell));
      if (kept.length === variants.length) continue;
      count += variants.length - kept.length;
      if (kept.length === 0) record.cells.delete(fieldKey);
      else record.cells.set(fieldKey, kept);
    }
    if (count === 0) return 0;
    noteChange(record);
    if (record.cells.size === 0) records.delete(record.name);
    else resize(record);
    return count;
  }

  function resize(record: CellRecord): void {
    let bytes = recordOverheadBytes + 2 * measureText(record.name);
    for (const variants of record.cells.values()) for (const cell of variants) bytes += cell.bytes;
    record.bytes = bytes;
    records.set(record.name, record, { size: bytes });
    if (!records.has(record.name)) forget(record);
  }

  function forget(record: CellRecord): void {
    record.isHeld = false;
    noteChange(record);
    removeFromGroup(record);
  }

  function noteChange(record: CellRecord): void {
    record.version += 1;
    changeCount += 1;
  }

  return {
    find: (recordName) => records.get(recordName),

    openFence() {
      const fence: OpenFence = {
        sequence,
        close() {
          openFences.delete(fence);
          // What was invalidated before the oldest of them was opened concerns none of them. They are in their order.
          const [oldest] = openFences;
          recent = oldest === undefined ? [] : recent.filter((each) => each.sequence > oldest.sequence);
        },
      };
      openFences.add(fence);
      return fence;
    },

    write(target, cells, fence) {
      const { sequence: begun } = fence as OpenFence;
      const since = recent.filter((each) => each.sequence > begun && each.matcher.concerns(target));
      const moment = now();
      let record: CellRecord | undefined;
      for (const [fieldKey, cell] of cells) {
        if (since.some(({ matcher }) => matcher.matches(cell, target)) || isSpent(cell, moment)) continue;
        record ??= records.get(target.name) ?? {
          ...target,
          cells: new Map(),
          version: 0,
          bytes: 0,
          isHeld: true,
        };
        const others = (record.cells.get(fieldKey) ?? []).filter(
          (each) => each.signature !== cell.signature && !isSpent(each, moment),
        );
        record.cells.set(fieldKey, [cell, ...others.slice(0, maxVariants - 1)]);
        noteChange(record);
      }
      if (record === undefined) return undefined;
      const group = findGroup(record);
      for (const { policy } of cells.values()) {
        for (const event of policy.refreshedBy) group.events.add(event);
        for (const each of policy.holds) group.holds.add(each);
      }
      const key = indexKey(record);
      const sameKey = group.byKey.get(key);
      if (sameKey === undefined) group.byKey.set(key, new Set([record]));
      else sameKey.add(record);
      for (const name of Object.keys(record.key ?? {})) group.keyNames.add(name);
      resize(record);
      return record;
    },

    invalidate(matcher) {
      sequence += 1;
      if (openFences.size > 0) recent.push({ sequence, matcher });
      let count = 0;
      for (const record of listCandidates(matcher)) {
        if (matcher.concerns(record)) count += drop(record, (cell) => matcher.matches(cell, record));
      }
      return count;
    },

    clear() {
      sequence += 1;
      if (openFences.size > 0) recent.push({ sequence, matcher: everything });
      records.clear();
      groups.clear();
    },

    get bytes() {
      return records.calculatedSize;
    },
    get recordCount() {
      return records.size;
    },
    get changeCount() {
      return changeCount;
    },
  };
}

const everything: InvalidationMatcher = { narrow: () => 'any', concerns: () => true, matches: () => true };

function groupName({ subgraph, typeName, rootField }: RecordTarget): string {
  return `${subgraph} ${rootField ?? typeName}`;
}

function indexKey({ key }: RecordTarget): string {
  return key === undefined ? '' : joinKey(key);
}

/** Values as texts, since events name them so. */
function joinKey(key: Readonly<Record<string, unknown>>): string {
  return Object.keys(key)
    .toSorted()
    .map((name) => `${name} ${JSON.stringify(String(key[name]))}`)
    .join();
}
