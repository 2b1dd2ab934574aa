// The GraphQL endpoint: authenticates before the body is read, then hands the operation over with its context.
import { setMaxListeners } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../admission/admission.ts';
import type { Caller } from '../authentication/caller.ts';
import type { ErrorCode } from '../error-codes/error-code-registry.ts';
import type { RequestContext, RequestOutcome } from '../execution/request-context.ts';
import { readTraceparent } from '../subgraph/correlation.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ExplanationReader } from './explanations.ts';
import { checkHeaders, type HeaderRules } from './check-headers.ts';
import { checkOrigin } from './check-origin.ts';
import { describeCost } from './cost-headers.ts';
import { describeFreshness } from './freshness-headers.ts';
import { readClient } from './read-client.ts';
import { sendRefusal } from './request-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the caller is known; only requests for GraphQL have one. */
    graphqlContext: RequestContext | undefined;
    /** Who it is, also of a request that is refused once that is known. */
    knownCaller: Caller | undefined;
  }
}

const allowedMethods = 'GET, POST';
/** The others that clients know. */
const refusedMethods = ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'] as const;

const internalErrorCode: ErrorCode = 'INTERNAL_SERVER_ERROR';

type GraphqlRoute = { Reply: string | Buffer };

/** Runs the operation of a request and returns the body of the response. */
export type GraphqlHandler = (
  request: FastifyRequest<GraphqlRoute>,
  reply: FastifyReply<GraphqlRoute>,
) => Promise<string | Buffer | void>;

export interface GraphqlRouteOptions {
  readonly path: string;
  readonly timeoutMs: number;
  readonly admission: Admission;
  readonly headerRules: HeaderRules;
  readonly lifecycle: Lifecycle;
  /** Whether responses say that a page of the request's origin may read them. */
  readonly variesByOrigin: boolean;
  readonly readExplanations: ExplanationReader;
  /** Whether clients are told what their requests cost. */
  readonly exposesCosts: boolean;
  /** The value of the header `vary`. */
  readonly vary: string;
  /** Called when the gateway is ready, so after it has been given its handler. */
  readonly handle: GraphqlHandler;
}

export function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const { path, timeoutMs, admission, headerRules, lifecycle, variesByOrigin } = options;
  const { readExplanations, exposesCosts, handle } = options;
  const { processLimits, authenticate, rateLimits, costBudgets } = admission;
  app.decorateRequest('graphqlContext', undefined);
  app.decorateRequest('knownCaller', undefined);
  const fullVary = `${options.vary}, Origin`;
  const plainVary = variesByOrigin ? fullVary : options.vary;

  app.route<GraphqlRoute>({
    method: ['GET', 'POST'],
    url: path,
    exposeHeadRoute: false,
    async onRequest(request, reply) {
      if (lifecycle.phase === 'starting') {
        return sendRefusal(request, reply.header('retry-after', '1'), {
          status: 503,
          code: 'NOT_READY',
          message: 'The gateway has not loaded its supergraph yet. Try again in a moment.',
        });
      }
      checkHeaders(request.raw, headerRules);
      if (processLimits !== undefined) reply.raw.once('close', processLimits.enter());
      const caller = await authenticate(request.headers, request);
      request.knownCaller = caller;
      checkOrigin(request.headers, caller);
      const outcome: RequestOutcome = {};
      const limited = { caller, sender: request, outcome };
      const admitted = rateLimits.admit(limited);
      if (admitted !== undefined) await admitted;
      const { admitOperation } = rateLimits;
      const findSignal = trackRequest(reply, timeoutMs);
      request.graphqlContext = {
        requestId: request.id,
        traceparent: readTraceparent(request.headers),
        ...caller,
        client: readClient(request.headers),
        get signal() {
          return findSignal();
        },
        explanations: readExplanations(request.headers, caller.principal),
        costBudget: costBudgets.open(limited),
        admitOperation: admitOperation && ((operationName) => admitOperation(limited, operationName)),
        outcome,
      };
      return undefined;
    },
    async preHandler(request, reply) {
      if (!Array.isArray(request.body)) return undefined;
      return sendRefusal(request, reply, {
        status: 400,
        code: 'BATCHING_NOT_ENABLED',
        message: `The request body is an array of ${request.body.length}. Send each operation in a request of its own.`,
      });
    },
    async handler(request, reply) {
      const { token } = request.graphqlContext ?? {};
      const vary = token?.restrictions.origins === undefined ? plainVary : fullVary;
      void reply.headers({ 'cache-control': 'no-store', vary });
      const body = await handle(request, reply);
      const { freshness, cost, retryAfterSeconds } = request.graphqlContext?.outcome ?? {};
      if (exposesCosts && cost !== undefined) void reply.headers(describeCost(cost));
      if (retryAfterSeconds !== undefined) {
        void reply.code(429).header('retry-after', String(retryAfterSeconds));
        return body;
      }
      if (freshness !== undefined) void reply.headers(describeFreshness(freshness));
      if (reply.statusCode === 400) void reply.code(chooseStatus(reply, request.graphqlContext?.outcome));
      return body;
    },
  });
  app.route({
    method: [...refusedMethods],
    url: path,
    onRequest: async (request, reply) =>
      sendRefusal(request, reply.header('allow', allowedMethods), {
        status: 405,
        code: 'BAD_REQUEST',
        message: `GraphQL is asked with ${allowedMethods.replace(', ', ' or ')}.`,
      }),
    handler: () => {
      throw new Error('The request was refused before.');
    },
  });
}

/**
 * Finds a signal that is aborted when the client goes away before it has its response, and when the request takes too
 * long. It is made when somebody first asks for it: what is answered from memory needs none.
 */
function trackRequest({ raw }: FastifyReply<GraphqlRoute>, timeoutMs: number): () => AbortSignal {
  const deadline = performance.now() + timeoutMs;
  let signal: AbortSignal | undefined;
  return () => (signal ??= createRequestSignal(raw, timeoutMs, deadline - performance.now()));
}

function createRequestSignal(response: FastifyReply['raw'], timeoutMs: number, remainingMs: number): AbortSignal {
  const stop = new AbortController();
  // Each request to a subgraph listens. Node.js takes more than ten for a leak.
  setMaxListeners(0, stop.signal);
  if (response.closed) {
    if (!response.writableFinished) stop.abort();
    return stop.signal;
  }
  const timer = setTimeout(
    () => stop.abort(new DOMException(`The request took longer than ${timeoutMs} ms.`, 'TimeoutError')),
    Math.max(0, remainingMs),
  );
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) stop.abort();
  });
  return stop.signal;
}

/** In place of the 400 that Apollo Server gives to whatever brought no data. */
function chooseStatus(
  reply: FastifyReply<GraphqlRoute>,
  { errorCodes = [], isRequestError = false }: RequestOutcome = {},
): 200 | 400 | 500 {
  if (errorCodes.includes(internalErrorCode)) return 500;
  // GraphQL over HTTP: to clients that take application/json, 400 says that the HTTP request was malformed. One that was
  // well-formed and asked for something wrong is answered with 200.
  return isRequestError && isPlainJson(reply) ? 200 : 400;
}

function isPlainJson(reply: FastifyReply<GraphqlRoute>): boolean {
  return String(reply.getHeader('content-type')).startsWith('application/json');
}
