// One line for each request, when its response has been sent or its client has gone.
import type { Logger } from 'pino';
import type { FinishedRequest } from './finished-request.ts';

export function logRequest(log: Logger, { request, reply, durationMs, context }: FinishedRequest): void {
  const outcome = context?.outcome;
  const isAborted = !reply.raw.writableFinished;
  log.info(
    {
      requestId: request.id,
      method: request.method,
      // The route, not the URL: with GET, a query string holds the operation and its variables.
      route: request.routeOptions.url,
      status: isAborted ? 499 : reply.statusCode,
      durationMs,
      operationName: outcome?.operationName?.slice(0, 100),
      operationType: outcome?.operationType,
      operationHash: outcome?.asked?.hash,
      persistedQueryId: outcome?.persistedQueryId?.slice(0, 100),
      client: context?.client,
      exceededLimits: outcome?.exceededLimits,
      errorCodes: outcome?.errorCodes,
      costEstimated: outcome?.cost?.estimated,
      costActual: outcome?.cost?.actual,
      // The account that somebody acts for whose own it is not.
      onBehalfOf: context?.principal.onBehalfOf,
    },
    isAborted ? 'The client closed the request' : 'Request',
  );
}
