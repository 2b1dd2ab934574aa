// One line for each request, when its response has been sent or its client has gone.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestOutcome } from '../execution/request-context.ts';

export function logRequest(log: Logger, request: FastifyRequest, reply: FastifyReply, outcome?: RequestOutcome): void {
  const isAborted = !reply.raw.writableFinished;
  log.info(
    {
      requestId: request.id,
      method: request.method,
      // The route, not the URL: with GET, a query string holds the operation and its variables.
      route: request.routeOptions.url,
      status: isAborted ? 499 : reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      operationName: outcome?.operationName?.slice(0, 100),
      operationType: outcome?.operationType,
      errorCodes: outcome?.errorCodes,
      // The account that somebody acts for whose own it is not.
      onBehalfOf: request.graphqlContext?.principal.onBehalfOf,
    },
    isAborted ? 'The client closed the request' : 'Request',
  );
}
