// The second tier of the cache: values that all replicas share, in whatever Keyv can speak to.
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { Logger } from 'pino';
import { createAvailability } from '../../redis/availability.ts';
import { DeadlineError, withDeadline } from '../../redis/deadline.ts';
import { describeRedisError } from '../../redis/describe-redis-error.ts';
import { createRedisAdapter } from './redis-adapter.ts';
import type { RedisConnection } from '../../redis/redis-client.ts';
import { decodeStoredText, defaultCompressionThreshold, encodeStoredText, type StoredContent } from './stored-text.ts';

/** Values that all replicas share. It never throws and never takes longer than its deadline: what fails is a miss. */
export interface SharedStore {
  /** In the order of the keys; undefined for what is not there. One round trip. */
  getMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * One value, found by somebody who is told how the key is called in the store, and who finds more than its text. In the
   * same time, and counted alike.
   */
  getBy<Found extends { readonly text: string }>(
    key: string,
    find: (storedKey: string) => Promise<Found | undefined>,
  ): Promise<(StoredContent & { readonly found: Found }) | undefined>;
  /**
   * One round trip. Never waited for by a request. An entry with less than a millisecond to live is not written. A store
   * that hangs may execute a write seconds later than it was asked to; the time to live counts from the asking. Resolves
   * with whether all of them are known to be written.
   */
  setMany(entries: readonly SharedStoreEntry[]): Promise<boolean>;
  /** Resolves, and never rejects, when it is known whether the store can be reached. */
  readonly opened: Promise<void>;
  readonly isAvailable: boolean;
  readonly stats: SharedStoreStats;
  /** Gives the writes under way the time of their deadline. */
  close(): Promise<void>;
}

export interface SharedStoreEntry extends StoredContent {
  readonly key: string;
  readonly ttlMs: number;
}

/** Counted since it was created. Apart from the two kinds of calls, all are numbers of keys. */
export interface SharedStoreStats {
  readonly hits: number;
  /** Asked for, and not there, expired or not readable. */
  readonly misses: number;
  /** Asked for in vain: the store failed or was too late. */
  readonly failedReads: number;
  /** Not asked for, because the store is unavailable. */
  readonly skippedReads: number;
  readonly writes: number;
  readonly failedWrites: number;
  /** Not written, because the store is unavailable or behind with its writes. */
  readonly skippedWrites: number;
  /** Calls, of either kind, that the store did not answer in time. */
  readonly timeouts: number;
  /** Calls, of either kind, that failed otherwise. */
  readonly errors: number;
}

export interface SharedStoreOptions {
  /** Where the values are: Redis, or anything that Keyv can use as a store. */
  readonly store: RedisConnection | KeyvStoreAdapter | Map<string, unknown>;
  /** Put before every key with a colon, so that several graphs can share a store. */
  readonly namespace: string;
  /** How long a read may take. Default 20. */
  readonly readTimeoutMs?: number;
  /** How long a write may take. Default 500. */
  readonly writeTimeoutMs?: number;
  /** Values of at least so many characters are compressed. Default 4096. */
  readonly compressionThreshold?: number;
  /** So many failures in a row, and the store is left alone. Default 5. */
  readonly failureThreshold?: number;
  /** How long, in milliseconds, until it is tried whether the store is back. Default 1000. */
  readonly probeIntervalMs?: number;
  /** The same for all who share the store, as near as can be: by it, entries are over. Default: this machine's clock. */
  readonly now?: () => number;
  readonly log: Logger;
}

/** So many characters may be on their way to the store at a time; what comes on top is not written. */
const maximumPendingLength = 16 * 1024 * 1024;

/** After so long a probe that was never answered is forgotten. On Redis the connection is given up much sooner. */
const longestProbeMs = 30_000;

export function createSharedStore(options: SharedStoreOptions): SharedStore {
  const { namespace, readTimeoutMs = 20, writeTimeoutMs = 500, now: readNow = Date.now, log } = options;
  const { compressionThreshold = defaultCompressionThreshold } = options;
  const { store } = options;
  const connection = 'get' in store ? undefined : createRedisAdapter(store);
  const adapter = connection?.adapter ?? (store as KeyvStoreAdapter);
  const keyv = createKeyv(adapter);
  const stats = {
    hits: 0,
    misses: 0,
    failedReads: 0,
    skippedReads: 0,
    writes: 0,
    failedWrites: 0,
    skippedWrites: 0,
    timeouts: 0,
    errors: 0,
  };
  const pendingWrites = new Set<Promise<boolean>>();
  let pendingLength = 0;
  let lastProbe: Promise<unknown> = connection?.connected ?? Promise.resolve();

  const availability = createAvailability({
    failureThreshold: options.failureThreshold ?? 5,
    probeIntervalMs: options.probeIntervalMs ?? 1000,
    async probe() {
      // Not before the last one is over: a connection is given up after a silence, which another probe would break.
      const before = lastProbe;
      lastProbe = Promise.resolve();
      await withDeadline(before, longestProbeMs);
      const answer = keyv.getMany<string>([`${namespace}:probe`]);
      lastProbe = answer.catch(() => {});
      await withDeadline(answer, readTimeoutMs);
    },
    onAvailable: () => log.info({ namespace }, 'The shared cache is available'),
    onUnavailable: (error) =>
      log.warn(
        { namespace, reason: describeRedisError(error) },
        'The shared cache is unavailable: the gateway does without until it is back',
      ),
  });

  /** From the adapter itself where it can read many: Keyv would wait for each of the values in turn. */
  const readMany = (keys: string[]): Promise<readonly unknown[]> =>
    adapter.getMany === undefined ? keyv.getMany<string>(keys) : adapter.getMany<string>(keys);

  function recordFailure(error: unknown): void {
    stats[error instanceof DeadlineError ? 'timeouts' : 'errors'] += 1;
    availability.recordFailure(error);
  }

  /** Undefined when it fails, is too late, or is not tried. */
  async function readInTime<Result>(keyCount: number, read: () => Promise<Result>): Promise<Result | undefined> {
    if (!availability.isAvailable) {
      stats.skippedReads += keyCount;
      return undefined;
    }
    try {
      const result = await withDeadline(read(), readTimeoutMs);
      availability.recordSuccess();
      return result;
    } catch (error) {
      stats.failedReads += keyCount;
      recordFailure(error);
      return undefined;
    }
  }

  function decode(texts: readonly unknown[]): (StoredContent | undefined)[] {
    const now = readNow();
    const contents = texts.map((text) => (typeof text === 'string' ? decodeStoredText(text, now) : undefined));
    const hits = contents.reduce((count, content) => count + (content === undefined ? 0 : 1), 0);
    stats.hits += hits;
    stats.misses += texts.length - hits;
    return contents;
  }

  async function write(entries: readonly { key: string; value: string; ttl: number }[]): Promise<boolean> {
    try {
      await withDeadline(keyv.setMany(entries as (typeof entries)[number][]), writeTimeoutMs);
      stats.writes += entries.length;
      availability.recordSuccess();
      return true;
    } catch (error) {
      stats.failedWrites += entries.length;
      recordFailure(error);
      return false;
    }
  }

  return {
    stats,
    opened: availability.known,
    get isAvailable() {
      return availability.isAvailable;
    },
    async getMany(keys) {
      if (keys.length === 0) return [];
      const stored = await readInTime(keys.length, () => readMany(keys.map((key) => `${namespace}:${key}`)));
      if (stored === undefined) return keys.map(() => undefined);
      return decode(stored).map((content) => content?.value);
    },
    async getBy(key, find) {
      const answer = await readInTime(1, async () => ({ found: await find(`${namespace}:${key}`) }));
      if (answer === undefined) return undefined;
      const { found } = answer;
      const [content] = decode([found?.text]);
      return found === undefined || content === undefined ? undefined : { ...content, found };
    },
    async setMany(entries) {
      const now = readNow();
      const live = entries.filter(({ ttlMs }) => ttlMs >= 1);
      const length = live.reduce((sum, { key, value, head = '' }) => sum + key.length + value.length + head.length, 0);
      const isConnected = connection?.isConnected() ?? true;
      if (!availability.isAvailable || !isConnected || pendingLength + length > maximumPendingLength) {
        stats.skippedWrites += live.length;
        return false;
      }
      if (live.length === 0) return true;
      pendingLength += length;
      const writing = write(
        live.map(({ key, ttlMs, ...content }) => ({
          key: `${namespace}:${key}`,
          value: encodeStoredText(content, now + ttlMs, compressionThreshold),
          ttl: Math.floor(ttlMs),
        })),
      );
      pendingWrites.add(writing);
      const isWritten = await writing;
      pendingWrites.delete(writing);
      pendingLength -= length;
      return isWritten;
    },
    async close() {
      availability.close();
      await Promise.all(pendingWrites);
      if (connection === undefined) await keyv.disconnect();
      else connection.close();
    },
  };
}

/** A Keyv that hands texts through as they are: no envelope, and no prefix of its own. */
function createKeyv(store: KeyvStoreAdapter): Keyv {
  const keyv = new Keyv(store, {
    namespace: '',
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => value as string,
    // Without an expiry: Keyv would delete what is over by the clock of this machine, in a round trip of its own.
    deserialize: (text) => ({ value: text as never, expires: undefined }),
  });
  // Whatever fails rejects as well, and that is where it is dealt with. Without a listener it would be thrown here.
  keyv.on('error', () => {});
  return keyv;
}
