// The configuration: what it yields, and how it is refused.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import type { Environment } from './expand-environment.ts';
import { loadConfig, parseConfig } from './load-config.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'gateway-config-'));
writeFileSync(path.join(directory, 'supergraph.graphql'), '');

function load(yaml: string, env: Environment = {}) {
  const file = path.join(directory, 'gateway.yaml');
  writeFileSync(file, yaml);
  return loadConfig(file, env);
}

/** The refusal as somebody reads it, with the folder taken out. */
function readRefusal(yaml: string, env: Environment = {}): string[] {
  try {
    load(yaml, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.replaceAll(`${directory}/`, '').split('\n');
  }
  throw new Error('The configuration was accepted.');
}

const minimal = 'supergraph: { source: { file: supergraph.graphql } }\n';

test('a minimal file is completed with defaults', () => {
  const config = load(minimal);
  expect(config.supergraph).toEqual({
    listen: { host: '127.0.0.1', port: 4000 },
    path: '/graphql',
    query_planning: { cache: { in_memory: { limit: 512 } }, warmed_up_queries: 100 },
    introspection: true,
    source: { file: path.join(directory, 'supergraph.graphql'), watch: true, poll_interval: 10_000 },
  });
  expect(config.traffic_shaping.all).toEqual({
    timeout: 30_000,
    connections: 64,
    response_size_limit: 16 * 1024 ** 2,
    deduplicate_query: true,
  });
  expect(config.authentication.router.jwt).toBeUndefined();
  expect(config.sandbox.enabled).toBe(true);
});

test('a cache without room for a page is refused, and the least is named', () => {
  const withLimit = (limit: string) => `${minimal}response_cache: { in_memory: { limit: ${limit} } }\n`;
  expect(load(withLimit('256KiB')).response_cache.in_memory.limit).toBe(256 * 1024);
  for (const limit of ['0', '4', '100B', '255KiB']) {
    expect(readRefusal(withLimit(limit)).join('\n')).toContain(
      'response_cache.in_memory.limit: must be at least 256KiB',
    );
  }
});

test('durations and sizes become milliseconds and bytes', () => {
  const config = load(`${minimal}
traffic_shaping:
  all: { timeout: 150ms, response_size_limit: 512KiB }
  subgraphs: { erp: { timeout: 1m, response_size_limit: 1000 } }
limits: { http_max_request_bytes: 1MB }
`);
  expect(config.traffic_shaping.all).toMatchObject({ timeout: 150, response_size_limit: 512 * 1024 });
  expect(config.traffic_shaping.subgraphs['erp']).toEqual({ timeout: 60_000, response_size_limit: 1000 });
  expect(config.limits.http_max_request_bytes).toBe(1_000_000);
});

test('production is what NODE_ENV says unless the file says otherwise, and shows less', () => {
  const production = load(minimal, { NODE_ENV: 'production' });
  expect([production.production, production.supergraph.introspection, production.sandbox.enabled]).toEqual([
    true,
    false,
    false,
  ]);
  expect(load(`${minimal}production: false\n`, { NODE_ENV: 'production' }).supergraph.introspection).toBe(true);
  expect(load(`${minimal}production: true\nsandbox: { enabled: true }\n`).sandbox.enabled).toBe(true);
});

test('the environment is expanded, with defaults, and gives numbers and booleans where they are written plainly', () => {
  const config = load(
    `supergraph:
  listen: 127.0.0.1:\${env.PORT:-4000}
  introspection: \${env.SHOW}
  source:
    subgraphs:
      erp:
        url: \${env.ERP_URL:-http://127.0.0.1:4001/graphql}
traffic_shaping:
  all:
    connections: \${env.CONNECTIONS}
`,
    { PORT: '', SHOW: 'false', CONNECTIONS: '8' },
  );
  expect(config.supergraph.listen.port).toBe(4000);
  expect(config.supergraph.introspection).toBe(false);
  expect(config.supergraph.source.subgraphs).toEqual({ erp: { url: 'http://127.0.0.1:4001/graphql' } });
  expect(config.traffic_shaping.all.connections).toBe(8);
});

test('all problems are reported at once, each with its line, its key and the way out', () => {
  const yaml = `supergraph:
  listn: 127.0.0.1:4000
  path: graphql
  source:
    file: nope.graphql
    subgraphs:
      erp: { ulr: 'http://x' }
authentication:
  router:
    jwt:
      jwks:
        - url: \${env.JWKS}
          algorithms: [HS256, none]
traffic_shaping:
  all: { timeout: 30 }
  subgraphs:
    erp: { timeout: 0s, conections: 4 }
shutdown: { grace: 25h }
telemetry: { logging: { level: loud } }
limits: { parser_max_tokens: "\${env.TOKENS:-many}", http_max_request_bytes: 5GB }
bogus: 1
`;
  const algorithms = 'expected one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519';
  expect(readRefusal(yaml)).toEqual([
    'gateway.yaml has 17 problems:',
    '  gateway.yaml:2 supergraph.listn: unknown key; did you mean "listen"?',
    '  gateway.yaml:3 supergraph.path: expected a path such as "/graphql"',
    '  gateway.yaml:4 supergraph.source: give exactly one of "file" (a composed supergraph) and "subgraphs" (compose from running ones)',
    '  gateway.yaml:5 supergraph.source.file: there is no file nope.graphql',
    '  gateway.yaml:7 supergraph.source.subgraphs.erp.url: expected an http(s) URL',
    '  gateway.yaml:7 supergraph.source.subgraphs.erp.ulr: unknown key; did you mean "url"?',
    '  gateway.yaml:12 authentication.router.jwt.jwks[0].url: the environment variable JWKS is not set; set it, or write ${env.JWKS:-default}',
    `  gateway.yaml:13 authentication.router.jwt.jwks[0].algorithms[0]: ${algorithms}`,
    `  gateway.yaml:13 authentication.router.jwt.jwks[0].algorithms[1]: ${algorithms}`,
    '  gateway.yaml:15 traffic_shaping.all.timeout: expected a duration such as "30s" or "150ms"',
    '  gateway.yaml:17 traffic_shaping.subgraphs.erp.timeout: must be at least 1ms',
    '  gateway.yaml:17 traffic_shaping.subgraphs.erp.conections: unknown key; did you mean "connections"?',
    '  gateway.yaml:18 shutdown.grace: must be at most 24h',
    '  gateway.yaml:19 telemetry.logging.level: expected one of trace, debug, info, warn, error, fatal, silent',
    '  gateway.yaml:20 limits.http_max_request_bytes: expected a size such as "16MiB" (units: B, KB, MB, KiB, MiB) or a whole number of bytes',
    '  gateway.yaml:20 limits.parser_max_tokens: expected number, received string',
    expect.stringMatching(/^ {2}gateway\.yaml:21 bogus: unknown key; known here: production, supergraph, /),
  ]);
});

test('a file that is no YAML, empty, a list or missing is refused in a sentence', () => {
  expect(readRefusal('supergraph: [')[1]).toMatch(/^ {2}gateway\.yaml:\d+ /);
  expect(readRefusal('')).toEqual([
    'gateway.yaml has a problem:',
    '  supergraph: required: say where the supergraph comes from',
  ]);
  expect(readRefusal('- 1')[1]).toBe('  expected keys and values');
  expect(() => loadConfig('/nowhere/gateway.yaml', {})).toThrow(/cannot be read: ENOENT/);
});

test('the same shape can be written in code, and the command line wins', () => {
  const config = parseConfig(
    { supergraph: { listen: '[::1]:4000', source: { subgraphs: { erp: { url: 'http://erp.example/graphql' } } } } },
    { overrides: { port: 0, supergraphFile: path.join(directory, 'supergraph.graphql') } },
  );
  expect(config.supergraph.listen).toEqual({ host: '::1', port: 0 });
  expect(config.supergraph.source.file).toBe(path.join(directory, 'supergraph.graphql'));
  expect(config.supergraph.source.subgraphs).toBeUndefined();
});

const secret = (bytes: number, letter = 'a') => `whsec_${Buffer.from(letter.repeat(bytes)).toString('base64')}`;

test('secrets of webhooks are text or a file, several with space between', () => {
  writeFileSync(path.join(directory, 'events.secret'), `${secret(24)}\n${secret(64)}\n`);
  const { events } = load(
    `${minimal}
events:
  webhooks:
    - { name: erp, secret: "\${env.SECRETS}" }
    - { name: pim, secret_file: events.secret }
`,
    { SECRETS: `${secret(24, 'b')} ${secret(32, 'c')}` },
  );
  expect(events).toMatchObject({ path: '/events', tolerance: 300_000, http_max_request_bytes: 1024 ** 2 });
  expect(events.webhooks).toEqual([
    {
      name: 'erp',
      secrets: [secret(24, 'b'), secret(32, 'c')],
      allow_unsigned_attributes: false,
      revokes_tokens: false,
    },
    {
      name: 'pim',
      secrets: [secret(24), secret(64)],
      secret_file: path.join(directory, 'events.secret'),
      allow_unsigned_attributes: false,
      revokes_tokens: false,
    },
  ]);
  expect(load(minimal).events.webhooks).toEqual([]);
});

test('what is no secret is refused, and never shown', () => {
  writeFileSync(path.join(directory, 'empty.secret'), '\n');
  const refusal = readRefusal(
    `${minimal}
events:
  webhooks:
    - { name: a, secret: "${secret(24)} ${secret(23)} plain-text" }
    - { name: b, secret: "" }
    - { name: c, secret_file: empty.secret }
    - { name: d, secret_file: absent.secret }
    - { name: e, secret_file: . }
    - { name: f }
    - { name: g, secret: ${secret(24)}, secret_file: events.secret }
    - { secret: ${secret(24)} }
response_cache: { subgraph: { all: { invalidation: { shared_key: too-short } } } }
`,
  );
  expect(refusal.join('\n')).not.toMatch(/plain-text|too-short|YWFh/);
  const both = 'give exactly one of "secret" and "secret_file"';
  expect(refusal.slice(1)).toEqual([
    expect.stringMatching(
      /^ {2}gateway\.yaml:5 events\.webhooks\[0\]\.secret: secret 2 of 3 is none; expected secrets/,
    ),
    expect.stringMatching(
      /^ {2}gateway\.yaml:5 events\.webhooks\[0\]\.secret: secret 3 of 3 is none; expected secrets/,
    ),
    expect.stringMatching(/^ {2}gateway\.yaml:6 events\.webhooks\[1\]\.secret: there is no secret; expected secrets/),
    expect.stringMatching(/^ {2}gateway\.yaml:7 events\.webhooks\[2\]\.secret_file: there is no secret; expected/),
    '  gateway.yaml:8 events.webhooks[3].secret_file: there is no file absent.secret',
    expect.stringMatching(/^ {2}gateway\.yaml:9 events\.webhooks\[4\]\.secret_file: cannot be read: EISDIR/),
    `  gateway.yaml:10 events.webhooks[5]: ${both}`,
    `  gateway.yaml:11 events.webhooks[6]: ${both}`,
    '  gateway.yaml:12 events.webhooks[7].name: required: string',
    '  gateway.yaml:13 response_cache.subgraph.all.invalidation.shared_key: must have at least 16 characters: whoever guesses it can empty the cache',
  ]);
  const twice = `${minimal}events: { webhooks: [{ name: a, secret: ${secret(24)} }, { name: a, secret: ${secret(25)} }] }\n`;
  expect(readRefusal(twice)[1]).toContain('events.webhooks: two webhooks have the same name');
});

test('a configuration cannot be changed', () => {
  const config = load(minimal);
  expect(Object.isFrozen(config)).toBe(true);
  expect(() => Object.assign(config.supergraph.listen, { port: 1 })).toThrow(TypeError);
});

test('tokens are taken back over the Redis of kept values where they have none of their own', () => {
  const jwt = { jwks: [{ url: 'https://identity.example/jwks.json' }] };
  const read = (config: Record<string, unknown>) =>
    parseConfig({ supergraph: { source: { subgraphs: { erp: { url: 'http://127.0.0.1:1' } } } }, ...config });
  const revocationOf = (config: Record<string, unknown>, settings?: object) =>
    read({ ...config, authentication: { router: { jwt: { ...jwt, ...(settings && { revocation: settings }) } } } })
      .authentication.router.jwt?.revocation;
  const events = { webhooks: [{ name: 'identity', secret: secret(32), revokes_tokens: true }] };
  const shared = { response_cache: { redis: { url: 'redis://shared:6379' } } };
  expect(revocationOf({})).toBeUndefined();
  expect(revocationOf({ events })).toMatchObject({ when_unreachable: 'refuse', longest_token_lifetime: 86_400_000 });
  expect(revocationOf({ events })?.redis).toBeUndefined();
  expect(revocationOf({ events, ...shared })?.redis?.url).toBe('redis://shared:6379');
  expect(revocationOf({ events, ...shared }, { redis: { url: 'redis://own:6379' } })?.redis?.url).toBe(
    'redis://own:6379',
  );
  expect(revocationOf({}, { longest_token_lifetime: '720h' })?.longest_token_lifetime).toBe(720 * 3_600_000);
  expect(() => revocationOf({}, { longest_token_lifetime: '721h' })).toThrow('must be at most 720h');
  expect(() => read({ events })).toThrow('no tokens are accepted: configure authentication.router.jwt');
  const unsigned = {
    webhooks: [{ name: 'identity', secret: secret(32), revokes_tokens: true, allow_unsigned_attributes: true }],
  };
  expect(() => revocationOf({ events: unsigned })).toThrow('must sign everything');
});

test('two sources of keys may not be kept in one file: each would overwrite what the other has', () => {
  const withCaches = (...files: string[]) =>
    `${minimal}authentication: { router: { jwt: { jwks: [${files
      .map((file, index) => `{ url: 'https://keys-${index}.example/jwks', cache_file: ${file} }`)
      .join(', ')}] } } }\n`;
  expect(load(withCaches('a.json', 'b.json')).authentication.router.jwt?.jwks).toHaveLength(2);
  expect(readRefusal(withCaches('a.json', 'b.json', './c/../a.json')).join('\n')).toContain(
    'authentication.router.jwt.jwks[2].cache_file: is that of jwks[0] as well. Give each a file of its own',
  );
});
