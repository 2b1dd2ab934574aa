// The keys under `response_cache`: what is kept, where, and who is told of it.
import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { redisConfig } from './redis-config.ts';
import { routePath } from './route-path.ts';

/** Less than one page takes nothing but time; whoever wants nothing kept has `enabled: false`. */
const leastMemory = '256KiB';

export function responseCacheConfig(name: () => z.ZodString) {
  const invalidation = z
    .strictObject({
      shared_key: z
        .string()
        .min(16, 'must have at least 16 characters: whoever guesses it can empty the cache')
        .regex(
          /^[!-~]([ -~]*[!-~])?$/,
          'expected printable ASCII without a space at either end: it is sent in a header',
        )
        .describe('What a request has in its header `authorization`.'),
    })
    .optional()
    .describe('Lets operators say that kept values are wrong. Default: nobody can.');
  return z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe(
          'Whether fields are kept as their policies in the schema say. Off: every request asks the subgraphs.',
        ),
      in_memory: z
        .strictObject({
          limit: byteSize(leastMemory)
            .prefault('128MiB')
            .describe(`The memory for kept values, whole responses included. At least ${leastMemory}.`),
        })
        .prefault({}),
      redis: redisConfig()
        .optional()
        .describe('What the replicas share: kept values, and what makes them wrong. Default: nothing is shared.'),
      shadow: z
        .strictObject({
          sample_rate: z
            .number()
            .min(0)
            .max(1)
            .default(0)
            .describe(
              'The share of requests whose kept values are fetched all the same, in the background, and compared: 0.01 ' +
                'is one in a hundred. Differences are counted and logged by field.',
            ),
        })
        .prefault({}),
      provenance: z
        .strictObject({
          enabled: z
            .boolean()
            .optional()
            .describe(
              'Whether a request with the header "commerce-graph-provenance: true" is told in extensions.provenance ' +
                'where each field came from. Default: true, and false in production.',
            ),
          required_scope: name()
            .optional()
            .describe('The scope that the caller needs for it, and for "debug". Default: none.'),
        })
        .prefault({}),
      debug: z
        .boolean()
        .optional()
        .describe(
          'Whether a request with the header "apollo-cache-debugging: true" is told in extensions.apolloCacheDebugging, ' +
            'for the cache debugger of Apollo Sandbox, what was kept and what was fetched. Default: true, and false in ' +
            'production.',
        ),
      invalidation: z
        .strictObject({ path: routePath('/invalidation').describe('Where operators send what is wrong.') })
        .prefault({}),
      subgraph: z.strictObject({ all: z.strictObject({ invalidation }).prefault({}) }).prefault({}),
    })
    .prefault({});
}
