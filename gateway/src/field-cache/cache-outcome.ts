// What the values of one response allow of it: how long it may be kept outside and by whom; and where they came from.
import type { Cell, CellRecord } from './cell-record.ts';
import type { ValueOrigins } from './value-origins.ts';
import type { SelectedField } from './selected-object.ts';

export type CellSource = 'hit' | 'stale' | 'miss' | 'bypass';

export interface CacheOutcome {
  readonly counts: Readonly<Record<CellSource, number>>;
  /** Milliseconds for which everything is fresh; 0 as soon as something may not be kept. */
  readonly freshForMs: number;
  readonly isPrivate: boolean;
  /** Of the oldest value that was kept. */
  readonly oldestMs: number;
  /** The identity claims that the values depend on, sorted. */
  readonly varyBy: readonly string[];
  /** Present when the client asked where its values come from. */
  readonly origins: ValueOrigins | undefined;
  /** The records that values came from, with their versions then. */
  readonly records: ReadonlyMap<CellRecord, number>;
  noteCell(field: SelectedField, cell: Cell, source: 'hit' | 'stale', now: number): void;
  /** Fetched, and it may be kept as its policy says. */
  noteMiss(field: SelectedField): void;
  /** Fetched, and not kept: by its policy, or for want of a claim. */
  noteBypass(field: SelectedField): void;
  /** Something was answered without the cache knowing. */
  noteUnknown(): void;
  noteRecord(record: CellRecord): void;
}

export function createCacheOutcome(
  onCell: (coordinate: string, source: CellSource) => void,
  origins?: ValueOrigins,
): CacheOutcome {
  const counts = { hit: 0, stale: 0, miss: 0, bypass: 0 };
  const records = new Map<CellRecord, number>();
  const varyBys = new Set<readonly string[]>();
  let freshForMs = Infinity;
  let isPrivate = false;
  let oldestMs = 0;
  return {
    counts,
    origins,
    records,
    get freshForMs() {
      return freshForMs;
    },
    get isPrivate() {
      return isPrivate;
    },
    get oldestMs() {
      return oldestMs;
    },
    get varyBy() {
      return [...new Set([...varyBys].flat())].toSorted();
    },
    noteCell({ coordinate, policy }, cell, source, now) {
      counts[source] += 1;
      freshForMs = Math.min(freshForMs, Math.max(0, cell.freshUntil - now));
      oldestMs = Math.max(oldestMs, now - cell.fetchedAt);
      isPrivate ||= policy.isPrivate;
      varyBys.add(policy.varyBy);
      onCell(coordinate, source);
    },
    noteMiss({ coordinate, policy }) {
      counts.miss += 1;
      freshForMs = Math.min(freshForMs, policy.maxAgeMs);
      isPrivate ||= policy.isPrivate;
      onCell(coordinate, 'miss');
    },
    noteBypass({ coordinate, policy }) {
      counts.bypass += 1;
      freshForMs = 0;
      isPrivate ||= policy.isPrivate;
      onCell(coordinate, 'bypass');
    },
    noteUnknown() {
      freshForMs = 0;
    },
    noteRecord(record) {
      // If it has changed since its first value was read, the response is a mixture.
      if (!records.has(record)) records.set(record, record.version);
    },
  };
}
