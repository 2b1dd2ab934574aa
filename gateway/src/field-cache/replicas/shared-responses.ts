// Whole responses that all replicas share. One is right as long as all cells are that it was made of: it names the marks
// that concern any of them, and the position up to which whoever shared it had been told of everything.
import { hash } from 'node:crypto';
import type { CellRecord } from '../cells/cell-record.ts';
import { createMarkIndex } from './concerning-marks.ts';
import { listMarksOfRecord, type MarkContext } from './invalidation-marks.ts';
import { comparePositions, isPosition, type Position } from './position.ts';
import type { ReplicaChannel } from './replica-channel.ts';
import type { SharedStore } from './shared-store.ts';
import type { StoredContent } from './stored-text.ts';

/** Moments are milliseconds since the epoch. */
export interface SharedResponse {
  /** The body of the response. */
  readonly body: string;
  readonly freshUntil: number;
  /** When the oldest of its values was fetched. */
  readonly fetchedAt: number;
  readonly isPrivate: boolean;
  /** How many of its values are of which field. */
  readonly hits: readonly (readonly [coordinate: string, count: number])[];
}

export interface LoadedResponse extends SharedResponse {
  /**
   * What makes it wrong: an invalidation that leaves any of these marks. And one of these is that of each record which a
   * replica may have fetched itself since.
   */
  readonly marks: readonly string[];
}

export interface SharedResponses {
  /** `name` is the same for the same question, of those who get the same, to the same graph. One round trip. */
  load(name: string): Promise<LoadedResponse | undefined>;
  /**
   * Is not waited for. All of the response must come from cells of these records, which are in the first tier now: whatever
   * this replica has been told of up to now concerns none of them.
   */
  save(name: string, response: SharedResponse, records: readonly CellRecord[]): void;
}

export interface SharedResponsesOptions {
  readonly store: SharedStore;
  readonly channel: Pick<ReplicaChannel, 'position' | 'time' | 'hasMarks' | 'readMarked'>;
  readonly findContext: () => MarkContext;
  readonly now: () => number;
}

/** Of what this code writes. */
const formatVersion = 1;
/** In UTF-16 units. What is longer is put together from its cells by each replica. */
const longestBody = 1_000_000;
/** What is over sooner is not worth writing. */
const leastFreshMs = 1000;

export function createSharedResponses(options: SharedResponsesOptions): SharedResponses {
  const { store, channel, findContext, now } = options;

  const nameEntry = (name: string): string =>
    `response:${hash('sha256', `${findContext().naming} ${name}`, 'base64url')}`;

  return {
    async load(name) {
      const { time } = channel;
      if (time === undefined || !store.isAvailable || !channel.hasMarks) return undefined;
      // Times are kept by the one clock that all replicas know. Told before reading, which takes time itself.
      const lead = time - now();
      const stored = await store.getBy(nameEntry(name), (key) => channel.readMarked(key));
      const entry = stored && decodeEntry(stored);
      if (stored === undefined || entry === undefined) return undefined;
      const { position, oldest, marks, response } = entry;
      const { gap, lastMark = gap } = stored.found;
      if (comparePositions(oldest, gap) < 0 || comparePositions(position, lastMark) < 0) return undefined;
      return {
        ...response,
        freshUntil: response.freshUntil - lead,
        fetchedAt: response.fetchedAt - lead,
        marks,
      };
    },

    save(name, response, records) {
      const { time, position } = channel;
      const ttlMs = response.freshUntil - now();
      if (time === undefined || !store.isAvailable || !channel.hasMarks) return;
      if (ttlMs < leastFreshMs || response.body.length > longestBody) return;
      const lead = time - now();
      const context = findContext();
      const oldest = findOldest(records);
      if (oldest === undefined || comparePositions(oldest, context.since) <= 0) return;
      const marks = listMarks(records, context);
      const { freshUntil, fetchedAt } = response;
      const moved = { ...response, freshUntil: freshUntil + lead, fetchedAt: fetchedAt + lead };
      const content = encodeEntry({ position, oldest, marks, response: moved });
      void store.setMany([{ key: nameEntry(name), ...content, ttlMs }]);
    },
  };
}

function listMarks(records: readonly CellRecord[], context: MarkContext): string[] {
  const marks = createMarkIndex(context);
  for (const record of records) for (const { policy } of record.cells) marks.add(record, policy);
  return [...new Set([...marks.names(), ...records.flatMap(listMarksOfRecord)])];
}

/** Undefined where a subgraph was asked for some of it when this replica was not connected to the others. */
function findOldest(records: readonly CellRecord[]): Position | undefined {
  const positions = new Set(records.flatMap(({ cells }) => cells.map(({ position }) => position)));
  const [first, ...others] = positions;
  let oldest = first;
  for (const each of others) {
    if (oldest === undefined || each === undefined) return undefined;
    if (comparePositions(each, oldest) < 0) oldest = each;
  }
  return oldest;
}

interface SharedEntry {
  /** Up to which whoever shared it had been told of everything. */
  readonly position: Position;
  /** The first at which a subgraph was asked for any of it. */
  readonly oldest: Position;
  readonly marks: readonly string[];
  readonly response: SharedResponse;
}

/** What is asked of the marks is read from the head in Redis itself; the body is for nobody to read. */
function encodeEntry({ position, oldest, marks, response }: SharedEntry): StoredContent {
  const { body, ...facts } = response;
  return {
    head: JSON.stringify({ version: formatVersion, position, oldest, ...facts, length: body.length, marks }),
    value: body,
  };
}

/** Undefined for what is no response. */
function decodeEntry({ value: body, head: text }: StoredContent): SharedEntry | undefined {
  const head = text === undefined ? undefined : parse(text);
  if (!isObject(head) || head['version'] !== formatVersion || head['length'] !== body.length) return undefined;
  const { position, oldest, freshUntil, fetchedAt, isPrivate, hits, marks } = head;
  if (typeof position !== 'string' || !isPosition(position)) return undefined;
  if (typeof oldest !== 'string' || !isPosition(oldest)) return undefined;
  if (!isMoment(freshUntil) || !isMoment(fetchedAt) || typeof isPrivate !== 'boolean') return undefined;
  if (!Array.isArray(hits) || !hits.every(isHit)) return undefined;
  if (!Array.isArray(marks) || !marks.every((mark): mark is string => typeof mark === 'string')) return undefined;
  return { position, oldest, marks, response: { body, freshUntil, fetchedAt, isPrivate, hits } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // As good as not there.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const isMoment = (value: unknown): value is number => Number.isFinite(value);

function isHit(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isInteger(value[1]);
}
