// By what the lines of a log say which request they are about: the same as in the gateway's log.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** The gateway's id of the request. One of our own where there is none that can be trusted not to make up log lines. */
export function readRequestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const id = headers['x-request-id'];
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : randomUUID();
}

/** Of a client that traces its requests (W3C Trace Context). */
export function readTraceId({ traceparent }: IncomingHttpHeaders): { readonly traceId?: string } {
  const traceId = typeof traceparent === 'string' ? /^[\da-f]{2}-([\da-f]{32})-/.exec(traceparent)?.[1] : undefined;
  return traceId === undefined ? {} : { traceId };
}
