// The cells that all replicas share. Whether one is still right is decided by marks: each invalidation leaves its position
// in the replicas' common order at everything that it concerns, and a cell is right when its subgraph was asked at a
// later position than all marks that concern it.
import { hash } from 'node:crypto';
import type { CellAddress } from '../fetch/read-cells.ts';
import type { Cell, RecordTarget } from '../cells/cell-record.ts';
import { cellOverheadBytes, measureText, measureValue } from '../cells/cell-size.ts';
import { createIndex, createJudge, createMarkIndex } from './concerning-marks.ts';
import type { MarkContext } from './invalidation-marks.ts';
import type { Position } from './position.ts';
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
  /** Is not waited for. */
  save(target: RecordTarget, cells: ReadonlyMap<string, Cell>): void;
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
      // Times are kept by the one clock that all replicas know. Told before reading, which takes time itself.
      const lead = time - now();
      const nameCell = createCellNamer();
      const cells = createIndex();
      const marks = createMarkIndex(findContext());
      const places = addresses.map(({ target, field, cellKey }) => ({
        cell: cells.add(nameCell(target, cellKey)),
        marks: marks.add(target, field.policy),
      }));
      const [texts, left] = await Promise.all([
        store.getMany(cells.names()),
        channel.readMarks(marks.names(), readTimeoutMs),
      ]);
      if (left === undefined) return addresses.map(() => undefined);
      const isRight = createJudge(left);
      return addresses.map(({ field, cellKey }, index) => {
        const place = places[index];
        const text = place && texts[place.cell];
        const decoded = text === undefined ? undefined : decodeCell(text, addresses[index]?.field.value);
        if (place === undefined || decoded === undefined) return undefined;
        const { position, value, signature, times, tags } = decoded;
        if (!isRight(position, place.marks)) return undefined;
        return {
          coordinate: field.coordinate,
          value,
          // One text for all cells that it comes with.
          signature: signature === field.signature ? field.signature : signature,
          policy: field.policy,
          ...moveTimes(times, -lead),
          tags,
          position,
          bytes: cellOverheadBytes + measureValue(value) + measureText(cellKey),
        };
      });
    },

    save(target, cells) {
      const { time } = channel;
      if (time === undefined) return;
      const moment = now();
      const nameCell = createCellNamer();
      const entries = [...cells].map(([cellKey, cell]) => ({
        key: nameCell(target, cellKey),
        value: encodeCell({ ...cell, ...moveTimes(cell, time - moment) }),
        ttlMs: Math.max(cell.freshUntil, cell.revalidateUntil, cell.errorUntil) - moment,
      }));
      void store.setMany(entries);
    },
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

/** Names can be long, and hold what a client sent. Records have many cells, and many records have the same cells. */
function createCellNamer(): (target: RecordTarget, cellKey: string) => string {
  const records = new Map<string, string>();
  const keys = new Map<string, string>();
  return ({ name }, cellKey) => {
    let record = records.get(name);
    if (record === undefined) records.set(name, (record = digest(name)));
    let key = keys.get(cellKey);
    if (key === undefined) keys.set(cellKey, (key = digest(cellKey).slice(0, keyLength)));
    return `cell:${record}:${key}`;
  };
}

/** 132 bits, for what is told apart in one record. */
const keyLength = 22;

function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}
