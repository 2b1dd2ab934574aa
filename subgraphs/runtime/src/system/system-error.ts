// The failures of a call to a system of record, as GraphQL errors that name the system and never its URL, body or SQL.
import { CodedError } from '../error-codes/coded-error.ts';
import type { ErrorCode } from '../error-codes/error-code-registry.ts';

export type SystemFailureReason =
  /** No connection, or it broke. */
  | 'connection'
  /** No answer within the deadline. */
  | 'timeout'
  /** The request the call was made for ended first. Says nothing about the system. */
  | 'cancelled'
  /** Too many calls under way and waiting on our side. */
  | 'busy'
  /** An answer with status 429 or 5xx. */
  | 'status'
  /** An answer that is too large, or not what the system promises. */
  | 'response'
  /** Our credentials were refused. */
  | 'credentials'
  /** The circuit breaker is open. */
  | 'breaker'
  /** A request the system refused with a 4xx status. */
  | 'refusal';

/** The codes of failures. Those of a caller's mistakes are nothing that a system has to do with. */
export type SystemErrorCode = Exclude<ErrorCode, 'BAD_USER_INPUT' | 'FORBIDDEN' | 'UNAUTHENTICATED'>;

export interface SystemErrorOptions {
  readonly system: string;
  readonly reason: SystemFailureReason;
  readonly isRetryable: boolean;
  readonly code: SystemErrorCode;
  readonly cause?: unknown;
}

export class SystemError extends CodedError {
  readonly code: SystemErrorCode;
  readonly system: string;
  readonly reason: SystemFailureReason;
  readonly isRetryable: boolean;

  constructor(message: string, { system, reason, isRetryable, code, cause }: SystemErrorOptions) {
    super(code, message, { system, retryable: isRetryable });
    this.code = code;
    this.system = system;
    this.reason = reason;
    this.isRetryable = isRetryable;
    if (cause !== undefined) this.cause = cause;
  }
}
