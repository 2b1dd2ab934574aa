// The cells that all replicas share. Whether one is still right is decided by marks: each invalidation leaves its position
// in the replicas' common order at everything that it concerns, and a cell is right when its subgraph was asked at a
// later position than all marks that concern it.
import { createHash } from 'node:crypto';
import type { CellAddress } from './read-cells.ts';
import type { Cell, RecordTarget } from './cell-record.ts';
import { cellOverheadBytes, measureText, measureValue } from './cell-size.ts';
import type { Invalidation } from './invalidation.ts';
import { createMatcher, type InvalidationMatcher } from './invalidation-matcher.ts';
import { gapMark, listMarksOfCell, listMarksOfInvalidation, type MarkContext } from './invalidation-marks.ts';
import { comparePositions, firstPosition, type Position } from './position.ts';
import type { SharedStore, SharedStoreStats } from './shared-store.ts';
import { decodeCell, encodeCell } from './cell-text.ts';

export interface SecondTier {
  /** The position at which whoever asks a subgraph now begins. */
  readonly position: Position;
  readonly stats: SharedStoreStats;
  /** What is there and still right, in the order of the addresses. One round trip; never slower than the store's deadline. */
  load(addresses: readonly CellAddress[]): Promise<readonly (Cell | undefined)[]>;
  /** Is not waited for. `position` is that at which the subgraph was asked. */
  save(target: RecordTarget, cells: ReadonlyMap<string, Cell>, position: Position): void;
  /** Leaves marks. False when the store could not be told. */
  mark(invalidations: readonly Invalidation[], position: Position): Promise<boolean>;
  /** What a replica has said: its marks may not be there yet. */
  note(invalidations: readonly Invalidation[], position: Position): void;
  /** Leaves the mark of a gap. False when the store could not be told. */
  markGap(position: Position): Promise<boolean>;
  /** From now on nothing is right that was asked for before this position. */
  distrustBefore(position: Position): void;
}

export interface SecondTierOptions {
  readonly store: SharedStore;
  readonly readPosition: () => Position;
  readonly context: MarkContext;
  readonly now: () => number;
}

/** Longer than writing marks takes. */
const noteLifetimeMs = 10_000;
/** Longer than any cell lives: no policy keeps or serves a value for longer. */
const markLifetimeMs = 31 * 24 * 3600 * 1000;

export function createSecondTier(options: SecondTierOptions): SecondTier {
  const { store, readPosition, context, now } = options;
  let floor = firstPosition;
  let notes: { readonly matcher: InvalidationMatcher; readonly position: Position; readonly until: number }[] = [];

  function isDenied({ target }: CellAddress, cell: Cell, position: Position): boolean {
    return notes.some(
      (each) =>
        comparePositions(position, each.position) < 0 &&
        each.matcher.concerns(target) &&
        each.matcher.matches(cell, target),
    );
  }

  return {
    get position() {
      return readPosition();
    },

    stats: store.stats,

    async load(addresses) {
      const keys = new Map<string, number>();
      const indexOf = (key: string): number => {
        let index = keys.get(key);
        if (index === undefined) keys.set(key, (index = keys.size));
        return index;
      };
      const places = addresses.map(({ target, field, cellKey }) => ({
        cell: indexOf(nameCell(target, cellKey)),
        marks: listMarksOfCell(target, field.policy, context).map((mark) => indexOf(nameMark(mark))),
      }));
      const texts = await store.getMany([...keys.keys()]);
      const moment = now();
      notes = notes.filter(({ until }) => until > moment);
      return addresses.map((address, index) => {
        const place = places[index];
        const text = place && texts[place.cell];
        if (place === undefined || text === undefined) return undefined;
        const decoded = decodeCell(text);
        if (decoded === undefined) return undefined;
        const { position, value, signature, times, tags } = decoded;
        const isMarked = place.marks.some((mark) => {
          const marked = texts[mark];
          return marked !== undefined && comparePositions(position, marked) < 0;
        });
        if (isMarked || comparePositions(position, floor) < 0) return undefined;
        const { field, cellKey } = address;
        const cell: Cell = {
          coordinate: field.coordinate,
          value,
          signature,
          policy: field.policy,
          ...times,
          tags,
          bytes: cellOverheadBytes + measureValue(value) + measureText(cellKey),
        };
        return isDenied(address, cell, position) ? undefined : cell;
      });
    },

    save(target, cells, position) {
      const moment = now();
      const entries = [...cells].map(([cellKey, cell]) => ({
        key: nameCell(target, cellKey),
        value: encodeCell(cell, position),
        ttlMs: Math.max(cell.freshUntil, cell.revalidateUntil, cell.errorUntil) - moment,
      }));
      void store.setMany(entries);
    },

    async mark(invalidations, position) {
      const marks = new Set(invalidations.flatMap((each) => listMarksOfInvalidation(each, context)));
      return store.setMany([...marks].map((mark) => ({ key: nameMark(mark), value: position, ttlMs: markLifetimeMs })));
    },

    markGap: (position) => store.setMany([{ key: nameMark(gapMark), value: position, ttlMs: markLifetimeMs }]),

    distrustBefore(position) {
      if (comparePositions(floor, position) < 0) floor = position;
    },

    note(invalidations, position) {
      const until = now() + noteLifetimeMs;
      for (const each of invalidations)
        notes.push({ matcher: createMatcher(each, context.readSubject), position, until });
    },
  };
}

/** Names can be long, and hold what a client sent. */
function nameCell({ name }: RecordTarget, cellKey: string): string {
  return `cell:${hash(`${name}\n${cellKey}`)}`;
}

function nameMark(mark: string): string {
  return `mark:${mark.length > 100 ? hash(mark) : mark}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
