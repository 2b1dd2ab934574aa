// The configuration of the gateway: every key with its meaning, default and bound. Keys are named as in Apollo Router.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { authenticationConfig } from './authentication-config.ts';
import { authorizationConfig } from './authorization-config.ts';
import { corsConfig } from './cors-config.ts';
import { demandControlConfig } from './demand-control-config.ts';
import { duration } from './duration.ts';
import { eventsConfig } from './events-config.ts';
import { httpUrl } from './http-url.ts';
import { limitsConfig } from './limits-config.ts';
import { automaticQueriesConfig, persistedQueriesConfig } from './persisted-queries-config.ts';
import { responseCacheConfig } from './response-cache-config.ts';
import { revocationConfig } from './revocation-config.ts';
import { routePath } from './route-path.ts';
import { serverConfig } from './server-config.ts';
import { supergraphConfig } from './supergraph-config.ts';
import { telemetryConfig } from './telemetry-config.ts';
import { trafficShapingConfig } from './traffic-shaping-config.ts';

export type GatewayConfig = z.output<ReturnType<typeof createConfigSchema>>;

/** The schema for a file in `directory`: paths in it are relative to that folder and must exist. */
export function createConfigSchema(directory: string) {
  const filePath = () =>
    z
      .string('expected a path')
      .min(1, 'expected a path')
      .refine((file) => existsSync(path.resolve(directory, file)), {
        error: ({ input }) => `there is no file ${path.resolve(directory, String(input))}`,
      })
      .transform((file) => path.resolve(directory, file));
  const name = () => z.string().min(1);

  return z
    .strictObject({
      production: z
        .boolean()
        .default(false)
        .describe(
          'Safe defaults for production: no introspection, no sandbox. Default: whether NODE_ENV is production.',
        ),
      supergraph: supergraphConfig(filePath, httpUrl, name),
      override_subgraph_url: z
        .record(name(), httpUrl())
        .default({})
        .describe("Where a subgraph is reached, by its name, in place of the supergraph's own address."),
      authentication: authenticationConfig(directory, filePath),
      authorization: authorizationConfig(),
      traffic_shaping: trafficShapingConfig(name),
      server: serverConfig(),
      response_cache: responseCacheConfig(name),
      events: eventsConfig(filePath),
      include_subgraph_errors: z
        .strictObject({
          all: z.boolean().default(false),
          subgraphs: z.record(name(), z.boolean()).default({}),
        })
        .prefault({})
        .describe("Whether clients see the message of a subgraph's error that carries no code of its own."),
      limits: limitsConfig(),
      demand_control: demandControlConfig(),
      persisted_queries: persistedQueriesConfig(filePath),
      apq: automaticQueriesConfig(),
      cors: corsConfig().optional().describe('Which web pages of other origins may call the gateway. Default: none.'),
      sandbox: z
        .strictObject({ enabled: z.boolean().optional().describe('Default: true, and false in production.') })
        .prefault({})
        .describe('A GraphiQL page at `/` for browsers. It loads nothing from other hosts.'),
      health_check: z
        .strictObject({
          enabled: z.boolean().default(true),
          path: routePath('/health'),
        })
        .prefault({})
        .describe('`<path>/live`: the gateway runs. `<path>/ready`: it serves a supergraph and is not shutting down.'),
      telemetry: telemetryConfig(directory, filePath),
      governance: z
        .strictObject({
          ownership: filePath().optional().describe('The data ownership matrix that a supergraph is checked against.'),
          events: filePath().optional().describe('The AsyncAPI document that lists the known change events.'),
        })
        .prefault({})
        .describe(
          'What supergraphs are checked against that link https://commerce-graph.example/governance. With either given, ' +
            'a supergraph that does not link it is refused.',
        ),
      shutdown: z
        .strictObject({
          grace: duration('0s').prefault('10s').describe('How long requests in flight may take to finish.'),
        })
        .prefault({}),
    })
    .superRefine(({ persisted_queries: { safelist }, apq }, context) => {
      if (!safelist.enabled || !apq.enabled) return;
      context.addIssue({
        code: 'custom',
        path: ['persisted_queries', 'safelist', 'enabled'],
        message: 'needs apq.enabled: false. With apq.enabled, every client adds operations',
      });
    })
    .refine(
      ({ events, authentication }) => {
        return authentication.router.jwt !== undefined || !events.webhooks.some((webhook) => webhook.revokes_tokens);
      },
      {
        error: 'a webhook revokes tokens, and no tokens are accepted: configure authentication.router.jwt',
        path: ['events', 'webhooks'],
      },
    )
    .transform((config) => ({
      ...config,
      authentication: {
        ...config.authentication,
        router: { jwt: completeJwt(config.authentication.router.jwt, { directory, ...config }) },
      },
      supergraph: { ...config.supergraph, introspection: config.supergraph.introspection ?? !config.production },
      sandbox: { enabled: config.sandbox.enabled ?? !config.production },
      demand_control: {
        ...config.demand_control,
        expose_headers: config.demand_control.expose_headers ?? !config.production,
      },
      response_cache: {
        ...config.response_cache,
        debug: config.response_cache.debug ?? !config.production,
        provenance: {
          ...config.response_cache.provenance,
          enabled: config.response_cache.provenance.enabled ?? !config.production,
        },
      },
    }));
}

/** Revocation needs no section of its own where a webhook may revoke, nor a Redis of its own where there is one. */
function completeJwt<Jwt extends { readonly revocation?: z.output<ReturnType<typeof revocationConfig>> | undefined }>(
  jwt: Jwt | undefined,
  { directory, events, response_cache: { redis } }: RevocationSurroundings,
): Jwt | undefined {
  const isNeeded = events.webhooks.some((webhook) => webhook.revokes_tokens);
  const revocation = jwt?.revocation ?? (isNeeded ? revocationConfig(directory).parse({}) : undefined);
  if (jwt === undefined || revocation === undefined) return jwt;
  return { ...jwt, revocation: { ...revocation, redis: revocation.redis ?? redis } };
}

interface RevocationSurroundings {
  readonly directory: string;
  readonly events: z.output<ReturnType<typeof eventsConfig>>;
  readonly response_cache: z.output<ReturnType<typeof responseCacheConfig>>;
}
