// The writing side of the stream between replicas. What could not be told is made up for by telling that there is a gap.
import type { Logger } from 'pino';
import { withDeadline } from '../../redis/deadline.ts';
import { describeRedisError } from '../../redis/describe-redis-error.ts';
import type { Invalidation } from '../invalidation/invalidation.ts';
import type { MarkedStream, MarkedText, Marks } from './marked-stream.ts';
import {
  createRedisClient,
  destroyRedisClient,
  type RedisConnection,
  reopenIfReadOnly,
} from '../../redis/redis-client.ts';
import { encodeReplicaMessage } from './replica-message.ts';

export interface StreamWriter {
  publish(invalidations: readonly Invalidation[]): Promise<void>;
  /** Undefined when they cannot be read in time or were lost. */
  readMarks(names: readonly string[], deadlineMs: number): Promise<Marks | undefined>;
  /** Rejects when it cannot be read. */
  readMarked(key: string): Promise<MarkedText | undefined>;
  /** Whether there is something that could not be published, and the others do not know that yet. */
  readonly hasUntold: boolean;
  /** The moment, as `performance.now()` gives it, at which the connection was made; infinite while there is none. */
  readonly connectedAt: number;
  close(): Promise<void>;
}

export interface StreamWriterOptions {
  readonly redis: RedisConnection;
  readonly stream: string;
  readonly replicaId: string;
  readonly markedStream: MarkedStream;
  readonly publishTimeoutMs: number;
  readonly log: Logger;
  listMarks(invalidation: Invalidation): readonly string[];
}

/** So many invalidations are one message; more are several. */
const longestMessage = 500;
const silenceMs = 3000;
const pingIntervalMs = 1000;
const gapRetryMs = 500;

export function createStreamWriter(options: StreamWriterOptions): StreamWriter {
  const { redis, stream, replicaId, markedStream, publishTimeoutMs, log } = options;
  let messages = 0;
  /** How often publishing failed, and how many of those failures the others know of. */
  let failures = 0;
  let toldFailures = 0;
  let connectedAt = Infinity;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const client = createRedisClient({
    ...redis,
    reconnects: true,
    silenceMs,
    pingIntervalMs,
    // What is published meanwhile fails for that reason.
    onError: () => {},
  });
  client.on('ready', () => (connectedAt = performance.now()));
  client.connect().catch((error: unknown) => {
    if (!isClosed) log.error({ stream, reason: describeRedisError(error) }, 'The connection to Redis was given up');
  });

  async function write(invalidations: readonly Invalidation[]): Promise<void> {
    const isGap = failures > toldFailures;
    const failuresBefore = failures;
    messages += 1;
    const message = encodeReplicaMessage({ from: replicaId, number: messages, isGap, invalidations });
    const marks = [...new Set(invalidations.flatMap((each) => options.listMarks(each)))];
    await withDeadline(markedStream.append(client, { message, isGap, marks }), publishTimeoutMs);
    if (!isGap || failuresBefore <= toldFailures) return;
    toldFailures = failuresBefore;
    log.info({ stream }, 'The other replicas know now that they have missed invalidations');
  }

  function noteFailure(error: unknown): void {
    if (failures === toldFailures) {
      log.warn(
        { stream, reason: describeRedisError(error) },
        'Invalidations could not be told to the other replicas; they will be told to drop what may be wrong',
      );
    }
    failures += 1;
    reopenIfReadOnly(client, error);
    if (!isClosed) retry ??= setTimeout(() => void tellGap(), gapRetryMs).unref();
  }

  async function tellGap(): Promise<void> {
    retry = undefined;
    if (failures === toldFailures) return;
    try {
      await write([]);
    } catch (error) {
      noteFailure(error);
    }
  }

  return {
    async publish(invalidations) {
      const parts = [];
      for (let start = 0; start < invalidations.length; start += longestMessage) {
        parts.push(invalidations.slice(start, start + longestMessage));
      }
      try {
        await Promise.all(parts.map(write));
      } catch (error) {
        noteFailure(error);
        throw new Error(`Redis was not told of ${invalidations.length} invalidations: ${describeRedisError(error)}`, {
          cause: error,
        });
      }
    },
    get hasUntold() {
      return failures > toldFailures;
    },
    get connectedAt() {
      return client.isReady ? connectedAt : Infinity;
    },
    async readMarks(names, deadlineMs) {
      try {
        return await withDeadline(markedStream.readMarks(client, names), deadlineMs);
      } catch {
        // As good as lost: what depends on them is asked for anew. Why it fails is told by what cannot be published.
        return undefined;
      }
    },
    readMarked: (key) => markedStream.readMarked(client, key),
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await tellGap();
      if (failures > toldFailures) {
        log.error({ stream }, 'The other replicas do not know that they have missed invalidations');
      }
      destroyRedisClient(client);
    },
  };
}
