// A system of record did not give a usable answer: code SYSTEM_UNAVAILABLE.
import { SystemError, type SystemFailureReason } from './system-error.ts';

export type UnavailableReason = Exclude<SystemFailureReason, 'breaker' | 'refusal'>;

const sentences: Readonly<Record<UnavailableReason, string>> = {
  connection: 'could not be reached',
  timeout: 'did not answer in time',
  cancelled: 'had not answered when the request ended',
  busy: 'has too many calls waiting',
  status: 'answered with a failure',
  response: 'gave an answer that cannot be used',
  credentials: 'refused the credentials of this subgraph',
};

export class SystemUnavailableError extends SystemError {
  /** How long the system asked us to stay away, from `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(
    system: string,
    reason: UnavailableReason,
    { isRetryable = reason !== 'response' && reason !== 'credentials', cause, retryAfterMs }: UnavailableOptions = {},
  ) {
    super(`The system ${system} ${sentences[reason]}.`, {
      system,
      reason,
      isRetryable,
      code: 'SYSTEM_UNAVAILABLE',
      cause,
    });
    this.retryAfterMs = retryAfterMs;
  }
}

export interface UnavailableOptions {
  readonly isRetryable?: boolean;
  /** For the log only. */
  readonly cause?: unknown;
  readonly retryAfterMs?: number | undefined;
}
