// How often callers may ask, and which operations: by the limits of the configuration and those of their tokens.
import type { Caller } from '../authentication/caller.ts';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import type { RequestOutcome } from '../execution/request-context.ts';
import { RequestRefusal } from '../http/request-refusal.ts';
import type { Buckets, Demand, Verdict } from './buckets.ts';
import { describeLimited, describeToken, type Sender } from './limit-key.ts';

type RateLimit = GatewayConfig['traffic_shaping']['router']['rate_limits'][number];
type CountLimited = (limit: string, mode: RateLimit['mode']) => void;

/** Who asks, and where it is noted what became of it. */
export interface LimitedRequest {
  readonly caller: Caller;
  readonly sender: Sender;
  readonly outcome: RequestOutcome;
}

export interface RateLimits {
  /** Before the body is read. Throws a `RequestRefusal`. */
  admit(request: LimitedRequest): Promise<void> | void;
  /** Undefined where no limit is for operations. */
  readonly admitOperation:
    ((request: LimitedRequest, operationName: string | undefined) => Promise<void> | void) | undefined;
}

export interface RateLimitsOptions {
  readonly limits: readonly RateLimit[];
  readonly buckets: Buckets;
  readonly countLimited: CountLimited;
}

interface NamedDemand extends Demand {
  /** As operators know it. */
  readonly limit: string;
}

export function createRateLimits({ limits, buckets, countLimited }: RateLimitsOptions): RateLimits {
  const named = limits.map((limit, index) => ({ ...limit, name: `rate_limits[${index}]` }));
  const ofOperations = named.filter(({ by, operations }) => by === 'operation' || operations !== undefined);
  const ofRequests = named.filter((limit) => !ofOperations.includes(limit));

  function describeDemand(
    limit: (typeof named)[number],
    { caller, sender }: LimitedRequest,
    operation = '',
  ): NamedDemand[] {
    const { by, capacity, interval, operations = [], mode, name } = limit;
    const limited = by === 'operation' ? '' : describeLimited(by, caller, sender);
    if (limited === undefined) return [];
    const key = JSON.stringify([by, capacity, interval, operations, limited, by === 'operation' ? operation : '']);
    return [{ key, allowance: { capacity, intervalMs: interval }, isEnforced: mode === 'enforce', limit: name }];
  }

  function listDemands(request: LimitedRequest): readonly NamedDemand[] {
    const demands = ofRequests.flatMap((limit) => describeDemand(limit, request));
    const rate = request.caller.token?.restrictions.rate;
    if (rate === undefined) return demands;
    const { capacity, interval_seconds: seconds } = rate;
    return [
      ...demands,
      {
        key: JSON.stringify(['rate', capacity, seconds, describeToken(request.caller)]),
        allowance: { capacity, intervalMs: seconds * 1000 },
        isEnforced: true,
        limit: 'restrictions.rate',
      },
    ];
  }

  /** Seconds until the request can be admitted; undefined when it is. */
  function judge(
    { refused, exceeded }: Verdict,
    demands: readonly NamedDemand[],
    outcome: RequestOutcome,
  ): number | undefined {
    const names = exceeded.map((index) => demands[index]?.limit ?? '');
    for (const name of names) countLimited(name, 'measure');
    if (names.length > 0) outcome.exceededLimits = [...(outcome.exceededLimits ?? []), ...names];
    if (refused === undefined) return undefined;
    countLimited(demands[refused.index]?.limit ?? '', 'enforce');
    return Math.max(1, Math.ceil(refused.waitMs / 1000));
  }

  function admitAll(
    demands: readonly NamedDemand[],
    outcome: RequestOutcome,
    refuse: (seconds: number) => void,
  ): Promise<void> | void {
    if (demands.length === 0) return undefined;
    const decide = (verdict: Verdict): void => {
      const seconds = judge(verdict, demands, outcome);
      if (seconds !== undefined) refuse(seconds);
    };
    const verdict = buckets.take(demands, 1);
    return verdict instanceof Promise ? verdict.then(decide) : decide(verdict);
  }

  return {
    admit(request) {
      if (ofRequests.length === 0 && request.caller.token?.restrictions.rate === undefined) return undefined;
      return admitAll(listDemands(request), request.outcome, (retryAfterSeconds) => {
        throw new RequestRefusal(
          { status: 429, code: 'REQUEST_RATE_LIMITED', message: describeRefusal(retryAfterSeconds) },
          { retryAfterSeconds },
        );
      });
    },
    admitOperation:
      ofOperations.length === 0
        ? undefined
        : (request, operationName) => {
            const { persistedQueryId } = request.outcome;
            const matching = ofOperations.filter(
              ({ operations }) =>
                operations === undefined ||
                (operationName !== undefined && operations.includes(operationName)) ||
                (persistedQueryId !== undefined && operations.includes(persistedQueryId)),
            );
            const operation = persistedQueryId ?? operationName;
            const demands = matching.flatMap((limit) => describeDemand(limit, request, operation));
            return admitAll(demands, request.outcome, (retryAfterSeconds) => {
              request.outcome.retryAfterSeconds = retryAfterSeconds;
              throw new CodedError('REQUEST_RATE_LIMITED', describeRefusal(retryAfterSeconds));
            });
          },
  };
}

function describeRefusal(seconds: number): string {
  return `Too many requests. Ask again in ${seconds} s.`;
}
