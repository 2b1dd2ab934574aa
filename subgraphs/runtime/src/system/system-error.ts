// The failures of a call to a system of record, as GraphQL errors that name the system and never its URL, body or SQL.
import { GraphQLError } from 'graphql';

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

export interface SystemErrorOptions {
  readonly system: string;
  readonly reason: SystemFailureReason;
  readonly isRetryable: boolean;
  readonly code: string;
  readonly cause?: unknown;
}

export class SystemError extends GraphQLError {
  readonly system: string;
  readonly reason: SystemFailureReason;
  readonly isRetryable: boolean;

  constructor(message: string, { system, reason, isRetryable, code, cause }: SystemErrorOptions) {
    super(message, { extensions: { code, system, retryable: isRetryable } });
    this.name = new.target.name;
    this.system = system;
    this.reason = reason;
    this.isRetryable = isRetryable;
    if (cause !== undefined) this.cause = cause;
  }
}
