// The keys under `traffic_shaping`: how long clients and subgraphs are waited for, and how much at a time.
import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { rateLimitsConfig } from './rate-limits-config.ts';

export function trafficShapingConfig(name: () => z.ZodString) {
  const timeout = () => duration('1ms').describe('After this, what is missing is null with code GATEWAY_TIMEOUT.');
  const connections = () => z.int().min(1).max(4096).describe('The most connections at a time to the subgraph.');
  const responseSizeLimit = () => byteSize().describe('The largest response body of the subgraph.');
  const deduplicateQuery = () =>
    z.boolean().describe('Whether identical queries in the name of the same caller that are under way are sent once.');
  return z
    .strictObject({
      router: z
        .strictObject({
          timeout: timeout().prefault('60s'),
          deduplicate_query: z
            .boolean()
            .default(true)
            .describe(
              'Whether identical queries that are under way at the same time run once, for all who get the same.',
            ),
          ...rateLimitsConfig(),
        })
        .prefault({})
        .describe('The whole of a client request.'),
      all: z
        .strictObject({
          timeout: timeout().prefault('30s'),
          connections: connections().default(64),
          response_size_limit: responseSizeLimit().prefault('16MiB'),
          deduplicate_query: deduplicateQuery().default(true),
        })
        .prefault({})
        .describe('Each request to a subgraph.'),
      subgraphs: z
        .record(
          name(),
          z.strictObject({
            timeout: timeout().optional(),
            connections: connections().optional(),
            response_size_limit: responseSizeLimit().optional(),
            deduplicate_query: deduplicateQuery().optional(),
          }),
        )
        .default({})
        .describe('Differences for single subgraphs, by name.'),
    })
    .prefault({});
}
