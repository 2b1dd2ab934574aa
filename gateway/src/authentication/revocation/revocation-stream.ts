// Tells the revocations of tokens to all replicas over a Redis stream, which holds every one that still counts: who comes
// late or was away reads it from the start. Whatever a Redis has lost, any replica that knows it writes back.
import type { Logger } from 'pino';
import { withDeadline } from '../../redis/deadline.ts';
import {
  createRedisClient,
  destroyRedisClient,
  type RedisClient,
  type RedisConnection,
  reopenIfReadOnly,
} from '../../redis/redis-client.ts';
import { describeRedisError } from '../../redis/describe-redis-error.ts';
import { keepReading } from '../../redis/keep-reading.ts';
import { createReadingTrust } from '../../redis/reading-trust.ts';
import { covers, decodeRevocation, identifyRevocation, type TokenRevocation } from './token-revocation.ts';

export interface RevocationStream {
  /** Whether every revocation of more than about a second ago is known here. False at first. */
  readonly isTrusted: boolean;
  /** Resolves when Redis has them, so that every replica that reaches it learns of them at once. */
  publish(revocations: readonly TokenRevocation[]): Promise<void>;
  close(): Promise<void>;
}

export interface RevocationStreamOptions {
  readonly redis: RedisConnection;
  /** The key of the stream; the same for all replicas, and for them alone. */
  readonly stream: string;
  /** For how long an entry may count. */
  readonly retentionMs: number;
  /** For how long, in milliseconds, nothing may be heard until trust is lost. Default 1000. */
  readonly lostAfterMs?: number;
  /** How long, in milliseconds, publishing may take. Default 1000. */
  readonly publishTimeoutMs?: number;
  readonly log: Logger;
  /** All that is known here. */
  listKnown(): readonly TokenRevocation[];
  /** The same may come again. Must not throw. */
  onRevocations(revocations: readonly TokenRevocation[]): void;
  onTrustChange(isTrusted: boolean): void;
}

const entriesAtOnce = 1000;
/** How far the clocks of gateway and Redis may differ before something is dropped that counts. */
const clockSlackMs = 3_600_000;

/** Begins at once, in the background, and goes on by itself whatever becomes of Redis. */
export function createRevocationStream(options: RevocationStreamOptions): RevocationStream {
  const { redis, stream, retentionMs, lostAfterMs = 1000, publishTimeoutMs = 1000, log } = options;
  // Redis answers at least so often, also when nothing happens; so silence is noticed in time.
  const blockMs = Math.max(1, Math.floor(lostAfterMs / 4));
  const closing = new AbortController();
  /** Whether something is known here that Redis may not have. */
  let hasUntold = false;

  const writer = createRedisClient({
    ...redis,
    reconnects: true,
    silenceMs: 3000,
    pingIntervalMs: 1000,
    // What is published meanwhile fails for that reason.
    onError: () => {},
  });
  writer.connect().catch(() => {});

  const trust = createReadingTrust({
    what: 'Revocations of tokens',
    stream,
    lostAfterMs,
    log,
    onTrustChange: (isTrusted) => options.onTrustChange(isTrusted),
  });

  async function append(client: RedisClient, revocation: TokenRevocation): Promise<void> {
    const threshold = Date.now() - retentionMs - clockSlackMs;
    await client.xAdd(
      stream,
      '*',
      { revocation: JSON.stringify(revocation) },
      { TRIM: { strategy: 'MINID', strategyModifier: '~', threshold } },
    );
  }

  /** The entries after a position, at most `entriesAtOnce`, and the position of the last of them. */
  async function readAfter(client: RedisClient, position: string, maximumWaitMs?: number) {
    const streams = await client.xRead(
      { key: stream, id: position },
      { COUNT: entriesAtOnce, ...(maximumWaitMs !== undefined && { BLOCK: maximumWaitMs }) },
    );
    const entries = streams?.[0]?.messages ?? [];
    const revocations = entries.flatMap(({ id, message }) => {
      const revocation = decodeRevocation(message['revocation']);
      if (revocation === undefined) log.error({ stream, id }, 'A revocation of tokens in Redis is not understood');
      return revocation ?? [];
    });
    if (revocations.length > 0) options.onRevocations(revocations);
    return { revocations, position: entries.at(-1)?.id ?? position, isAll: entries.length < entriesAtOnce };
  }

  /** Learns everything that is in the stream, and adds what is not. */
  async function synchronize(client: RedisClient): Promise<string> {
    hasUntold = false;
    const told = new Map<string, TokenRevocation[]>();
    let position = '0-0';
    for (let isAll = false; !isAll;) {
      const part = await readAfter(client, position);
      for (const each of part.revocations) {
        const key = identifyRevocation(each);
        told.set(key, [...(told.get(key) ?? []), each]);
      }
      ({ position, isAll } = part);
    }
    const now = Date.now() / 1000;
    for (const known of options.listKnown()) {
      const isTold = told.get(identifyRevocation(known))?.some((each) => covers(each, known)) ?? false;
      if (!isTold && known.until >= now) await append(client, known);
    }
    return position;
  }

  async function isInStream(client: RedisClient, position: string): Promise<boolean> {
    return position === '0-0' || (await client.xRange(stream, position, position)).length > 0;
  }

  async function read(client: RedisClient): Promise<void> {
    let position: string | undefined;
    while (!closing.signal.aborted) {
      position ??= await synchronize(client);
      const next = await readAfter(client, position, blockMs);
      // Asked after reading: as long as the last one is there, so is everything after it, for the oldest go first.
      const isWhole = await isInStream(client, position);
      position = isWhole && !hasUntold ? next.position : undefined;
      if (isWhole && next.isAll) trust.confirm();
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
    async publish(revocations) {
      try {
        await withDeadline(Promise.all(revocations.map((each) => append(writer, each))), publishTimeoutMs);
      } catch (error) {
        // Told as soon as it can be, also when nobody asks again.
        hasUntold = true;
        reopenIfReadOnly(writer, error);
        throw new Error(`Redis was not told of revoked tokens: ${describeRedisError(error)}`, { cause: error });
      }
    },
    async close() {
      closing.abort();
      trust.stop();
      destroyRedisClient(writer);
      await running;
    },
  };
}
