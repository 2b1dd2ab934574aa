// The keys under `telemetry.audit`: what is written down of who asked for what.
import path from 'node:path';
import { z } from 'zod';
import { byteSize } from './byte-size.ts';

/** `filePath` is the type of a path that must exist; other paths are relative to `directory`. */
export function auditConfig(directory: string, filePath: () => z.ZodType<string, string>) {
  return z
    .strictObject({
      enabled: z.boolean().default(false),
      operations: z
        .enum(['mutations', 'all'])
        .default('mutations')
        .describe('`mutations`: those, and whatever was refused in whole or in part. `all`: queries, too.'),
      file: z
        .string()
        .min(1)
        .transform((file) => path.resolve(directory, file))
        .optional()
        .describe(
          'A file that lines are appended to, in a folder that is there. Reopened on SIGHUP. Default: standard output.',
        ),
      buffer_limit: byteSize()
        .prefault('8MiB')
        .describe('How much may wait in memory when the disk of `file` is slow or full. What comes then is lost.'),
      digest_key_file: filePath()
        .optional()
        .describe(
          'At least 32 random bytes that key the digests of what mutations were given. Default: a key of each process, ' +
            'whose digests compare within that process only.',
        ),
    })
    .prefault({})
    .describe('A line for each operation: who asked for what, and what came of it. No values, no tokens.');
}
