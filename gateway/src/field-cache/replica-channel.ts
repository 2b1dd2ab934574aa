// Tells the other replicas what makes kept values wrong, over a Redis stream, and says when it may have missed something.
import type { Logger } from 'pino';
import type { Invalidation } from './invalidation.ts';
import type { Position } from './position.ts';
import type { RedisConnection } from './redis-client.ts';
import { createStreamReader, type GapReason } from './stream-reader.ts';
import { createStreamWriter } from './stream-writer.ts';

export interface ReplicaChannel {
  /**
   * Resolves when Redis has taken the invalidations, with their position. Rejects when it could not be told within the timeout; it may have
   * taken them nevertheless. As soon as it can be told, the other replicas then learn that they have missed something.
   */
  publish(invalidations: readonly Invalidation[]): Promise<Position>;
  /** Up to which this replica has been told. */
  readonly position: Position;
  /** Lets the others know that something could not be told, as soon as that is possible. */
  announceGap(): void;
  /**
   * Whether what the other replicas publish reaches this one. False at first, and from the moment on when for
   * `lostAfterMs` it was not known to be so.
   */
  readonly isTrusted: boolean;
  close(): Promise<void>;
}

export interface ReplicaChannelOptions {
  readonly redis: RedisConnection;
  /** The key of the stream; the same for all replicas, and for them alone. */
  readonly stream: string;
  /** Differs from that of every other process, also of the one that ran before this one in the same place. */
  readonly replicaId: string;
  /** About how many messages the stream keeps for replicas that are away. Default 10 000, some 2 MB. */
  readonly maximumLength?: number;
  /** For how long, in milliseconds, nothing may be heard until trust is lost. Default 1000. */
  readonly lostAfterMs?: number;
  /** How long, in milliseconds, publishing may take. Default 1000. */
  readonly publishTimeoutMs?: number;
  readonly log: Logger;
  /** What another replica published, in the order of the stream. The same may come twice. Must not throw. */
  onInvalidations(invalidations: readonly Invalidation[], position: Position): void;
  /**
   * Invalidations that were published before now may have been missed: whatever was kept before now and an invalidation
   * could have made wrong is to be dropped. Must not throw.
   */
  onGap(reason: GapReason, position: Position): void;
  /** The others have been told that this replica could not tell them something. False: they have to be told again. */
  onGapTold(position: Position): Promise<boolean>;
  /** From now on, and until trust is restored, kept values may be wrong without this replica being told. */
  onTrustLost(): void;
  /** Everything that was missed has been handed over before, or `onGap` was called. */
  onTrustRestored(): void;
}

/** Begins at once, in the background, and goes on by itself whatever becomes of Redis. */
export function createReplicaChannel(options: ReplicaChannelOptions): ReplicaChannel {
  const { maximumLength = 10_000, lostAfterMs = 1000, publishTimeoutMs = 1000, ...rest } = options;
  const reader = createStreamReader({ ...rest, maximumLength, lostAfterMs });
  const writer = createStreamWriter({ ...rest, maximumLength, publishTimeoutMs });
  return {
    publish: (invalidations) => writer.publish(invalidations),
    announceGap: () => writer.announceGap(),
    get isTrusted() {
      return reader.isTrusted;
    },
    get position() {
      return reader.position;
    },
    async close() {
      await Promise.all([reader.close(), writer.close()]);
    },
  };
}
