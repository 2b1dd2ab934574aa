// The cells that all replicas share. Whether one is still right is decided by marks: each invalidation leaves its position
// in the replicas' common order at everything that it concerns, and a cell is right when its subgraph was asked at a
// later position than all marks that concern it.
import { createHash } from 'node:crypto';
import type { CellAddress } from '../fetch/read-cells.ts';
import type { Cell, RecordTarget } from '../cells/cell-record.ts';
import { cellOverheadBytes, measureText, measureValue } from '../cells/cell-size.ts';
import { listMarksOfCell, type MarkContext } from './invalidation-marks.ts';
import { comparePositions, type Position } from './position.ts';
import type { ReplicaChannel } from './replica-channel.ts';
import type { SharedStore, SharedStoreStats } from './shared-store.ts';
import { decodeCell, type DecodedCell, encodeCell } from './cell-text.ts';

export interface SecondTier {
  /** Whether it gives anything. Not while the store cannot be reached, or what is right of it cannot be told. */
  readonly isReady: boolean;
  /** The position at which whoever asks a subgraph now begins. */
  readonly position: Position;
  readonly stats: SharedStoreStats;
  /** What is there and still right, in the order of the addresses. One round trip; never slower than the deadline. */
  load(addresses: readonly CellAddress[]): Promise<readonly (Cell | undefined)[]>;
  /** Is not waited for. `position` is that at which the subgraph was asked. */
  save(target: RecordTarget, cells: ReadonlyMap<string, Cell>, position: Position): void;
}

export interface SecondTierOptions {
  readonly store: SharedStore;
  readonly channel: Pick<ReplicaChannel, 'position' | 'time' | 'hasMarks' | 'readMarks'>;
  /** How long, in milliseconds, reading may take. */
  readonly readTimeoutMs: number;
  readonly findContext: () => MarkContext;
  readonly now: () => number;
}

export function createSecondTier(options: SecondTierOptions): SecondTier {
  const { store, channel, readTimeoutMs, findContext, now } = options;

  const isReady = (): boolean => store.isAvailable && channel.hasMarks;

  return {
    get isReady() {
      return isReady();
    },
    get position() {
      return channel.position;
    },

    stats: store.stats,

    async load(addresses) {
      const { time } = channel;
      if (!isReady() || time === undefined) return addresses.map(() => undefined);
      const context = findContext();
      const [cells, marks] = [createIndex(), createIndex()];
      const places = addresses.map(({ target, field, cellKey }) => ({
        cell: cells.add(nameCell(target, cellKey)),
        marks: listMarksOfCell(target, field.policy, context).map((mark) => marks.add(mark)),
      }));
      const [texts, left] = await Promise.all([
        store.getMany(cells.names()),
        channel.readMarks(marks.names(), readTimeoutMs),
      ]);
      // Times are kept by the one clock that all replicas know.
      const lead = time - now();
      return addresses.map(({ field, cellKey }, index) => {
        const place = places[index];
        const text = place && texts[place.cell];
        const decoded = text === undefined ? undefined : decodeCell(text);
        if (place === undefined || decoded === undefined || left === undefined) return undefined;
        const { position, value, signature, times, tags } = decoded;
        const isBefore = (mark: Position | undefined): boolean =>
          mark !== undefined && comparePositions(position, mark) < 0;
        if (isBefore(left.gap) || place.marks.some((mark) => isBefore(left.positions[mark]))) return undefined;
        return {
          coordinate: field.coordinate,
          value,
          signature,
          policy: field.policy,
          ...moveTimes(times, -lead),
          tags,
          bytes: cellOverheadBytes + measureValue(value) + measureText(cellKey),
        };
      });
    },

    save(target, cells, position) {
      const { time } = channel;
      if (time === undefined) return;
      const moment = now();
      const entries = [...cells].map(([cellKey, cell]) => ({
        key: nameCell(target, cellKey),
        value: encodeCell({ ...cell, ...moveTimes(cell, time - moment) }, position),
        ttlMs: Math.max(cell.freshUntil, cell.revalidateUntil, cell.errorUntil) - moment,
      }));
      void store.setMany(entries);
    },
  };
}

function createIndex() {
  const indexes = new Map<string, number>();
  return {
    add(name: string): number {
      let index = indexes.get(name);
      if (index === undefined) indexes.set(name, (index = indexes.size));
      return index;
    },
    names: (): string[] => [...indexes.keys()],
  };
}

function moveTimes(times: DecodedCell['times'], byMs: number): DecodedCell['times'] {
  const { fetchedAt, freshUntil, revalidateUntil, errorUntil } = times;
  return {
    fetchedAt: fetchedAt + byMs,
    freshUntil: freshUntil + byMs,
    revalidateUntil: revalidateUntil + byMs,
    errorUntil: errorUntil + byMs,
  };
}

/** Names can be long, and hold what a client sent. */
function nameCell({ name }: RecordTarget, cellKey: string): string {
  return `cell:${hash(`${name}\n${cellKey}`)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
