// What is known of a request when its response has been sent, or its client has gone: for the logs.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../execution/request-context.ts';

export interface FinishedRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly durationMs: number;
  /** Absent where it did not get so far, or was none for the graph. */
  readonly context: RequestContext | undefined;
}
