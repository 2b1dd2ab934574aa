// Persisted queries as they are configured.
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../configuration/gateway-config.ts';
import { createAutomaticQueries } from './automatic-queries.ts';
import { openManifestFiles } from './manifest-files.ts';
import { createQueryAdmission, type QueryAdmission } from './query-admission.ts';

export interface PersistedQueries {
  readonly admission: QueryAdmission;
  /** Looks at the manifests no more. */
  close(): void;
}

/** Throws when a manifest has a mistake. */
export async function openPersistedQueries(
  { persisted_queries: config, apq, limits, supergraph }: GatewayConfig,
  log: Logger,
): Promise<PersistedQueries> {
  const { enabled, local_manifests: files = [], hot_reload: isWatched, log_unknown: logsUnknown, safelist } = config;
  const manifests = enabled
    ? await openManifestFiles({ files, isWatched, maxTokens: limits.parser_max_tokens, log })
    : undefined;
  const admission = createQueryAdmission({
    findList: manifests && (() => manifests.list),
    automaticQueries: apq.enabled ? createAutomaticQueries(apq.router.cache.in_memory) : undefined,
    texts: safelist.enabled ? (safelist.require_id ? 'none' : 'listed') : 'all',
    logsUnknown,
    allowsIntrospection: supergraph.introspection,
    log,
  });
  return { admission, close: () => manifests?.close() };
}
