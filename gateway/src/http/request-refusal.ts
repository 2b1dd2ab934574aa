// Why a request was refused, thrown from wherever that is found out. The answer and the log line are made in one place.
import type { Caller } from '../authentication/caller.ts';
import type { RefusedRequest } from './request-error.ts';

export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  readonly refused: RefusedRequest;
  /** For how long whoever sent the request should wait before sending it again. */
  readonly retryAfterSeconds: number | undefined;
  /** Whose it was, where a token said so that is good. */
  readonly caller: Caller | undefined;

  /** The message is shown to the client and logged: it never repeats a secret or any part of one. */
  constructor(refused: RefusedRequest, { retryAfterSeconds, caller, ...options }: RefusalOptions = {}) {
    super(refused.message, options);
    this.refused = refused;
    this.retryAfterSeconds = retryAfterSeconds;
    this.caller = caller;
  }
}

interface RefusalOptions extends ErrorOptions {
  readonly retryAfterSeconds?: number;
  readonly caller?: Caller;
}
