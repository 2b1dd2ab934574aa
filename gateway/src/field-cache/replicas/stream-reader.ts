// The reading side of the stream between replicas: hands over what others wrote, and notices when something is missing.
import type { Logger } from 'pino';
import type { Invalidation } from '../invalidation/invalidation.ts';
import type { MarkedEntry, MarkedStream } from './marked-stream.ts';
import { firstPosition, type Position } from './position.ts';
import { type RedisClient, type RedisConnection } from '../../redis/redis-client.ts';
import { keepReading } from '../../redis/keep-reading.ts';
import { createReadingTrust } from '../../redis/reading-trust.ts';
import { decodeReplicaMessage, encodeReplicaMessage } from './replica-message.ts';

/**
 * - `started`: the first connection; what was published before is not known.
 * - `restarted`: Redis is another process than before, which may have lost what the former one had taken.
 * - `trimmed`: the last entry that was read is not in the stream any more: trimmed, evicted, deleted or flushed.
 * - `untold`: another replica could not publish something.
 * - `unreadable`: an entry is not understood.
 */
export type GapReason = 'started' | 'restarted' | 'trimmed' | 'untold' | 'unreadable';

export interface StreamReader {
  readonly isTrusted: boolean;
  /** Whether there were marks that this replica can tell something by. */
  readonly hasMarks: boolean;
  /** Of the last entry that was read; the first of all when there was none. */
  readonly position: Position;
  /** The moment, as `performance.now()` gives it, at which was begun what last showed that nothing is missing. */
  readonly confirmedSince: number;
  /** Milliseconds since the epoch by the clock of Redis. Undefined until known. */
  readonly time: number | undefined;
  close(): Promise<void>;
}

export interface StreamReaderOptions {
  readonly redis: RedisConnection;
  readonly stream: string;
  readonly replicaId: string;
  readonly markedStream: MarkedStream;
  readonly naming: () => string;
  readonly lostAfterMs: number;
  readonly log: Logger;
  onInvalidations(invalidations: readonly Invalidation[]): void;
  onGap(reason: GapReason): void;
  onTrustLost(): void;
  onTrustRestored(): void;
}

/** The last entry that was read. As long as it is in the stream, so is everything after it: the oldest go first. */
interface Entry {
  readonly id: Position;
  /** No other entry has the same, not even in a stream that was made anew. */
  readonly text: string | undefined;
  /** The Redis process that it was read from. Undefined when that one does not say who it is. */
  readonly runId: string | undefined;
}

const entriesAtOnce = 1000;

export function createStreamReader(options: StreamReaderOptions): StreamReader {
  const { redis, stream, replicaId, markedStream, lostAfterMs, log } = options;
  // Redis answers at least so often, also when nothing happens; so silence is noticed in time.
  const blockMs = Math.max(1, Math.floor(lostAfterMs / 4));
  const closing = new AbortController();
  let last: Entry | undefined;
  let anchors = 0;
  /** The one under which there were marks. */
  let markedNaming: string | undefined;
  let lastNaming = options.naming();
  let confirmedSince = -Infinity;
  /** What the clock of Redis is ahead of `performance.now()`, in milliseconds. */
  let clockLead: number | undefined;

  const trust = createReadingTrust({
    what: 'Invalidations of the other replicas',
    stream,
    lostAfterMs,
    log,
    onTrustChange: (isTrusted) => (isTrusted ? options.onTrustRestored() : options.onTrustLost()),
  });

  function reportGap(reason: GapReason): void {
    if (reason !== 'started') log.warn({ stream, reason }, 'Invalidations of other replicas may have been missed');
    options.onGap(reason);
  }

  async function appendAnchor(
    client: RedisClient,
    more: Pick<MarkedEntry, 'isGap' | 'runId'>,
  ): Promise<Omit<Entry, 'runId'>> {
    anchors += 1;
    const text = encodeReplicaMessage({ from: replicaId, number: -anchors, isGap: false, invalidations: [] });
    return { id: await markedStream.append(client, { message: text, marks: [], ...more }), text };
  }

  /** Goes on from an entry of its own, whatever was before. */
  async function startAnew(client: RedisClient, runId: string | undefined, reason: GapReason): Promise<Entry> {
    // A Redis that has come back may have lost the marks of what it had taken last, also before this replica was there.
    const isGap = reason === 'restarted' || !(await markedStream.areComplete(client, runId));
    const anchor = await appendAnchor(client, { isGap, runId });
    reportGap(reason);
    return { ...anchor, runId };
  }

  async function isInStream(client: RedisClient, { id, text }: Entry): Promise<boolean> {
    const [entry] = await client.xRange(stream, id, id);
    return entry !== undefined && entry.message['message'] === text;
  }

  async function handOver(client: RedisClient, text: string | undefined, position: Position): Promise<void> {
    const message = decodeReplicaMessage(text);
    if (message === undefined) {
      reportGap('unreadable');
      // A later version may have left marks that this one does not know to look for.
      await markedStream.raiseGap(client, position);
    } else if (message.from !== replicaId) {
      // A gap comes before what the same message says.
      if (message.isGap) reportGap('untold');
      if (message.invalidations.length > 0) options.onInvalidations(message.invalidations);
    }
  }

  async function readTime(client: RedisClient): Promise<void> {
    const [seconds, microseconds] = await client.time();
    clockLead = Number(seconds) * 1000 + Number(microseconds) / 1000 - performance.now();
  }

  async function read(client: RedisClient): Promise<void> {
    const runId = await readRunId(client);
    if (last === undefined) last = await startAnew(client, runId, 'started');
    else if (runId === undefined || runId !== last.runId) last = await startAnew(client, runId, 'restarted');
    while (!closing.signal.aborted) {
      const before: Entry = last;
      const roundStart = performance.now();
      const streams = await client.xRead({ key: stream, id: before.id }, { BLOCK: blockMs, COUNT: entriesAtOnce });
      const entries = streams?.[0]?.messages ?? [];
      let next = before;
      for (const { id, message } of entries) {
        await handOver(client, message['message'], id);
        next = { id, text: message['message'], runId };
      }
      // Asked after reading: what is still there now was there then, so nothing between it and what was read is missing.
      // If that cannot be asked any more, the same is read again.
      const naming = options.naming();
      const [isThere, hasMarks] = await Promise.all([
        isInStream(client, before),
        markedStream.hasMarks(client),
        readTime(client),
      ]);
      last = isThere ? next : await startAnew(client, runId, 'trimmed');
      markedNaming = hasMarks ? naming : undefined;
      // What is kept in memory does not depend on them: of that, the stream tells.
      // And where invalidations are understood otherwise from now on, there is a position from which on.
      if (isThere && (!hasMarks || naming !== lastNaming)) await appendAnchor(client, { isGap: false, runId });
      lastNaming = naming;
      // When there is more, some of it may be from before.
      if (entries.length < entriesAtOnce) {
        confirmedSince = roundStart;
        trust.confirm();
      }
    }
  }

  const running = keepReading({
    redis,
    silenceMs: Math.max(2 * lostAfterMs, 1000),
    signal: closing.signal,
    read,
    onError: (error) => trust.noteError(error),
    readProgress: () => trust.heardAt,
  });
  return {
    get isTrusted() {
      return trust.isTrusted;
    },
    get hasMarks() {
      return markedNaming === options.naming();
    },
    get position() {
      return last?.id ?? firstPosition;
    },
    get confirmedSince() {
      return confirmedSince;
    },
    get time() {
      return clockLead === undefined ? undefined : performance.now() + clockLead;
    },
    async close() {
      closing.abort();
      trust.stop();
      await running;
    },
  };
}

async function readRunId(client: RedisClient): Promise<string | undefined> {
  try {
    return /^run_id:(\w+)/m.exec(await client.info('server'))?.[1];
  } catch (error) {
    // Not everybody may ask. A broken connection says so again at the next command.
    if (client.isReady) return undefined;
    throw error;
  }
}
