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
  readonly byKey: Map<string, CellRecord | Set<CellRecord>>;
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
  let moves = 0;
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

  function addToGroup({ byKey }: StoredGroup, record: CellRecord): void {
    const key = indexKey(record);
    const held = byKey.get(key);
    if (held === undefined) byKey.set(key, record);
    else if (held instanceof Set) held.add(record);
    else if (held !== record) byKey.set(key, new Set([held, record]));
  }

  function removeFromGroup(record: CellRecord): void {
    const group = groups.get(groupName(record));
    const key = indexKey(record);
    const held = group?.byKey.get(key);
    if (held instanceof Set) held.delete(record);
    if (held === record || (held instanceof Set && held.size === 0)) group?.byKey.delete(key);
  }

  function* listCandidates(matcher: InvalidationMatcher): Generator<CellRecord> {
    for (const group of groups.values()) {
      const meant = matcher.narrow(group);
      if (meant === 'none') continue;
      const names = meant === 'any' ? [] : Object.keys(meant);
      // Straight to the records where they are kept under just the key that is named.
      if (meant !== 'any' && names.length === group.keyNames.size && names.every((name) => group.keyNames.has(name))) {
        yield* listHeld(group.byKey.get(joinKey(meant)));
      } else for (const held of group.byKey.values()) yield* listHeld(held);
    }
  }

  function drop(record: CellRecord, isMeant: (cell: Cell) => boolean): number {
    const { cellKeys, cells } = record;
    const isKept = cells.map((cell) => !isMeant(cell));
    const count = isKept.filter((each) => !each).length;
    if (count === 0) return 0;
    record.cellKeys = cellKeys.filter((_, place) => isKept[place]);
    record.cells = cells.filter((_, place) => isKept[place]);
    noteChange(record);
    if (record.cells.length === 0) records.delete(record.name);
    else resize(record);
    return count;
  }

  /** In front of those that are there, of which it replaces some. */
  function add(record: CellRecord, added: readonly (readonly [cellKey: string, cell: Cell])[], moment: number): void {
    const cellKeys = added.map(([cellKey]) => cellKey);
    const cells = added.map(([, cell]) => cell);
    for (const [place, cell] of record.cells.entries()) {
      const cellKey = record.cellKeys[place] ?? '';
      const latest = cellKeys.indexOf(cellKey);
      if (latest >= 0 && (cells[latest]?.signature === cell.signature || isSpent(cell, moment))) continue;
      if (latest >= 0 && cellKeys.filter((each) => each === cellKey).length === maxVariants) continue;
      cellKeys.push(cellKey);
      cells.push(cell);
    }
    // Without the room that lists keep to grow.
    record.cellKeys = cellKeys.slice();
    record.cells = cells.slice();
    noteChange(record);
  }

  function resize(record: CellRecord): void {
    let bytes = recordOverheadBytes + 2 * measureText(record.name);
    for (const cell of record.cells) bytes += cell.bytes;
    record.bytes = bytes;
    record.movedAt = moves += 1;
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
    find(recordName) {
      const record = records.peek(recordName);
      // To move it costs more than to find it. One that was moved lately stays where it is: what is given up is still
      // none of the half that was used last.
      if (record !== undefined && moves - record.movedAt > records.size / 2) {
        record.movedAt = moves += 1;
        records.get(recordName);
      }
      return record;
    },

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
      const added = [...cells].filter(
        ([, cell]) => !isSpent(cell, moment) && !since.some(({ matcher }) => matcher.matches(cell, target)),
      );
      if (added.length === 0) return undefined;
      const record = records.peek(target.name) ?? createRecord(target);
      add(record, added, moment);
      const group = findGroup(record);
      for (const { policy } of cells.values()) {
        for (const event of policy.refreshedBy) group.events.add(event);
        for (const each of policy.holds) group.holds.add(each);
      }
      addToGroup(group, record);
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

/** Member by member: objects that are made by spreading others may each have a hidden class of their own. */
function createRecord(target: RecordTarget): CellRecord {
  const { name, subgraph, typeName, typeNames, rootField, key, accounts } = target;
  return {
    cellKeys: [],
    cells: [],
    movedAt: 0,
    version: 0,
    isHeld: true,
    bytes: 0,
    name,
    subgraph,
    typeName,
    typeNames,
    rootField,
    key,
    accounts,
  };
}

const everything: InvalidationMatcher = { narrow: () => 'any', concerns: () => true, matches: () => true };

function groupName({ subgraph, typeName, rootField }: RecordTarget): string {
  return `${subgraph} ${rootField ?? typeName}`;
}

function listHeld(held: CellRecord | Set<CellRecord> | undefined): Iterable<CellRecord> {
  return held instanceof Set ? held : held === undefined ? [] : [held];
}

function indexKey({ key }: RecordTarget): string {
  return key === undefined ? '' : joinKey(key);
}

/** Values as texts, since events name them so. */
function joinKey(key: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const name of Object.keys(key).toSorted()) parts.push(name, String(key[name]));
  return JSON.stringify(parts);
}
