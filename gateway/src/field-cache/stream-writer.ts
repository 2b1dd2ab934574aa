// The writing side of the stream between replicas. What could not be told is made up for by telling that there is a gap.
import type { Logger } from 'pino';
import { withDeadline } from './deadline.ts';
import { describeRedisError } from './describe-redis-error.ts';
import type { Invalidation } from './invalidation.ts';
import { createRedisClient, destroyRedisClient, type RedisConnection, reopenIfReadOnly } from './redis-client.ts';
import { comparePositions, firstPosition, type Position } from './position.ts';
import { encodeReplicaMessage } from './replica-message.ts';

export interface StreamWriter {
  publish(invalidations: readonly Invalidation[]): Promise<Position>;
  announceGap(): void;
  close(): Promise<void>;
}

export interface StreamWriterOptions {
  readonly redis: RedisConnection;
  readonly stream: string;
  readonly replicaId: string;
  readonly maximumLength: number;
  readonly publishTimeoutMs: number;
  readonly log: Logger;
  /** Told when the others have been told of a gap. False: they have to be told again. */
  onGapTold(position: Position): Promise<boolean>;
}

/** So many invalidations are one message; more are several. */
const longestMessage = 500;
const silenceMs = 3000;
const pingIntervalMs = 1000;
const gapRetryMs = 500;

export function createStreamWriter(options: StreamWriterOptions): StreamWriter {
  const { redis, stream, replicaId, maximumLength, publishTimeoutMs, log } = options;
  let messages = 0;
  /** How often publishing failed, and how many of those failures the others know of. */
  let failures = 0;
  let toldFailures = 0;
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
  client.connect().catch((error: unknown) => {
    if (!isClosed) log.error({ stream, reason: describeRedisError(error) }, 'The connection to Redis was given up');
  });

  async function write(invalidations: readonly Invalidation[]): Promise<Position> {
    const isGap = failures > toldFailures;
    const failuresBefore = failures;
    messages += 1;
    const message = encodeReplicaMessage({ from: replicaId, number: messages, isGap, invalidations });
    const trim = { TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: maximumLength } } as const;
    const position = await withDeadline(client.xAdd(stream, '*', { message }, trim), publishTimeoutMs);
    if (!isGap || failuresBefore <= toldFailures) return position;
    if (!(await options.onGapTold(position))) throw new Error('The shared store could not be told of the gap.');
    toldFailures = failuresBefore;
    log.info({ stream }, 'The other replicas know now that they have missed invalidations');
    return position;
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
        const positions = await Promise.all(parts.map(write));
        return positions.toSorted(comparePositions).at(-1) ?? firstPosition;
      } catch (error) {
        noteFailure(error);
        throw new Error(`Redis was not told of ${invalidations.length} invalidations: ${describeRedisError(error)}`, {
          cause: error,
        });
      }
    },
    announceGap: () => noteFailure(new Error('The shared store could not be told')),
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
