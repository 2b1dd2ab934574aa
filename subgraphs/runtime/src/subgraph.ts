// A running subgraph: an Apollo subgraph schema over Fastify that answers the gateway and nobody else.
import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyBaseLogger, type FastifyInstance, LogController, fastify } from 'fastify';
import type { DocumentNode, GraphQLFieldResolver, GraphQLScalarType } from 'graphql';
import type { Logger } from 'pino';
import { type AssertionOptions, createAssertionVerifier } from './assertion/assertion-verifier.ts';
import type { Principal } from './assertion/principal.ts';
import { addAssertionGuard } from './http/assertion-guard.ts';
import { createErrorMask } from './http/error-mask.ts';
import { readRequestId, readTraceId } from './http/request-correlation.ts';
import { createRequestSignal } from './http/request-signal.ts';
import { stopResolvers } from './http/stop-resolvers.ts';
import { createLogger } from './logger.ts';

export interface RunningSubgraph {
  /** Where it answers GraphQL, for example `http://127.0.0.1:4001/graphql`. */
  readonly url: string;
  /** Stops accepting requests, lets those under way end, then closes. */
  close(): Promise<void>;
}

/** Generated resolver maps are assignable to it; what they resolve is checked against the SDL where they are written. */
export type ResolverMap = Readonly<Record<string, object | GraphQLScalarType | undefined>>;

export interface SubgraphOptions<TContext extends object> {
  /** The name under which it is composed, and the audience of its assertions. */
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: ResolverMap;
  /** Builds what the resolvers of one request share: its loaders, above all. `signal` fires when nobody waits any more. */
  createContext(principal: Principal, signal: AbortSignal, logger: Logger): TContext;
  readonly assertion: AssertionOptions;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** A pino level. Default `info`. */
  readonly logLevel?: string | undefined;
  /** Default: JSON lines on standard output. */
  readonly logger?: Logger | undefined;
  /** Default 15 000 ms. Past it the request's signal fires, and with it every call to a system. */
  readonly requestTimeoutMs?: number | undefined;
  /** Default 10 000 ms. How long `close` waits for requests under way. */
  readonly drainTimeoutMs?: number | undefined;
  /** Runs last when the subgraph closes: what the resolvers use, such as system clients, is closed here. */
  readonly onClose?: () => Promise<void>;
}

/** Large enough for the representations of some thousand entities. */
const bodyLimitBytes = 4 * 1024 * 1024;

export async function createSubgraph<TContext extends object>(
  options: SubgraphOptions<TContext>,
): Promise<RunningSubgraph> {
  const { name, host = '127.0.0.1', port = 0, requestTimeoutMs = 15_000, drainTimeoutMs = 10_000 } = options;
  const logger = options.logger ?? createLogger(name, options.logLevel);
  const requests = new AsyncLocalStorage<RequestState>();
  const apollo = await startApolloServer<TContext>(options, logger, requests);
  const loggerInstance: FastifyBaseLogger = logger;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: bodyLimitBytes,
    genReqId: readRequestId,
  });

  let isClosing = false;
  server.addHook('onSend', async (_request, reply) => {
    // Else the gateway would keep the connection of an answer given while closing, and closing would wait for it.
    if (isClosing) void reply.header('connection', 'close');
  });
  addHealthRoutes(server);
  await server.register(async (scope) => {
    const verify = createAssertionVerifier({ ...options.assertion, audience: options.assertion.audience ?? name });
    const principalOf = addAssertionGuard(scope, verify);
    // Set in this scope so that the guard also stands before paths that do not exist.
    scope.setNotFoundHandler((_request, reply) => reply.code(404).send({ errors: [{ message: 'Not found.' }] }));
    const handle = fastifyApolloHandler(apollo, {
      async context(request) {
        const state = requests.getStore();
        if (state === undefined) throw new Error('The request has no state.');
        return options.createContext(principalOf(request), state.signal, state.logger);
      },
    });
    scope.post<{ Reply: string }>('/graphql', function answer(request, reply) {
      const state = {
        logger: logger.child({ requestId: request.id, ...readTraceId(request.headers) }),
        signal: createRequestSignal(reply.raw, requestTimeoutMs),
      };
      return requests.run(state, () => handle.call(this, request, reply));
    });
  });

  const address = await server.listen({ host, port });

  return {
    url: `${address}/graphql`,
    async close() {
      isClosing = true;
      const deadline = setTimeout(() => server.server.closeAllConnections(), drainTimeoutMs);
      await server.close();
      clearTimeout(deadline);
      await apollo.stop();
      await options.onClose?.();
    },
  };
}

/** What everything that runs for one request can find without being given it. */
interface RequestState {
  /** Its lines name the request that they are about. */
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

async function startApolloServer<TContext extends object>(
  { typeDefs, resolvers }: SubgraphOptions<TContext>,
  logger: Logger,
  requests: AsyncLocalStorage<RequestState>,
): Promise<ApolloServer<TContext>> {
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: resolvers as Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>,
  });
  stopResolvers(schema, () => requests.getStore()?.signal);
  const apollo = new ApolloServer<TContext>({
    schema,
    // Only holders of an assertion get this far, and composing from running subgraphs needs it.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    formatError: (formatted, error) => createErrorMask(requests.getStore()?.logger ?? logger)(formatted, error),
    logger,
    stopOnTerminationSignals: false,
    plugins: [
      // `@cacheControl` is the gateway's to enforce, field by field. Apollo's plugin would fold it into one header.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Open without assertion, since orchestrators have none; they reveal nothing but that the subgraph runs. */
function addHealthRoutes(server: FastifyInstance): void {
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async () => ({ status: 'ok' }));
}
