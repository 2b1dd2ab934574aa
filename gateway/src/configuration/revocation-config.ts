// The keys under `authentication.router.jwt.revocation`: how tokens are taken back before they expire.
import path from 'node:path';
import { z } from 'zod';
import { duration } from './duration.ts';
import { redisConnection } from './redis-config.ts';

/** Paths are relative to `directory`. */
export function revocationConfig(directory: string) {
  return z
    .strictObject({
      longest_token_lifetime: duration('1m', '720h')
        .prefault('24h')
        .describe(
          'Tokens that are good for longer, from `iat` to `exp`, are refused: a revocation is forgotten when every token ' +
            'that it concerns has expired.',
        ),
      limit: z
        .int()
        .min(1)
        .default(100_000)
        .describe('The most revocations that are known at a time, some 300 bytes each. More are refused with 503.'),
      file: z
        .string('expected a path')
        .transform((file) => (file === '' ? undefined : path.resolve(directory, file)))
        .optional()
        .describe('Where they are kept over a restart of this gateway. Default, or empty: nowhere but in Redis.'),
      redis: redisConnection()
        .optional()
        .describe('Where replicas tell each other. Default: the Redis of `response_cache`, if there is one.'),
      when_unreachable: z
        .enum(['refuse', 'accept'])
        .default('refuse')
        .describe(
          'What becomes of tokens while Redis is not reachable, so that one may have been revoked without this gateway ' +
            'knowing: refused with 503, or accepted by what was known last.',
        ),
    })
    .describe(
      'How tokens are taken back before they expire. In effect when it is there or a webhook may revoke tokens.',
    );
}
