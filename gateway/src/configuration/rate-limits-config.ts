// The keys under `traffic_shaping.router` that say how much callers may ask for, and how much at a time.
import { z } from 'zod';
import { allowance } from './allowance.ts';
import { duration } from './duration.ts';
import { redisConnectionKeys } from './redis-config.ts';

export function rateLimitsConfig() {
  return {
    concurrency_limit: z
      .int()
      .min(1)
      .optional()
      .describe('The most requests at a time in this process; further ones get 503. Default: no limit.'),
    global_rate_limit: z
      .strictObject(allowance('requests'))
      .optional()
      .describe('For all requests to this process together. Default: no limit.'),
    rate_limits: z
      .array(
        z.strictObject({
          by: z
            .enum(['client', 'account', 'subject', 'address', 'operation'])
            .describe(
              'Of what each has an allowance of its own. `client`: the OAuth client of the token, or its subject where it ' +
                'names none; of callers without a token the address. `account` and `subject`: as the token says, and ' +
                'callers without one are not limited. `operation`: the id of a persisted query, or the name.',
            ),
          ...allowance('requests'),
          operations: z
            .array(z.string().min(1))
            .min(1)
            .optional()
            .describe('The names, or ids of persisted queries, that it is for. Default: all.'),
          mode: z
            .enum(['measure', 'enforce'])
            .default('enforce')
            .describe('Whether what is too much is refused with 429, or only counted and logged.'),
        }),
      )
      .default([])
      .describe('A request needs all of them that are for it.'),
    failed_authentications: z
      .strictObject(allowance('tokens that are refused'))
      .optional()
      .describe(
        'For each address: then no token is looked at that was not accepted before. Behind a proxy it needs ' +
          'server.http.trusted_proxies. Default: no limit.',
      ),
    redis: z
      .strictObject({
        ...redisConnectionKeys(),
        timeout: duration().prefault('20ms').describe('How long a request waits for it.'),
      })
      .optional()
      .describe(
        'Where replicas count rate_limits, budgets and the limits of tokens together. Default, and while it cannot be ' +
          'reached: each by itself.',
      ),
  };
}
