// A replica as far as its channel to the others is concerned, with everything that the channel told it, in order.
import { createReplicaChannel, type ReplicaChannel } from '../../gateway/src/field-cache/replicas/replica-channel.ts';
import type { ReplicaChannelOptions } from '../../gateway/src/field-cache/replicas/replica-channel.ts';
import { createRecordedLog } from '../gateway/recorded-log.ts';

export interface RunningReplica {
  readonly channel: ReplicaChannel;
  /** `tag <tag>`, `gap <reason>`, `lost`, `restored`. */
  readonly told: string[];
  readonly lines: Record<string, unknown>[];
  /** Publishes a tag that others are then told of; resolves to whether Redis took it. */
  publish(tag: string): Promise<boolean>;
  close(): Promise<void>;
}

export function startReplica(
  replicaId: string,
  url: string,
  options: Partial<ReplicaChannelOptions> = {},
): RunningReplica {
  const { log, lines } = createRecordedLog();
  const told: string[] = [];
  const channel = createReplicaChannel({
    redis: { url },
    stream: 'shop:invalidations',
    replicaId,
    lostAfterMs: 400,
    publishTimeoutMs: 300,
    log,
    listMarks: () => [],
    naming: () => 'test',
    onInvalidations(invalidations) {
      for (const one of invalidations) told.push(one.kind === 'cache_tag' ? `tag ${one.cacheTag}` : one.kind);
    },
    onGap: (reason) => void told.push(`gap ${reason}`),
    onTrustLost: () => void told.push('lost'),
    onTrustRestored: () => void told.push('restored'),
    ...options,
  });
  return {
    channel,
    told,
    lines,
    publish: (tag) =>
      channel.publish([{ kind: 'cache_tag', subgraphs: ['erp'], cacheTag: tag }]).then(
        () => true,
        () => false,
      ),
    close: () => channel.close(),
  };
}
