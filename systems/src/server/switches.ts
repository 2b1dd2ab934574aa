// What a test may do to a running system: slow it down, make it fail, and see what it was asked.
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** `hang` takes the request and never answers; `reset` breaks the connection. */
export type Failure = { status: number; retryAfterSeconds?: number } | 'hang' | 'reset';

/** One request as it came in. */
export interface Call {
  method: string;
  path: string;
  /** A parameter given more than once is an array. */
  query: Readonly<Record<string, unknown>>;
  /** The parsed body. Absent when there is none, and on token requests, whose bodies may hold secrets. */
  body?: unknown;
  /** Absent until answered, and for ever when the connection broke first. */
  status?: number;
  at: Date;
}

export interface Switches {
  /** Milliseconds that every answer waits first. Default 0. */
  latencyMs: number;
  /** Only paths that start with this are slowed. Default `/`. */
  latencyPathPrefix: string;
  /**
   * The next `times` requests to paths that start with `pathPrefix` (default `/`) fail. Takes the place of what is still due
   * for the same prefix; 0 ends it.
   */
  failNext(times: number, failure: Failure, pathPrefix?: string): void;
  /** The last 1000 calls, oldest first. */
  readonly calls: readonly Call[];
  /** Forgets the calls so far. */
  clearCalls(): void;
}

const keptCalls = 1000;

/** Installs the switches on a server, ahead of its authentication: a failing system does not check tokens first. */
export function installSwitches(app: FastifyInstance, clock: () => Date): Switches {
  const calls: Call[] = [];
  const callByRequest = new WeakMap<FastifyRequest, Call>();
  const dueByPrefix = new Map<string, { timesLeft: number; failure: Failure }>();
  const hanging = new Set<FastifyRequest>();
  const closing = new AbortController();

  const switches: Switches = {
    latencyMs: 0,
    latencyPathPrefix: '/',
    failNext(times, failure, pathPrefix = '/') {
      if (times > 0) dueByPrefix.set(pathPrefix, { timesLeft: times, failure });
      else dueByPrefix.delete(pathPrefix);
    },
    get calls() {
      return calls;
    },
    clearCalls() {
      calls.length = 0;
    },
  };

  app.addHook('onRequest', async (request, reply) => {
    const call = describeCall(request, clock());
    callByRequest.set(request, call);
    calls.push(call);
    if (calls.length > keptCalls) calls.shift();
    // The failure is taken before the wait: the order in which requests came decides which of them fail.
    const failure = takeFailure(call.path);
    if (switches.latencyMs > 0 && call.path.startsWith(switches.latencyPathPrefix)) {
      await delay(switches.latencyMs, undefined, { signal: closing.signal }).catch(() => {
        throw new Problem({ status: 503, detail: 'The system is shutting down.' });
      });
    }
    if (failure !== undefined) fail(request, reply, failure);
  });
  app.addHook('preValidation', async (request) => {
    const call = callByRequest.get(request);
    if (call !== undefined && request.body !== undefined && !call.path.endsWith('/token')) call.body = request.body;
  });
  app.addHook('onResponse', async (request, reply) => {
    const call = callByRequest.get(request);
    if (call !== undefined) call.status = reply.statusCode;
  });
  app.addHook('preClose', async () => {
    closing.abort();
    for (const request of hanging) request.raw.destroy();
  });
  return switches;

  function takeFailure(path: string): Failure | undefined {
    const [pathPrefix, next] = [...dueByPrefix].find(([prefix]) => path.startsWith(prefix)) ?? [];
    if (pathPrefix === undefined || next === undefined) return undefined;
    next.timesLeft -= 1;
    if (next.timesLeft === 0) dueByPrefix.delete(pathPrefix);
    return next.failure;
  }

  function fail(request: FastifyRequest, reply: FastifyReply, failure: Failure): void {
    if (failure === 'hang') {
      reply.hijack();
      hanging.add(request);
      request.raw.once('close', () => hanging.delete(request));
    } else if (failure === 'reset') {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
    } else {
      const { status, retryAfterSeconds } = failure;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      throw new Problem({ status, detail: 'Failing because a test switched it on.', headers });
    }
  }
}

function describeCall(request: FastifyRequest, at: Date): Call {
  const path = request.url.split('?', 1)[0] ?? request.url;
  return { method: request.method, path, query: { ...(request.query as Record<string, unknown>) }, at };
}
