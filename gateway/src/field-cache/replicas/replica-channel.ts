// Tells the other replicas what makes kept values wrong, over a Redis stream, and says when it may have missed something.
import type { Logger } from 'pino';
import type { Invalidation } from '../invalidation/invalidation.ts';
import { createMarkedStream, type MarkedText, type Marks } from './marked-stream.ts';
import type { Position } from './position.ts';
import type { RedisConnection } from '../../redis/redis-client.ts';
import { createStreamReader, type GapReason } from './stream-reader.ts';
import { createStreamWriter } from './stream-writer.ts';

export interface ReplicaChannel {
  /**
   * Resolves when Redis has taken the invalidations and their marks. Rejects when it could not be told within the timeout;
   * it may have taken them nevertheless. As soon as it can be told, the other replicas then learn that they have missed
   * something.
   */
  publish(invalidations: readonly Invalidation[]): Promise<void>;
  /**
   * The marks of what was published by anybody. Undefined when they cannot be read in time, were lost, or lack something
   * that this replica could not publish.
   */
  readMarks(names: readonly string[], deadlineMs: number): Promise<Marks | undefined>;
  /** A text that names its marks, with the last of these; undefined as well when it is not there. Rejects when Redis fails. */
  readMarked(key: string): Promise<MarkedText | undefined>;
  /** Whether marks can be read, as far as is known. */
  readonly hasMarks: boolean;
  /** Up to which this replica has been told. */
  readonly position: Position;
  /** Milliseconds since the epoch by the clock of Redis, which is the same for all replicas. Undefined until known. */
  readonly time: number | undefined;
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
  /** The marks that an invalidation leaves. */
  listMarks(invalidation: Invalidation): readonly string[];
  /** Equal for replicas whose marks are called alike. May change. */
  readonly naming: () => string;
  /** What another replica published, in the order of the stream. The same may come twice. Must not throw. */
  onInvalidations(invalidations: readonly Invalidation[]): void;
  /**
   * Invalidations that were published before now may have been missed: whatever was kept before now and an invalidation
   * could have made wrong is to be dropped. Must not throw.
   */
  onGap(reason: GapReason): void;
  /** From now on, and until trust is restored, kept values may be wrong without this replica being told. */
  onTrustLost(): void;
  /** Everything that was missed has been handed over before, or `onGap` was called. */
  onTrustRestored(): void;
}

/** Begins at once, in the background, and goes on by itself whatever becomes of Redis. */
export function createReplicaChannel(options: ReplicaChannelOptions): ReplicaChannel {
  const { maximumLength = 10_000, lostAfterMs = 1000, publishTimeoutMs = 1000, ...rest } = options;
  const markedStream = createMarkedStream({ ...rest, maximumLength });
  const reader = createStreamReader({ ...rest, markedStream, lostAfterMs });
  const writer = createStreamWriter({ ...rest, markedStream, publishTimeoutMs });
  // One connection may be with a Redis that has come back without its last marks before the other has noticed.
  const hasMarks = (): boolean => reader.hasMarks && !writer.hasUntold && reader.confirmedSince > writer.connectedAt;
  return {
    publish: (invalidations) => writer.publish(invalidations),
    readMarks: async (names, deadlineMs) => (hasMarks() ? writer.readMarks(names, deadlineMs) : undefined),
    readMarked: async (key) => (hasMarks() ? writer.readMarked(key) : undefined),
    get hasMarks() {
      return hasMarks();
    },
    get isTrusted() {
      return reader.isTrusted;
    },
    get position() {
      return reader.position;
    },
    get time() {
      return reader.time;
    },
    async close() {
      await Promise.all([reader.close(), writer.close()]);
    },
  };
}
