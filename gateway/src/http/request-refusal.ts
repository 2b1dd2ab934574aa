// Why a request was refused, thrown from wherever that is found out. The answer and the log line are made in one place.
import type { RefusedRequest } from './request-error.ts';

export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  readonly refused: RefusedRequest;
  /** For how long whoever sent the request should wait before sending it again. */
  readonly retryAfterSeconds: number | undefined;

  /** The message is shown to the client and logged: it never repeats a secret or any part of one. */
  constructor(
    refused: RefusedRequest,
    { retryAfterSeconds, ...options }: ErrorOptions & { readonly retryAfterSeconds?: number } = {},
  ) {
    super(refused.message, options);
    this.refused = refused;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
