// The keys under `persisted_queries` and `apq`: which documents may be asked, and by what they may be called.
import { z } from 'zod';

export function persistedQueriesConfig(filePath: () => z.ZodType<string, string>) {
  return z
    .strictObject({
      enabled: z.boolean().default(false).describe('Whether operations can be asked for by their id in a manifest.'),
      local_manifests: z
        .array(filePath())
        .min(1)
        .optional()
        .describe('Manifests in the format `apollo-persisted-query-manifest`, version 1.'),
      hot_reload: z
        .boolean()
        .default(true)
        .describe('Whether a changed manifest takes effect without a restart. One with a mistake does not.'),
      log_unknown: z
        .boolean()
        .default(false)
        .describe('Whether operations that are in no manifest are logged, each once, without their literals.'),
      safelist: z
        .strictObject({
          enabled: z
            .boolean()
            .default(false)
            .describe('Whether only operations of the manifests are executed. Needs `apq.enabled: false`.'),
          require_id: z
            .boolean()
            .default(false)
            .describe('Whether they are to be asked for by id, and never by their text.'),
        })
        .prefault({}),
    })
    .superRefine(({ enabled, local_manifests: manifests, safelist, log_unknown: logsUnknown }, context) => {
      const report = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
      if (enabled && manifests === undefined) {
        report(['enabled'], 'needs persisted_queries.local_manifests: operations are loaded from nowhere else');
      }
      if (!enabled && safelist.enabled) {
        report(['safelist', 'enabled'], 'needs persisted_queries.enabled: true; otherwise every operation is allowed');
      }
      if (!enabled && logsUnknown) report(['log_unknown'], 'needs persisted_queries.enabled: true');
      if (!safelist.enabled && safelist.require_id) {
        report(['safelist', 'require_id'], 'needs persisted_queries.safelist.enabled: true');
      }
    })
    .prefault({});
}

export function automaticQueriesConfig() {
  return z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe('Whether a client may ask for a document by its hash after having sent it once.'),
      router: z
        .strictObject({
          cache: z
            .strictObject({
              in_memory: z
                .strictObject({ limit: z.int().min(1).default(512).describe('The most documents that are kept.') })
                .prefault({}),
            })
            .prefault({}),
        })
        .prefault({}),
    })
    .prefault({});
}
