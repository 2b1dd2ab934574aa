// The configuration of the gateway: every key with its meaning, default and bound. Keys are named as in Apollo Router.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { byteSize } from './byte-size.ts';
import { duration } from './duration.ts';
import { eventsConfig } from './events-config.ts';
import { listenAddress } from './listen-address.ts';
import { redisConfig } from './redis-config.ts';
import { routePath } from './route-path.ts';

/**
 * Signatures that need a private key. Symmetric ones (HS256 and its kin) and `none` cannot be configured: whoever can
 * check such a token can also make one.
 */
const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

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
  const httpUrl = () => z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' });
  const name = () => z.string().min(1);

  return z
    .strictObject({
      production: z
        .boolean()
        .default(false)
        .describe(
          'Safe defaults for production: no introspection, no sandbox. Default: whether NODE_ENV is production.',
        ),
      supergraph: supergraph(filePath, httpUrl, name),
      override_subgraph_url: z
        .record(name(), httpUrl())
        .default({})
        .describe("Where a subgraph is reached, by its name, in place of the supergraph's own address."),
      authentication: authentication(directory, filePath),
      traffic_shaping: trafficShaping(name),
      response_cache: responseCache(name),
      events: eventsConfig(filePath),
      include_subgraph_errors: z
        .strictObject({
          all: z.boolean().default(false),
          subgraphs: z.record(name(), z.boolean()).default({}),
        })
        .prefault({})
        .describe("Whether clients see the message of a subgraph's error that carries no code of its own."),
      limits: z
        .strictObject({
          http_max_request_bytes: byteSize().default(2_000_000).describe('The largest request body.'),
          parser_max_tokens: z.int().min(1).default(15_000).describe('The longest document, in tokens.'),
          max_depth: z.int().min(1).optional().describe('The most fields from the root to a leaf. Default: no limit.'),
          max_height: z
            .int()
            .min(1)
            .default(10_000)
            .describe('The most fields of an operation, those of a fragment as often as it is spread.'),
          max_aliases: z.int().min(0).optional().describe('The most aliases, counted alike. Default: no limit.'),
          max_root_fields: z.int().min(1).optional().describe('The most fields at the root. Default: no limit.'),
        })
        .prefault({}),
      cors: cors().optional().describe('Which web pages of other origins may call the gateway. Default: none.'),
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
      telemetry: z
        .strictObject({
          logging: z
            .strictObject({
              level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
              requests: z.boolean().default(true).describe('One line for each request, at level info.'),
            })
            .prefault({}),
          exporters: z
            .strictObject({ metrics: z.strictObject({ prometheus: prometheus() }).prefault({}) })
            .prefault({}),
        })
        .prefault({}),
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
    .transform((config) => ({
      ...config,
      supergraph: { ...config.supergraph, introspection: config.supergraph.introspection ?? !config.production },
      sandbox: { enabled: config.sandbox.enabled ?? !config.production },
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

type FilePath = () => z.ZodType<string, string>;
type Text = () => z.ZodString;

function supergraph(filePath: FilePath, httpUrl: () => z.ZodURL, name: Text) {
  const source = z
    .strictObject({
      file: filePath().optional().describe('A composed supergraph.'),
      watch: z.boolean().default(true).describe('Serve the file anew when it changes.'),
      subgraphs: z
        .record(name(), z.strictObject({ url: httpUrl() }))
        .optional()
        .describe('Compose the supergraph from these running subgraphs, by name.'),
      poll_interval: duration('100ms')
        .prefault('10s')
        .describe('How often running subgraphs are asked for their schema.'),
    })
    // `when` lets this check speak beside the others, not only after they are all mended.
    .refine((value) => (value.file === undefined) !== (value.subgraphs === undefined), {
      error: 'give exactly one of "file" (a composed supergraph) and "subgraphs" (compose from running ones)',
      when: ({ value }) => typeof value === 'object' && value !== null,
    });
  return z.strictObject(
    {
      listen: listenAddress().prefault('127.0.0.1:4000').describe('Address and port. Port 0 takes a free one.'),
      path: z
        .string()
        .regex(/^\/[\w./-]*$/, 'expected a path such as "/graphql"')
        .default('/graphql'),
      introspection: z.boolean().optional().describe('Default: true, and false in production.'),
      query_planning: queryPlanning(),
      source,
    },
    { error: (issue) => (issue.input === undefined ? 'required: say where the supergraph comes from' : undefined) },
  );
}

function queryPlanning() {
  return z
    .strictObject({
      planner: z
        .enum(['hive', 'apollo'])
        .optional()
        .describe(
          'Who plans. Default: `hive`, native code in a process of its own, and `apollo` for what it cannot plan and where it does not run.',
        ),
      cache: z
        .strictObject({
          in_memory: z
            .strictObject({
              limit: z.int().min(1).default(512).describe('How many operations are kept planned and compiled.'),
            })
            .prefault({}),
        })
        .prefault({}),
      warmed_up_queries: z
        .int()
        .min(0)
        .default(100)
        .describe('How many of the most used operations are planned for a changed supergraph before it takes over.'),
    })
    .prefault({});
}

function authentication(directory: string, filePath: FilePath) {
  const keySource = z
    .string('expected an http(s) URL or the path of a JWKS file')
    .transform((text, context) => {
      if (/^https?:/.test(text)) {
        if (URL.canParse(text)) return { url: text };
        context.addIssue({ code: 'custom', message: 'expected an http(s) URL or the path of a JWKS file' });
        return z.NEVER;
      }
      const file = text.startsWith('file:') ? fileURLToPath(text) : path.resolve(directory, text);
      if (existsSync(file)) return { file };
      context.addIssue({ code: 'custom', message: `there is no file ${file}` });
      return z.NEVER;
    })
    .describe('Where the public keys are: an http(s) URL, or the path of a JWKS file.');
  const jwks = z.strictObject({
    url: keySource,
    issuers: z.array(z.string().min(1)).min(1).optional().describe('Allowed `iss`. Default: any.'),
    audiences: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Allowed `aud`; a token without one is then refused. Default: any.'),
    algorithms: z
      .array(z.enum(signatureAlgorithms))
      .min(1)
      .default([...signatureAlgorithms]),
    poll_interval: duration('1s')
      .prefault('10m')
      .describe('For how long fetched keys are used before they are renewed.'),
    cooldown: duration('1s').prefault('30s').describe('The shortest time between two fetches for an unknown key.'),
  });
  const claim = (fallback: string) => z.string().min(1).default(fallback);
  return z
    .strictObject({
      router: z
        .strictObject({
          jwt: z
            .strictObject({
              jwks: z.array(jwks).min(1),
              header_name: z
                .string()
                .regex(/^[\w-]+$/, 'expected a header name')
                .default('authorization'),
              header_value_prefix: z.string().default('Bearer'),
              clock_tolerance: duration('0s').prefault('60s').describe('Leeway for `exp` and `nbf`.'),
              verified_for: duration('0s')
                .prefault('5s')
                .describe(
                  'For how long a token whose signature was verified is not verified again, unless it expires. The ' +
                    'withdrawal of a key may take effect so much later. `0s`: each request is verified.',
                ),
            })
            .optional()
            .describe('Which bearer tokens are accepted. Default: none, everybody is anonymous.'),
        })
        .prefault({}),
      claims: z
        .strictObject({
          subject: claim('sub'),
          account: claim('account'),
          accounts: claim('accounts'),
          scopes: claim('scope'),
          roles: claim('roles'),
          price_group: claim('price_group'),
          catalog: claim('catalog'),
        })
        .prefault({})
        .describe('The claims of a token that carry the identity. `a.b` reads claim b of the object a.'),
      subgraph_assertion: z
        .strictObject({
          key_file: filePath().describe('The private Ed25519 JWK, or a JWKS whose first key signs.'),
          issuer: z.string().min(1).default('commerce-graph-gateway'),
          lifetime: duration('2s').prefault('60s'),
        })
        .optional()
        .describe('Signs the verified identity for the subgraphs. Default: subgraphs get no identity.'),
    })
    .prefault({});
}

function trafficShaping(name: Text) {
  const timeout = () => duration('1ms').describe('After this, what is missing is null with code GATEWAY_TIMEOUT.');
  const connections = () => z.int().min(1).max(4096).describe('The most connections at a time to the subgraph.');
  const responseSizeLimit = () => byteSize().describe('The largest response body of the subgraph.');
  const deduplicateQuery = () =>
    z.boolean().describe('Whether identical queries in the name of the same caller that are under way are sent once.');
  return z
    .strictObject({
      router: z
        .strictObject({
          timeout: timeout().prefault('60s'),
          deduplicate_query: z
            .boolean()
            .default(true)
            .describe(
              'Whether identical queries that are under way at the same time run once, for all who get the same.',
            ),
        })
        .prefault({})
        .describe('The whole of a client request.'),
      all: z
        .strictObject({
          timeout: timeout().prefault('30s'),
          connections: connections().default(64),
          response_size_limit: responseSizeLimit().prefault('16MiB'),
          deduplicate_query: deduplicateQuery().default(true),
        })
        .prefault({})
        .describe('Each request to a subgraph.'),
      subgraphs: z
        .record(
          name(),
          z.strictObject({
            timeout: timeout().optional(),
            connections: connections().optional(),
            response_size_limit: responseSizeLimit().optional(),
            deduplicate_query: deduplicateQuery().optional(),
          }),
        )
        .default({})
        .describe('Differences for single subgraphs, by name.'),
    })
    .prefault({});
}

function responseCache(name: Text) {
  const invalidation = z
    .strictObject({
      shared_key: z
        .string()
        .min(16, 'must have at least 16 characters: whoever guesses it can empty the cache')
        .regex(
          /^[!-~]([ -~]*[!-~])?$/,
          'expected printable ASCII without a space at either end: it is sent in a header',
        )
        .describe('What a request has in its header `authorization`.'),
    })
    .optional()
    .describe('Lets operators say that kept values are wrong. Default: nobody can.');
  return z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe(
          'Whether fields are kept as their policies in the schema say. Off: every request asks the subgraphs.',
        ),
      in_memory: z
        .strictObject({
          limit: byteSize().prefault('128MiB').describe('The memory for kept values, whole responses included.'),
        })
        .prefault({}),
      redis: redisConfig()
        .optional()
        .describe('What the replicas share: kept values, and what makes them wrong. Default: nothing is shared.'),
      shadow: z
        .strictObject({
          sample_rate: z
            .number()
            .min(0)
            .max(1)
            .default(0)
            .describe(
              'The share of requests whose kept values are fetched all the same, in the background, and compared: 0.01 ' +
                'is one in a hundred. Differences are counted and logged by field.',
            ),
        })
        .prefault({}),
      provenance: z
        .strictObject({
          enabled: z
            .boolean()
            .optional()
            .describe(
              'Whether a request with the header "commerce-graph-provenance: true" is told in extensions.provenance ' +
                'where each field came from. Default: true, and false in production.',
            ),
          required_scope: name()
            .optional()
            .describe('The scope that the caller needs for it, and for "debug". Default: none.'),
        })
        .prefault({}),
      debug: z
        .boolean()
        .optional()
        .describe(
          'Whether a request with the header "apollo-cache-debugging: true" is told in extensions.apolloCacheDebugging, ' +
            'for the cache debugger of Apollo Sandbox, what was kept and what was fetched. Default: true, and false in ' +
            'production.',
        ),
      invalidation: z
        .strictObject({ path: routePath('/invalidation').describe('Where operators send what is wrong.') })
        .prefault({}),
      subgraph: z.strictObject({ all: z.strictObject({ invalidation }).prefault({}) }).prefault({}),
    })
    .prefault({});
}

function prometheus() {
  return z
    .strictObject({
      enabled: z.boolean().default(false),
      listen: listenAddress()
        .prefault('127.0.0.1:9090')
        .describe('An address of its own: metrics are not for clients.'),
      path: z.string().startsWith('/').default('/metrics'),
    })
    .prefault({});
}

function cors() {
  return z.strictObject({
    origins: z
      .array(z.url({ protocol: /^https?$/, error: 'expected an origin such as "https://shop.example"' }))
      .min(1),
    allow_credentials: z.boolean().default(false),
    allow_headers: z
      .array(z.string())
      .default(['content-type', 'authorization', 'apollo-require-preflight', 'x-apollo-operation-name']),
    expose_headers: z.array(z.string()).default([]),
    max_age: duration('0s').prefault('5m'),
  });
}
