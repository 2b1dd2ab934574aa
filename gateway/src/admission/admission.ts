// Whether there is room for a request: for one more at all, for one more of its sender, and for what it costs.
import type { Logger } from 'pino';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { createCostBudgets, type CostBudgets } from './cost-budgets.ts';
import { type GuardedAuthenticator, guardAuthenticator } from './failed-authentications.ts';
import { createLocalBuckets } from './local-buckets.ts';
import { createProcessLimits, type ProcessLimits } from './process-limits.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';

export interface Admission {
  /** Undefined where nothing limits all requests together. */
  readonly processLimits: ProcessLimits | undefined;
  readonly authenticate: GuardedAuthenticator;
  readonly rateLimits: RateLimits;
  readonly costBudgets: CostBudgets;
  close(): void;
}

export interface AdmissionOptions {
  readonly config: Pick<GatewayConfig, 'traffic_shaping' | 'demand_control'>;
  readonly authenticate: Authenticator;
  readonly countLimited: (limit: string, mode: 'measure' | 'enforce') => void;
  readonly countLocalDecision: () => void;
  readonly log: Logger;
}

export async function openAdmission(options: AdmissionOptions): Promise<Admission> {
  const { config, authenticate, countLimited, countLocalDecision, log } = options;
  const { router } = config.traffic_shaping;
  const { redis, failed_authentications: failed } = router;
  const local = createLocalBuckets();
  // Loaded only where it is needed: the client for Redis is large.
  const shared =
    redis &&
    (await import('./shared-buckets.ts')).openSharedBuckets({
      redis,
      namespace: redis.namespace,
      timeoutMs: redis.timeout,
      local,
      onLocalDecision: countLocalDecision,
      log,
    });
  const buckets = shared ?? local;
  return {
    processLimits: createProcessLimits({
      concurrency: router.concurrency_limit,
      rate: router.global_rate_limit,
      countLimited,
    }),
    authenticate:
      failed === undefined
        ? (headers) => authenticate(headers)
        : guardAuthenticator({
            authenticate,
            allowance: { capacity: failed.capacity, intervalMs: failed.interval },
            countLimited,
          }),
    rateLimits: createRateLimits({ limits: router.rate_limits, buckets, countLimited }),
    costBudgets: createCostBudgets({ budgets: config.demand_control.budgets, buckets, countLimited }),
    close: () => shared?.close(),
  };
}
