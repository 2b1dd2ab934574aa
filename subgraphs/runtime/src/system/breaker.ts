// The circuit breaker before a system of record: after too many failures it answers at once instead of waiting for more.
import { BrokenCircuitError, CircuitState, SamplingBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { CircuitBreakerOpenError } from './circuit-breaker-open-error.ts';
import { SystemError } from './system-error.ts';

export interface BreakerOptions {
  /** Calls within the window before it may open. Default 20. */
  readonly requestThreshold?: number;
  /** Share of failures, between 0 and 1, past which it opens. Default 0.5. */
  readonly errorThreshold?: number;
  /** Length of the window over which calls are counted. Default 10 000 ms. */
  readonly rollingDurationMs?: number;
  /** How long it stays open before one call is let through as a test. Default 5 000 ms. */
  readonly sleepWindowMs?: number;
}

export interface Breaker {
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** Failures of the system count; refusals, callers who hung up and our own full queue do not. */
function isFailureOfSystem(error: Error): boolean {
  return (
    error instanceof SystemError &&
    ['connection', 'timeout', 'status', 'response', 'credentials'].includes(error.reason)
  );
}

export function createBreaker(
  system: string,
  { requestThreshold = 20, errorThreshold = 0.5, rollingDurationMs = 10_000, sleepWindowMs = 5_000 }: BreakerOptions,
): Breaker {
  const policy = circuitBreaker(
    // In the half-open state a test call that its caller gave up has proved nothing: it must not close the breaker.
    handleWhen(
      (error) =>
        isFailureOfSystem(error) ||
        (policy.state === CircuitState.HalfOpen && error instanceof SystemError && error.reason === 'cancelled'),
    ),
    {
      halfOpenAfter: sleepWindowMs,
      breaker: new SamplingBreaker({
        threshold: errorThreshold,
        duration: rollingDurationMs,
        minimumRps: (requestThreshold * 1_000) / rollingDurationMs,
      }),
    },
  );

  return {
    async run(task) {
      try {
        return await policy.execute(task);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? new CircuitBreakerOpenError(system) : error;
      }
    },
  };
}
