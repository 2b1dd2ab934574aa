// A system of record refused a request (4xx). Connectors turn the ones they expect into domain answers.
import { SystemError } from './system-error.ts';

/**
 * One that reaches a caller means that a connector sent what the system does not take: INTERNAL_SERVER_ERROR.
 * `status` and `body` are for the connector; neither is part of the message or the extensions.
 */
export class SystemRefusalError extends SystemError {
  readonly status: number;
  /** The parsed JSON body, or undefined when there was none. */
  readonly body: unknown;

  constructor(system: string, status: number, body: unknown) {
    super(`The system ${system} refused a request of this subgraph.`, {
      system,
      reason: 'refusal',
      isRetryable: false,
      code: 'INTERNAL_SERVER_ERROR',
      cause: new Error(`status ${status}`),
    });
    this.status = status;
    // Not enumerable, so that no log or serialiser prints what a system says about a customer.
    Object.defineProperty(this, 'body', { value: body, enumerable: false });
  }
}
