// What replicas of the gateway have in common: kept values, and the knowledge of what makes them wrong.
import type { Logger } from 'pino';
import type { Invalidation } from '../invalidation/invalidation.ts';
import { listMarksOfInvalidation, type MarkContext } from './invalidation-marks.ts';
import { createReplicaChannel } from './replica-channel.ts';
import type { RedisConnection } from '../../redis/redis-client.ts';
import { createSecondTier, type SecondTier } from './second-tier.ts';
import { createSharedResponses, type SharedResponses } from './shared-responses.ts';
import { createSharedStore } from './shared-store.ts';

export interface Replicas {
  readonly secondTier: SecondTier;
  readonly responses: SharedResponses;
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
  /** That of the supergraph which is served now. */
  readonly findContext: () => MarkContext;
  readonly now: () => number;
  readonly log: Logger;
  /** Another replica says so. */
  readonly drop: (invalidations: readonly Invalidation[]) => void;
  /** Something may have been missed. */
  readonly dropEverything: () => void;
}

export function openReplicas(options: ReplicasOptions): Replicas {
  const { redis, namespace, replicaId, findContext, now, log } = options;
  const channel = createReplicaChannel({
    redis,
    stream: `${namespace}:invalidations`,
    replicaId,
    log,
    listMarks: (invalidation) => listMarksOfInvalidation(invalidation, findContext()),
    naming: () => findContext().naming,
    onInvalidations: (invalidations) => options.drop(invalidations),
    onGap: () => options.dropEverything(),
    // What is kept is passed over as long as it is not trusted.
    onTrustLost() {},
    onTrustRestored() {},
  });
  const store = createSharedStore({
    store: redis,
    namespace,
    readTimeoutMs: options.fetchTimeoutMs,
    writeTimeoutMs: options.insertTimeoutMs,
    now: () => channel.time ?? Date.now(),
    log,
  });

  const shared = { store, channel, findContext, now };

  return {
    secondTier: createSecondTier({ ...shared, readTimeoutMs: options.fetchTimeoutMs }),
    responses: createSharedResponses(shared),
    get isTrusted() {
      return channel.isTrusted;
    },
    announce: (invalidations) => channel.publish(invalidations),
    async close() {
      await Promise.all([channel.close(), store.close()]);
    },
  };
}
