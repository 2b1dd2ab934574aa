// The keys under `cors`: which web pages of other origins may call the gateway.
import { z } from 'zod';
import { duration } from './duration.ts';

export function corsConfig() {
  return z.strictObject({
    origins: z
      .array(z.url({ protocol: /^https?$/, error: 'expected an origin such as "https://shop.example"' }))
      .min(1),
    allow_credentials: z.boolean().default(false),
    allow_headers: z
      .array(z.string())
      .default([
        'content-type',
        'authorization',
        'commerce-graph-account',
        'apollo-require-preflight',
        'x-apollo-operation-name',
      ]),
    expose_headers: z.array(z.string()).default([]),
    max_age: duration('0s').prefault('5m'),
  });
}
