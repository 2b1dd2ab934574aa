// What lets one find the same request in the logs of the gateway and of its subgraphs. It says nothing of who asks.
import type { IncomingHttpHeaders } from 'node:http';

export interface Correlation {
  /** The gateway's own, which the client is told as well. */
  readonly requestId: string;
  /** The client's place in a trace (W3C Trace Context), as it came. */
  readonly traceparent?: string | undefined;
}

const validTraceparent = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/** Undefined for whatever is no valid one: what clients send gets no further unread. */
export function readTraceparent({ traceparent }: IncomingHttpHeaders): string | undefined {
  return typeof traceparent === 'string' && validTraceparent.test(traceparent) ? traceparent : undefined;
}

/** As headers of a request to a subgraph. */
export function describeCorrelation({ requestId, traceparent }: Correlation): Record<string, string> {
  return traceparent === undefined ? { 'x-request-id': requestId } : { 'x-request-id': requestId, traceparent };
}
