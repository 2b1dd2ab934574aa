// The HTTP server with everything that holds for all routes: ids, limits, logging, shutting down.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { accountHeader } from '../authentication/acting-account.ts';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { addEventRoute, type EventRouteOptions } from '../events/event-route.ts';
import { addInvalidationRoute } from '../events/invalidation-route.ts';
import type { Invalidator } from '../field-cache/invalidation/invalidation.ts';
import type { Admission } from '../admission/admission.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { createHeaderRules } from './check-headers.ts';
import { createExplanationReader } from './explanations.ts';
import { addGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addLandingRoute } from './landing-route.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createBrokenRequestHandler } from './refuse-broken-request.ts';
import { createFailedRequestHandler } from './refuse-failed-request.ts';
import { sendRefusal } from './request-error.ts';
import { createSecurityHeaders } from './security-headers.ts';
import { watchEnd } from './watch-end.ts';

export interface HttpServerOptions {
  readonly config: GatewayConfig;
  readonly lifecycle: Lifecycle;
  readonly admission: Admission;
  readonly chooseAccount: GraphqlRouteOptions['chooseAccount'];
  readonly handleGraphql: GraphqlRouteOptions['handle'];
  /** Served at `/.well-known/jwks.json`. */
  readonly publicKeys: (() => Promise<JSONWebKeySet>) | undefined;
  /** Drops kept values when change events or operators say so. */
  readonly invalidator: Invalidator;
  readonly revokeTokens: EventRouteOptions['revokeTokens'];
  /** The change events that there are. Without one, every type is known. */
  readonly catalogue: EventCatalogue | undefined;
  readonly countEvent: EventRouteOptions['countEvent'];
  /** Called when a response has been sent, or its client has gone, with the milliseconds since the request came. */
  readonly onDone: (request: FastifyRequest, reply: FastifyReply, durationMs: number) => void;
  readonly log: Logger;
}

/** How often it is looked for clients that take too long; at the latest so much later they are refused. */
const longestCheckIntervalMs = 5000;

export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { config, lifecycle, publicKeys, onDone, log } = options;
  const { http } = config.server;
  const { http1_max_request_headers: headerLimit, http1_max_request_buf_size: maxHeaderSize } = config.limits;
  const securityHeaders = createSecurityHeaders(config);
  const refuseFailedRequest = createFailedRequestHandler(log);
  const app = fastify({
    bodyLimit: config.limits.http_max_request_bytes,
    requestTimeout: http.request_read_timeout,
    trustProxy: http.trusted_proxies.length > 0 && [...http.trusted_proxies],
    http: {
      maxHeaderSize,
      // Node.js would refuse it without a body; the hook below does it in GraphQL's words.
      requireHostHeader: false,
      requestTimeout: http.request_read_timeout,
      headersTimeout: http.header_read_timeout,
      connectionsCheckingInterval: Math.min(http.header_read_timeout, longestCheckIntervalMs),
    },
    clientErrorHandler: createBrokenRequestHandler(securityHeaders),
    genReqId: () => randomUUID(),
    logger: false,
    // While the server closes, Fastify would answer in its own words; the hook below does it in GraphQL's.
    return503OnClosing: false,
    // A URL that cannot be read gets to no hook and no handler.
    frameworkErrors: (error, request, reply) =>
      void refuseFailedRequest(error, request, reply.headers(securityHeaders)),
  });
  // More are cut off without a word: one that is beyond the limit has to be seen to be refused.
  app.server.maxHeadersCount = headerLimit + 1;
  if (http.max_connections !== undefined) app.server.maxConnections = http.max_connections;
  // A page of another origin can send text/plain without asking first. GraphQL needs JSON only.
  app.removeContentTypeParser('text/plain');
  app.decorateReply('refusedCode', undefined);

  let latestHost: string | undefined;
  /** RFC 9112, 3.2. The URL of a request is put together from it, which would fail further in. */
  const isHost = (host: string): boolean => {
    // Clients have few names for a gateway, and reading one costs more than the rest of this hook.
    if (host === latestHost) return true;
    if (!URL.canParse(`http://${host}`)) return false;
    latestHost = host;
    return true;
  };

  app.addHook('onRequest', (request, reply, done) => {
    // Fastify's own hook for this is not called when the client has gone, and without that hook Fastify takes no time.
    const startedAt = performance.now();
    watchEnd({ request: request.raw, response: reply.raw }, () =>
      onDone(request, reply, Math.round((performance.now() - startedAt) * 10) / 10),
    );
    void reply.header('x-request-id', request.id).headers(securityHeaders);
    if (request.raw.rawHeaders.length > 2 * headerLimit) {
      void sendRefusal(request, reply, {
        status: 431,
        code: 'BAD_REQUEST',
        message: 'The request has too many headers.',
      });
    } else if (!isHost(request.host)) {
      void sendRefusal(request, reply, {
        status: 400,
        code: 'BAD_REQUEST',
        message: 'The Host header names no host.',
      });
    } else if (lifecycle.phase === 'draining' && !isHealthCheck(request, config)) {
      void sendRefusal(request, reply.header('connection', 'close'), {
        status: 503,
        code: 'SHUTTING_DOWN',
        message: 'The gateway is shutting down. Try again: another one will answer.',
      });
    } else {
      done();
    }
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // A request that was in flight when draining began would otherwise leave its connection open, and closing waits.
    if (lifecycle.phase === 'draining') void reply.header('connection', 'close');
    done();
  });
  closeUnusedConnections(app);
  app.setErrorHandler(refuseFailedRequest);
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(request, reply, {
      status: 404,
      code: 'NOT_FOUND',
      message: `There is nothing here. GraphQL is served at ${config.supergraph.path}.`,
    }),
  );

  if (config.cors !== undefined) await app.register(cors, createCorsOptions(config.cors));
  addGraphqlRoute(app, {
    path: config.supergraph.path,
    timeoutMs: config.traffic_shaping.router.timeout,
    admission: options.admission,
    chooseAccount: options.chooseAccount,
    headerRules: createHeaderRules(config.authentication.router.jwt?.header_name.toLowerCase() ?? 'authorization'),
    variesByOrigin: config.cors !== undefined && !config.cors.allow_any_origin,
    lifecycle,
    readExplanations: createExplanationReader(config),
    exposesCosts: config.demand_control.expose_headers,
    vary: listVaryingHeaders(config),
    handle: options.handleGraphql,
  });
  if (config.health_check.enabled) addHealthRoutes(app, config.health_check.path, lifecycle);
  await addInvalidationRoutes(app, options);
  if (publicKeys !== undefined) {
    app.get('/.well-known/jwks.json', async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(await publicKeys()),
    );
  }
  if (config.supergraph.path !== '/') {
    addLandingRoute(app, {
      graphqlPath: config.supergraph.path,
      isSandboxEnabled: config.sandbox.enabled,
      ...(config.health_check.enabled && { healthPath: config.health_check.path }),
    });
  }
  return app;
}

/** The headers on which an answer depends. Without tokens there are no accounts to choose among. */
function listVaryingHeaders({ authentication: { router } }: GatewayConfig): string {
  if (router.jwt === undefined) return 'Authorization';
  return `${router.jwt.header_name.replace(/^authorization$/, 'Authorization')}, ${accountHeader}`;
}

/** Neither has a secret of its own to fall back on: what has none configured is not there. */
async function addInvalidationRoutes(
  app: FastifyInstance,
  {
    config: { events, response_cache: responseCache },
    invalidator,
    revokeTokens,
    catalogue,
    countEvent,
    log,
  }: HttpServerOptions,
): Promise<void> {
  if (events.webhooks.length > 0) {
    await addEventRoute(app, {
      path: events.path,
      webhooks: events.webhooks,
      toleranceMs: events.tolerance,
      bodyLimit: events.http_max_request_bytes,
      batchLimit: events.max_batch_length,
      invalidator,
      revokeTokens,
      catalogue,
      countEvent,
      log,
    });
  }
  const sharedKey = responseCache.subgraph.all.invalidation?.shared_key;
  if (sharedKey !== undefined) {
    addInvalidationRoute(app, { path: responseCache.invalidation.path, sharedKey, invalidator, catalogue, log });
  }
}

/** Node.js closes connections between two requests. One that a client opened ahead of its first would hold up the end. */
function closeUnusedConnections(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    done();
  });
}

function isHealthCheck(request: FastifyRequest, { health_check: { path } }: GatewayConfig): boolean {
  return request.routeOptions.url?.startsWith(`${path}/`) === true;
}

function createCorsOptions(config: NonNullable<GatewayConfig['cors']>) {
  return {
    origin: config.allow_any_origin ? '*' : [...config.origins],
    credentials: config.allow_credentials,
    allowedHeaders: [...config.allow_headers],
    ...(config.expose_headers.length > 0 && { exposedHeaders: [...config.expose_headers] }),
    methods: ['GET', 'POST'],
    maxAge: Math.floor(config.max_age / 1000),
  };
}
