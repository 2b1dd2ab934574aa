// The GraphQL endpoint: authenticates before the body is read, then hands the operation over with its context.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { ErrorCode } from '../error-codes/error-code-registry.ts';
import type { RequestContext, RequestOutcome } from '../execution/request-context.ts';
import { readTraceparent } from '../subgraph/correlation.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { ExplanationReader } from './explanations.ts';
import { describeFreshness } from './freshness-headers.ts';
import { sendRefusal } from './request-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the caller is known; only requests for GraphQL have one. */
    graphqlContext: RequestContext | undefined;
  }
}

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
  readonly authenticate: Authenticator;
  readonly lifecycle: Lifecycle;
  readonly readExplanations: ExplanationReader;
  /** The value of the header `vary`. */
  readonly vary: string;
  /** Called when the gateway is ready, so after it has been given its handler. */
  readonly handle: GraphqlHandler;
}

export function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const { path, timeoutMs, authenticate, lifecycle, readExplanations, vary, handle } = options;
  app.decorateRequest('graphqlContext', undefined);

  app.route<GraphqlRoute>({
    method: ['GET', 'POST'],
    url: path,
    async onRequest(request, reply) {
      if (lifecycle.phase === 'starting') {
        return sendRefusal(request, reply.header('retry-after', '1'), {
          status: 503,
          code: 'NOT_READY',
          message: 'The gateway has not loaded its supergraph yet. Try again in a moment.',
        });
      }
      const caller = await authenticate(request.headers);
      const findSignal = trackRequest(reply, timeoutMs);
      request.graphqlContext = {
        requestId: request.id,
        traceparent: readTraceparent(request.headers),
        ...caller,
        get signal() {
          return findSignal();
        },
        explanations: readExplanations(request.headers, caller.principal),
        outcome: {},
      };
      return undefined;
    },
    async handler(request, reply) {
      void reply.headers({ 'cache-control': 'no-store', vary });
      const body = await handle(request, reply);
      const freshness = request.graphqlContext?.outcome.freshness;
      if (freshness !== undefined) void reply.headers(describeFreshness(freshness));
      if (reply.statusCode === 400) void reply.code(chooseStatus(reply, request.graphqlContext?.outcome));
      return body;
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
