// Whole responses that all replicas share. One is right as long as all cells are that it was made of: it names the marks
// that concern any of them, and the position up to which whoever shared it had been told of everything.
import { hash } from 'node:crypto';
import type { CellRecord } from '../cells/cell-record.ts';
import { createJudge, createMarkIndex } from './concerning-marks.ts';
import type { MarkContext } from './invalidation-marks.ts';
import { isPosition, type Position } from './position.ts';
import type { ReplicaChannel } from './replica-channel.ts';
import type { SharedStore } from './shared-store.ts';

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
  /** What makes it wrong: an invalidation that leaves any of these marks. */
  readonly marks: readonly string[];
}

export interface SharedResponses {
  /** `name` is the same for the same question, of those who get the same, to the same graph. Two round trips at most. */
  load(name: string): Promise<LoadedResponse | undefined>;
  /**
   * Is not waited for. All of the response must come from cells of these records, which are in the first tier now: whatever
   * this replica has been told of up to now concerns none of them.
   */
  save(name: string, response: SharedResponse, records: readonly CellRecord[]): void;
}

export interface SharedResponsesOptions {
  readonly store: SharedStore;
  readonly channel: Pick<ReplicaChannel, 'position' | 'time' | 'hasMarks' | 'readMarks'>;
  /** How long, in milliseconds, each of the two round trips may take. */
  readonly readTimeoutMs: number;
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
  const { store, channel, readTimeoutMs, findContext, now } = options;

  const nameEntry = (name: string): string =>
    `response:${hash('sha256', `${findContext().naming} ${name}`, 'base64url')}`;

  return {
    async load(name) {
      const { time } = channel;
      if (time === undefined || !store.isAvailable || !channel.hasMarks) return undefined;
      // Times are kept by the one clock that all replicas know. Told before reading, which takes time itself.
      const lead = time - now();
      const [text] = await store.getMany([nameEntry(name)]);
      const entry = text === undefined ? undefined : decodeEntry(text);
      if (entry === undefined) return undefined;
      const { position, marks, response } = entry;
      const left = await channel.readMarks(marks, readTimeoutMs);
      if (left === undefined || !createJudge(left)(position, [marks.map((_, index) => index)])) return undefined;
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
      const marks = createMarkIndex(findContext());
      for (const record of records) for (const { policy } of record.cells) marks.add(record, policy);
      const { freshUntil, fetchedAt } = response;
      const moved = { ...response, freshUntil: freshUntil + lead, fetchedAt: fetchedAt + lead };
      const value = encodeEntry({ position, marks: marks.names(), response: moved });
      void store.setMany([{ key: nameEntry(name), value, ttlMs }]);
    },
  };
}

interface SharedEntry {
  readonly position: Position;
  readonly marks: readonly string[];
  readonly response: SharedResponse;
}

/** The body stands behind the rest as it is, so that nobody has to read it. */
function encodeEntry({ position, marks, response }: SharedEntry): string {
  const { body, freshUntil, fetchedAt, isPrivate, hits } = response;
  const head = JSON.stringify([formatVersion, position, freshUntil, fetchedAt, isPrivate, hits, body.length, marks]);
  return `${head}\n${body}`;
}

/** Undefined for what is no response. */
function decodeEntry(text: string): SharedEntry | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const head = end < 0 ? undefined : parse(text.slice(0, end));
  if (!Array.isArray(head) || head.length !== 8 || head[0] !== formatVersion) return undefined;
  const [, position, freshUntil, fetchedAt, isPrivate, hits, length, marks] = head as readonly unknown[];
  if (typeof position !== 'string' || !isPosition(position) || length !== body.length) return undefined;
  if (!isMoment(freshUntil) || !isMoment(fetchedAt) || typeof isPrivate !== 'boolean') return undefined;
  if (!Array.isArray(hits) || !hits.every(isHit)) return undefined;
  if (!Array.isArray(marks) || !marks.every((mark): mark is string => typeof mark === 'string')) return undefined;
  return { position, marks, response: { body, freshUntil, fetchedAt, isPrivate, hits } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // As good as not there.
    return undefined;
  }
}

const isMoment = (value: unknown): value is number => Number.isFinite(value);

function isHit(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isInteger(value[1]);
}
