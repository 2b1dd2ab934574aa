// Akeneo's protection against over-use: few calls at a time, and not too many a second.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../server/problem.ts';

export interface CallLimits {
  /** Calls in progress at the same time over the connection. Default 4. */
  concurrentCalls?: number;
  /** Calls a second. Default 100. */
  callsPerSecond?: number;
  /** Milliseconds that never run backwards. Default: those of the machine. */
  nowMs?: () => number;
}

const windowMs = 1000;
/** How long a refused caller is asked to wait. */
const retryAfterSeconds = 1;

/** Throws a 429 problem for a request that came in over a limit. */
export type CallLimitCheck = (request: FastifyRequest) => void;

/**
 * Calls are counted where they arrive, ahead of everything that may hold them up: what counts is how many a caller has
 * under way, not how many have come to be worked on.
 */
export function installCallLimits(
  server: Server,
  { concurrentCalls = 4, callsPerSecond = 100, nowMs = () => performance.now() }: CallLimits,
): CallLimitCheck {
  const refusals = new WeakMap<IncomingMessage, string>();
  let underWay = 0;
  let recent: number[] = [];

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/api/rest/') !== true) return;
    const now = nowMs();
    recent = recent.filter((time) => time > now - windowMs);
    if (underWay >= concurrentCalls) {
      refusals.set(request, `More than ${concurrentCalls} calls at the same time: wait for one to end.`);
    } else if (recent.length >= callsPerSecond) {
      refusals.set(request, `More than ${callsPerSecond} calls within a second: slow down.`);
    } else {
      recent.push(now);
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
      });
    }
  });

  return (request) => {
    const detail = refusals.get(request.raw);
    if (detail === undefined) return;
    throw new Problem({ status: 429, detail, headers: { 'retry-after': String(retryAfterSeconds) } });
  };
}
