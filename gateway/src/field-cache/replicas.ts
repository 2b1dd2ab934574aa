// What replicas of the gateway have in common: kept values, and the knowledge of what makes them wrong.
import type { Logger } from 'pino';
import type { Invalidation } from './invalidation.ts';
import type { MarkContext } from './invalidation-marks.ts';
import { createReplicaChannel } from './replica-channel.ts';
import type { RedisConnection } from './redis-client.ts';
import { createSecondTier, type SecondTier } from './second-tier.ts';
import { createSharedStore } from './shared-store.ts';

export interface Replicas {
  readonly secondTier: SecondTier;
  /** Whether this replica is told of what the others drop. */
  readonly isTrusted: boolean;
  /**
   * Resolves when the others have been told. Rejects when they could not be: as soon as they can, they are told that they
   * have missed something.
   */
  announce(invalidations: readonly Invalidation[]): Promise<void>;
  close(): Promise<void>;
}

export interface ReplicasOptions {
  readonly redis: RedisConnection;
  /** Different for graphs that share a Redis. */
  readonly namespace: string;
  readonly replicaId: string;
  readonly fetchTimeoutMs: number;
  readonly insertTimeoutMs: number;
  readonly context: MarkContext;
  readonly now: () => number;
  readonly log: Logger;
  /** Another replica says so. */
  readonly drop: (invalidations: readonly Invalidation[]) => void;
  /** Something may have been missed. */
  readonly dropEverything: () => void;
}

export function openReplicas(options: ReplicasOptions): Replicas {
  const { redis, namespace, replicaId, context, now, log } = options;
  const store = createSharedStore({
    store: redis,
    namespace,
    readTimeoutMs: options.fetchTimeoutMs,
    writeTimeoutMs: options.insertTimeoutMs,
    log,
  });
  const channel = createReplicaChannel({
    redis,
    stream: `${namespace}:invalidations`,
    replicaId,
    log,
    onInvalidations(invalidations, position) {
      secondTier.note(invalidations, position);
      options.drop(invalidations);
    },
    onGap(reason, position) {
      // Who has just begun has missed nothing of what it has: marks say what is right of what it will find.
      if (reason !== 'started') {
        secondTier.distrustBefore(position);
        // Whoever begins later is to know it, too.
        void secondTier.markGap(position);
      }
      options.dropEverything();
    },
    onGapTold: (position) => secondTier.markGap(position),
    // What is kept is passed over as long as it is not trusted.
    onTrustLost() {},
    onTrustRestored() {},
  });
  const secondTier = createSecondTier({ store, readPosition: () => channel.position, context, now });

  return {
    secondTier,
    get isTrusted() {
      return channel.isTrusted;
    },
    async announce(invalidations) {
      const position = await channel.publish(invalidations);
      secondTier.note(invalidations, position);
      if (await secondTier.mark(invalidations, position)) return;
      // The others know, but whoever comes to the shared store does not.
      channel.announceGap();
      throw new Error('The shared store could not be told what was invalidated.');
    },
    async close() {
      await Promise.all([channel.close(), store.close()]);
    },
  };
}
