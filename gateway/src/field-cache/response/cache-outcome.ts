// What the values of one response allow of it: how long it may be kept outside and by whom; and where they came from.
import type { Cell, CellRecord } from '../cells/cell-record.ts';
import type { ValueOrigins } from './value-origins.ts';
import type { FieldCounts } from '../field-counters.ts';
import type { SelectedField } from '../selection/selected-object.ts';

type CellSource = 'hit' | 'stale' | 'miss' | 'bypass';

export interface CacheOutcome {
  readonly counts: Readonly<Record<CellSource, number>>;
  /** How many of the hits were of which field. */
  readonly hits: ReadonlyMap<FieldCounts, number>;
  /** The moment until which everything is fresh: infinite without any value, and 0 as soon as something may not be kept. */
  readonly freshUntil: number;
  readonly isPrivate: boolean;
  /** The moment at which the oldest value was asked for; infinite without any that may be kept. */
  readonly fetchedAt: number;
  /** The identity claims that the values depend on, sorted. */
  readonly varyBy: readonly string[];
  /** Whether no subgraph has restricted its answer further than the policies of the fields do. */
  readonly isAsDeclared: boolean;
  /** Present when the client asked where its values come from. */
  readonly origins: ValueOrigins | undefined;
  /** The records that values came from, with their versions then. */
  readonly records: ReadonlyMap<CellRecord, number>;
  noteCell(field: SelectedField, cell: Cell, source: 'hit' | 'stale'): void;
  /** Fetched, and it may be kept as its policy says. */
  noteMiss(field: SelectedField, cell: Cell): void;
  /** Fetched, and not kept: by its policy, or for want of a claim. */
  noteBypass(field: SelectedField): void;
  /** Fetched, with the word of its subgraph that those who get the same by its policy may not share it. */
  noteRestricted(): void;
  /** Something is missing, or was not to be understood. */
  noteUnknown(): void;
  /** Something was answered without the cache knowing. */
  noteUncached(): void;
  noteRecord(record: CellRecord): void;
  /** What is shown of the values depends on these identity claims besides. */
  noteClaims(claims: readonly string[]): void;
}

export interface CacheOutcomeOptions {
  /** Whether the values count for the fields' counters. Not those that no client asked for. */
  readonly isCounted: boolean;
  readonly origins?: ValueOrigins | undefined;
}

export function createCacheOutcome({ isCounted, origins }: CacheOutcomeOptions): CacheOutcome {
  const counts = { hit: 0, stale: 0, miss: 0, bypass: 0 };
  const records = new Map<CellRecord, number>();
  const varyBys = new Set<readonly string[]>();
  let freshUntil = Infinity;
  let isPrivate = false;
  let isAsDeclared = true;
  const hits = new Map<FieldCounts, number>();
  let fetchedAt = Infinity;

  function count(fieldCounts: FieldCounts, source: CellSource): void {
    counts[source] += 1;
    if (isCounted) fieldCounts[source] += 1;
  }

  function noteUnknown(): void {
    counts.bypass += 1;
    freshUntil = 0;
  }

  function noteTimes(cell: Cell): void {
    freshUntil = Math.min(freshUntil, cell.freshUntil);
    fetchedAt = Math.min(fetchedAt, cell.fetchedAt);
  }

  return {
    counts,
    hits,
    origins,
    records,
    get freshUntil() {
      return freshUntil;
    },
    get isPrivate() {
      return isPrivate;
    },
    get isAsDeclared() {
      return isAsDeclared;
    },
    get fetchedAt() {
      return fetchedAt;
    },
    get varyBy() {
      return [...new Set([...varyBys].flat())].toSorted();
    },
    noteCell({ counts: fieldCounts, policy }, cell, source) {
      count(fieldCounts, source);
      if (source === 'hit') hits.set(fieldCounts, (hits.get(fieldCounts) ?? 0) + 1);
      noteTimes(cell);
      isPrivate ||= policy.isPrivate;
      varyBys.add(policy.varyBy);
    },
    noteMiss({ counts: fieldCounts, policy }, cell) {
      count(fieldCounts, 'miss');
      noteTimes(cell);
      isPrivate ||= policy.isPrivate;
    },
    noteBypass({ counts: fieldCounts, policy }) {
      count(fieldCounts, 'bypass');
      freshUntil = 0;
      isPrivate ||= policy.isPrivate;
    },
    noteRestricted() {
      isAsDeclared = false;
    },
    noteUnknown,
    noteUncached() {
      isAsDeclared = false;
      noteUnknown();
    },
    noteRecord(record) {
      // If it has changed since its first value was read, the response is a mixture.
      if (!records.has(record)) records.set(record, record.version);
    },
    noteClaims: (claims) => void varyBys.add(claims),
  };
}
