// The HTTP server with everything that holds for all routes: ids, limits, logging, shutting down.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import { addEventRoute, type EventRouteOptions } from '../events/event-route.ts';
import { addInvalidationRoute } from '../events/invalidation-route.ts';
import type { Invalidator } from '../field-cache/invalidation/invalidation.ts';
import type { EventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import { createExplanationReader } from './explanations.ts';
import { addGraphqlRoute, type GraphqlRouteOptions } from './graphql-route.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addLandingRoute } from './landing-route.ts';
import type { Lifecycle } from './lifecycle.ts';
import { createFailedRequestHandler } from './refuse-failed-request.ts';
import { sendRefusal } from './request-error.ts';

export interface HttpServerOptions {
  readonly config: GatewayConfig;
  readonly lifecycle: Lifecycle;
  readonly authenticate: GraphqlRouteOptions['authenticate'];
  readonly handleGraphql: GraphqlRouteOptions['handle'];
  /** Served at `/.well-known/jwks.json`. */
  readonly publicKeys: JSONWebKeySet | undefined;
  /** Drops kept values when change events or operators say so. */
  readonly invalidator: Invalidator;
  /** The change events that there are. Without one, every type is known. */
  readonly catalogue: EventCatalogue | undefined;
  readonly countEvent: EventRouteOptions['countEvent'];
  /** Called when a response has been sent, or its client has gone. */
  readonly onDone: (request: FastifyRequest, reply: FastifyReply) => void;
  readonly log: Logger;
}

/** How long a client may take to send its request. */
const requestTimeoutMs = 60_000;

export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { config, lifecycle, publicKeys, onDone, log } = options;
  const refuseFailedRequest = createFailedRequestHandler(log);
  const app = fastify({
    bodyLimit: config.limits.http_max_request_bytes,
    requestTimeout: requestTimeoutMs,
    genReqId: () => randomUUID(),
    logger: false,
    // While the server closes, Fastify would answer in its own words; the hook below does it in GraphQL's.
    return503OnClosing: false,
    // A URL that cannot be read gets to no hook and no handler.
    frameworkErrors: (error, request, reply) => void refuseFailedRequest(error, request, reply),
  });
  // A page of another origin can send text/plain without asking first. GraphQL needs JSON only.
  app.removeContentTypeParser('text/plain');
  app.decorateReply('refusedCode', undefined);

  app.addHook('onRequest', async (request, reply) => {
    // Fastify's own hook for this is not called when the client has gone.
    reply.raw.once('close', () => onDone(request, reply));
    void reply.header('x-request-id', request.id);
    // RFC 9112, 3.2. The URL of a request is put together from it, which would fail further in.
    if (!URL.canParse(`http://${request.host}`)) {
      return sendRefusal(request, reply, {
        status: 400,
        code: 'BAD_REQUEST',
        message: 'The Host header names no host.',
      });
    }
    if (lifecycle.phase !== 'draining' || isHealthCheck(request, config)) return undefined;
    return sendRefusal(request, reply.header('connection', 'close'), {
      status: 503,
      code: 'SHUTTING_DOWN',
      message: 'The gateway is shutting down. Try again: another one will answer.',
    });
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
    authenticate: options.authenticate,
    lifecycle,
    readExplanations: createExplanationReader(config),
    handle: options.handleGraphql,
  });
  if (config.health_check.enabled) addHealthRoutes(app, config.health_check.path, lifecycle);
  await addInvalidationRoutes(app, options);
  if (publicKeys !== undefined) {
    app.get('/.well-known/jwks.json', (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(publicKeys),
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

/** Neither has a secret of its own to fall back on: what has none configured is not there. */
async function addInvalidationRoutes(
  app: FastifyInstance,
  { config: { events, response_cache: responseCache }, invalidator, catalogue, countEvent, log }: HttpServerOptions,
): Promise<void> {
  if (events.webhooks.length > 0) {
    await addEventRoute(app, {
      path: events.path,
      webhooks: events.webhooks,
      toleranceMs: events.tolerance,
      bodyLimit: events.http_max_request_bytes,
      batchLimit: events.max_batch_length,
      invalidator,
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
    origin: [...config.origins],
    credentials: config.allow_credentials,
    allowedHeaders: [...config.allow_headers],
    ...(config.expose_headers.length > 0 && { exposedHeaders: [...config.expose_headers] }),
    methods: ['GET', 'POST'],
    maxAge: Math.floor(config.max_age / 1000),
  };
}
