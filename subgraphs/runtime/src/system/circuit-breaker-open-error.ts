// The circuit breaker keeps calls away from a system that keeps failing: code CIRCUIT_BREAKER_OPEN.
import { SystemError } from './system-error.ts';

export class CircuitBreakerOpenError extends SystemError {
  constructor(system: string) {
    super(`The system ${system} keeps failing; calls to it are paused.`, {
      system,
      reason: 'breaker',
      isRetryable: true,
      code: 'CIRCUIT_BREAKER_OPEN',
    });
  }
}
