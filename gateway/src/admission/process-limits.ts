// How much this process takes on, whoever asks.
import { RequestRefusal } from '../http/request-refusal.ts';
import { createLocalBuckets } from './local-buckets.ts';

export interface ProcessLimits {
  /** Counts one more until the returned function is called, which may be once only. Throws a `RequestRefusal`. */
  enter(): () => void;
}

export interface ProcessLimitsOptions {
  readonly concurrency: number | undefined;
  readonly rate: { readonly capacity: number; readonly interval: number } | undefined;
  readonly countLimited: (limit: string, mode: 'enforce') => void;
}

/** Undefined where there are none. */
export function createProcessLimits({
  concurrency,
  rate,
  countLimited,
}: ProcessLimitsOptions): ProcessLimits | undefined {
  if (concurrency === undefined && rate === undefined) return undefined;
  const buckets = createLocalBuckets({ limit: 1 });
  const demands = rate && [
    { key: 'all', allowance: { capacity: rate.capacity, intervalMs: rate.interval }, isEnforced: true },
  ];
  let count = 0;
  return {
    enter() {
      if (concurrency !== undefined && count >= concurrency) {
        countLimited('concurrency_limit', 'enforce');
        throw new RequestRefusal(
          {
            status: 503,
            code: 'REQUEST_CONCURRENCY_LIMITED',
            message: 'The gateway is at work on as many requests as it takes. Try again in a moment.',
          },
          { retryAfterSeconds: 1 },
        );
      }
      const { refused } = (demands && buckets.take(demands, 1)) ?? {};
      if (refused !== undefined) {
        countLimited('global_rate_limit', 'enforce');
        const retryAfterSeconds = Math.max(1, Math.ceil(refused.waitMs / 1000));
        throw new RequestRefusal(
          {
            status: 429,
            code: 'REQUEST_RATE_LIMITED',
            message: `The gateway gets more requests than it takes. Ask again in ${retryAfterSeconds} s.`,
          },
          { retryAfterSeconds },
        );
      }
      count += 1;
      return () => {
        count -= 1;
      };
    },
  };
}
