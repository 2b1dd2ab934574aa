// The whole gateway, put together: read it from top to bottom to see how a request travels and who starts what.
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openAdmission } from './admission/admission.ts';
import { createActingAccount } from './authentication/acting-account.ts';
import { type AssertionSigner, createAssertionSigner } from './authentication/assertion-signer.ts';
import { createAuthenticator } from './authentication/authenticator.ts';
import { anonymousPrincipal } from './authentication/principal.ts';
import { openRevocations, type Revocations } from './authentication/revocation/revocations.ts';
import type { GatewayConfig } from './configuration/gateway-config.ts';
import type { RevocationReading } from './events/token-revocation-event.ts';
import { createTokenRevoker } from './events/token-revoker.ts';
import { createCompiledEngine } from './execution/compiled-engine.ts';
import type { ExecutionEngine } from './execution/execution-engine.ts';
import { createFieldCache, type FieldCache } from './field-cache/field-cache.ts';
import type { GraphqlHandler } from './http/graphql-route.ts';
import { createHttpServer } from './http/http-server.ts';
import { createKnownQueryHandler } from './http/known-query-handler.ts';
import { createMetricsServer } from './http/metrics-server.ts';
import { createLifecycle } from './http/lifecycle.ts';
import { createPersistedQueryHandler } from './http/persisted-query-handler.ts';
import { admitOperationPlugin } from './operation/admit-operation-plugin.ts';
import { createVariablesCheck } from './operation/limits/check-variables.ts';
import { createLimitGuard, type LimitGuard } from './operation/limits/limit-guard.ts';
import { createGraphqlServer } from './operation/graphql-server.ts';
import { openPersistedQueries } from './operation/persisted/persisted-queries.ts';
import { createErrorMask } from './response/mask-error.ts';
import { createSubgraphClient, type SubgraphClient } from './subgraph/subgraph-client.ts';
import { admitSupergraph } from './supergraph/admit-supergraph.ts';
import { createComposedSource } from './supergraph/composed-source.ts';
import { createFileSource } from './supergraph/file-source.ts';
import { fetchSdl } from './supergraph/fetch-sdl.ts';
import { readEventCatalogue } from './supergraph/governance/event-catalogue.ts';
import type { GovernanceOptions } from './supergraph/governance/governance-rule.ts';
import { readOwnership } from './supergraph/governance/ownership-matrix.ts';
import type { SupergraphSource } from './supergraph/supergraph-source.ts';
import { createSwappingGateway } from './supergraph/swapping-gateway.ts';
import { openAuditLog } from './telemetry/audit/audit-log.ts';
import { createLogger } from './telemetry/logger.ts';
import { createMetrics, type Metrics } from './telemetry/metrics.ts';
import { outcomePlugin } from './telemetry/outcome-plugin.ts';
import { createViolationReporter, type ViolationReporter } from './telemetry/report-violations.ts';
import { logRequest } from './telemetry/request-log.ts';

export interface Gateway {
  /** Where it listens, without a path: `http://127.0.0.1:4000`. GraphQL is at `supergraph.path` below it. */
  readonly url: string;
  /** Goes on in the audit log's file as its path names it now: after a rotation. Absent where there is no such file. */
  readonly reopenAuditLog?: () => void;
  /** Lets requests in flight finish for `shutdown.grace`, ends what is left, and closes everything. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Default: JSON lines on standard output, as configured under `telemetry.logging`. */
  readonly log?: Logger;
}

/** Resolves when the supergraph is served. Throws, with nothing left running, when it cannot be. */
export async function createGateway(config: GatewayConfig, options: GatewayOptions = {}): Promise<Gateway> {
  const log = options.log ?? createLogger(config.telemetry.logging);
  const opened: Closer[] = [];
  try {
    return await openGateway(config, opened, log);
  } catch (error) {
    await closeAll(opened, log);
    throw error;
  }
}

/** Ends something that would go on by itself. */
type Closer = () => Promise<void> | void;

/** `opened` gets a closer for each part as soon as it is open. */
async function openGateway(config: GatewayConfig, opened: Closer[], log: Logger): Promise<Gateway> {
  const { supergraph, authentication, telemetry, shutdown } = config;
  const lifecycle = createLifecycle();

  // What supergraphs are held to, and which events there are.
  const governance = readGovernance(config);
  const cache = await openFieldCache(config, governance, log);
  opened.push(async () => cache?.close());
  const metrics = createMetrics(cache);
  const limits = createLimitGuard(config.limits, (passed) => {
    metrics.countPassedLimit(passed);
    const { key, value, limit, isRefused } = passed;
    if (!isRefused) log.warn({ limit: key, value, allowed: limit }, 'A request passes a limit that is not enforced');
  });
  const reportViolations = createViolationReporter({ log, count: metrics.countAccountViolations });

  // Who asks, for which account, and how subgraphs learn of it.
  const revocations = await openConfiguredRevocations(config, metrics, log);
  opened.push(async () => revocations?.close());
  const authenticate = await createAuthenticator(config, { checkRevocation: revocations?.check, log });
  const chooseAccount = createActingAccount(authentication);
  const assertions = await createConfiguredSigner(authentication, log);

  // How much they may ask for, which documents, and by what these may be called.
  const admission = await openAdmission({ config, authenticate, ...metrics, log });
  opened.push(() => admission.close());
  const persistedQueries = await openPersistedQueries(config, log);
  opened.push(() => persistedQueries.close());

  // What is written down of what they did.
  const audit = await openAuditLog(config, metrics, log);
  opened.push(async () => audit?.close());

  // HTTP first: subgraphs may need the public keys before they give the schema that the gateway waits for.
  const app = await createHttpServer({
    config,
    lifecycle,
    admission,
    chooseAccount,
    handleGraphql: (request, reply) => handleGraphql(request, reply),
    publicKeys: assertions && (() => assertions.publicKeys()),
    // Where nothing is kept, nothing is wrong, and senders are not kept waiting.
    invalidator: { invalidate: async (invalidations) => cache?.invalidate(invalidations) ?? 0 },
    catalogue: governance.events,
    revokeTokens: createTokenRevoker({ ...describeTokens(authentication), revocations, log }),
    countEvent: metrics.countEvent,
    onDone(request, reply, durationMs) {
      const { graphqlContext: context } = request;
      if (context?.outcome.cost !== undefined) metrics.noteCost(context.outcome.cost);
      if (telemetry.logging.requests) logRequest(log, { request, reply, durationMs, context });
      audit?.record({ request, reply, durationMs, context });
    },
    log,
  });

  const { prometheus } = telemetry.exporters.metrics;
  const metricsServer = prometheus.enabled ? createMetricsServer({ path: prometheus.path, metrics }) : undefined;
  opened.push(async () => metricsServer?.close());

  // Where the supergraph comes from, and what becomes of one.
  const end = new AbortController();
  const connect = (name: string, url: string) => connectSubgraph(config, { assertions, end: end.signal }, name, url);
  const gateway = createSwappingGateway({
    source: createSource(config, connect, log),
    openEngine: (supergraphSdl) =>
      openEngine(config, supergraphSdl, { governance, connect, cache, limits, reportViolations, log }),
    warmedUpOperations: supergraph.query_planning.warmed_up_queries,
    log,
  });
  const server = createGraphqlServer({
    config,
    gateway,
    plugins: [outcomePlugin, admitOperationPlugin],
    limits,
    formatError: createErrorMask(log),
    log,
  });

  let isServing = false;
  // A server that never started has only the gateway to stop. Requests in flight need both, so they end first.
  opened.push(async () => (isServing ? server.stop() : gateway.stop?.()));
  opened.push(async () => app.close());

  await app.listen({ ...supergraph.listen, listenTextResolver: () => '' });
  await metricsServer?.listen({ ...prometheus.listen, listenTextResolver: () => '' });
  await server.start();
  isServing = true;
  const findEngine = () => gateway.engine;
  const handleGraphql = createPersistedQueryHandler({
    admission: persistedQueries.admission,
    findEngine,
    handle: createKnownQueryHandler({ findEngine, handle: createHandler(server) }),
  });
  lifecycle.enter('ready');

  let closing: Promise<void> | undefined;
  return {
    url: describeUrl(app.addresses()),
    ...(telemetry.audit.file !== undefined && audit && { reopenAuditLog: () => audit.reopen() }),
    close() {
      closing ??= (async () => {
        lifecycle.enter('draining');
        const deadline = setTimeout(() => {
          app.server.closeAllConnections();
          end.abort();
        }, shutdown.grace);
        await closeAll(opened, log);
        clearTimeout(deadline);
      })();
      return closing;
    },
  };
}

/** The last first: what was opened later may need what was opened before. */
async function closeAll(opened: Closer[], log: Logger): Promise<void> {
  for (const close of opened.splice(0).toReversed()) {
    try {
      await close();
    } catch (error) {
      log.error({ err: error }, 'A part of the gateway could not be closed');
    }
  }
}

async function openConfiguredRevocations(
  { authentication: { router } }: GatewayConfig,
  { countRevocation: count }: Metrics,
  log: Logger,
): Promise<Revocations | undefined> {
  const { jwt } = router;
  if (jwt?.revocation === undefined) return undefined;
  return openRevocations({ config: jwt.revocation, clockToleranceMs: jwt.clock_tolerance, count, log });
}

/** What has to be known of the tokens that are accepted to take some of them back. */
function describeTokens({ router: { jwt } }: GatewayConfig['authentication']): RevocationReading {
  const issuers = jwt?.jwks.map((each) => each.issuers) ?? [];
  const isAnyAccepted = issuers.includes(undefined);
  return {
    issuers: isAnyAccepted ? undefined : new Set(issuers.flatMap((each) => each ?? [])),
    clockToleranceMs: jwt?.clock_tolerance ?? 0,
    longestLifetimeMs: jwt?.revocation?.longest_token_lifetime ?? 0,
  };
}

async function createConfiguredSigner(
  { subgraph_assertion: assertion }: GatewayConfig['authentication'],
  log: Logger,
): Promise<AssertionSigner | undefined> {
  if (assertion === undefined) return undefined;
  const { key_file: keyFile, issuer, lifetime } = assertion;
  return createAssertionSigner({ keyFile, issuer, lifetimeMs: lifetime, log });
}

function readGovernance({ governance: { ownership, events } }: GatewayConfig): GovernanceOptions {
  return {
    ...(ownership !== undefined && { ownership: readOwnership(ownership) }),
    ...(events !== undefined && { events: readEventCatalogue(events) }),
  };
}

type Connect = (name: string, url: string) => SubgraphClient;

function connectSubgraph(
  { override_subgraph_url: urls, traffic_shaping: shaping }: GatewayConfig,
  { assertions, end }: { readonly assertions: AssertionSigner | undefined; readonly end: AbortSignal },
  name: string,
  supergraphUrl: string,
): SubgraphClient {
  const url = urls[name] ?? supergraphUrl;
  if (!URL.canParse(url)) {
    throw new Error(
      `Subgraph "${name}" has the address "${url}" in the supergraph, which is no URL. Compose the supergraph with ` +
        `its routing URL, or configure override_subgraph_url.${name}.`,
    );
  }
  const own = shaping.subgraphs[name];
  return createSubgraphClient({
    name,
    url,
    timeoutMs: own?.timeout ?? shaping.all.timeout,
    connections: own?.connections ?? shaping.all.connections,
    deduplicates: own?.deduplicate_query ?? shaping.all.deduplicate_query,
    responseSizeLimitBytes: own?.response_size_limit ?? shaping.all.response_size_limit,
    assertions,
    end,
  });
}

function createSource({ supergraph: { source } }: GatewayConfig, connect: Connect, log: Logger): SupergraphSource {
  if (source.file !== undefined) return createFileSource({ file: source.file, isWatched: source.watch }, log);
  const subgraphs = Object.entries(source.subgraphs ?? {}).map(([name, { url }]) => {
    const client = connect(name, url);
    return {
      name,
      url,
      fetchSdl: (signal: AbortSignal) => fetchSdl({ name, client, principal: anonymousPrincipal, signal }),
      close: () => client.close(),
    };
  });
  return createComposedSource({ subgraphs, pollIntervalMs: source.poll_interval, log });
}

/** It outlives the supergraphs: what a new one keeps alike stays known. */
async function openFieldCache(
  { response_cache: { enabled, in_memory: memory, redis, shadow } }: GatewayConfig,
  { events }: GovernanceOptions,
  log: Logger,
): Promise<FieldCache | undefined> {
  if (!enabled) return undefined;
  // Loaded only where it is needed: the client for Redis is large.
  const { openReplicas } = redis ? await import('./field-cache/replicas/replicas.ts') : {};
  return createFieldCache({
    limitBytes: memory.limit,
    events,
    comparedShare: shadow.sample_rate,
    onFault: (error) => log.error({ err: error }, 'Fetching kept values anew failed unexpectedly'),
    onDifference: (field, ageSeconds) =>
      log.warn({ field, ageSeconds }, 'A kept value is not what its system says now'),
    ...(openReplicas &&
      redis && {
        openReplicas: (parts) =>
          openReplicas({
            ...parts,
            redis,
            namespace: redis.namespace,
            replicaId: randomUUID(),
            fetchTimeoutMs: redis.fetch_timeout,
            insertTimeoutMs: redis.insert_timeout,
            log,
          }),
      }),
  });
}

interface EngineParts {
  readonly governance: GovernanceOptions;
  readonly connect: Connect;
  readonly cache: FieldCache | undefined;
  readonly limits: LimitGuard;
  readonly reportViolations: ViolationReporter;
  readonly log: Logger;
}

async function openEngine(
  config: GatewayConfig,
  sdl: string,
  { governance, connect, cache, limits, reportViolations, log }: EngineParts,
): Promise<ExecutionEngine> {
  const { all, subgraphs } = config.include_subgraph_errors;
  const { directives, introspection } = config.authorization;
  const names = new Set<string>();
  const engine = await createCompiledEngine({
    ...admitSupergraph(sdl, { governance, isAuthorizationEnforced: directives.enabled }),
    connectSubgraph({ name, url }) {
      names.add(name);
      const client = connect(name, url);
      const includeMessages = subgraphs[name] ?? all;
      return { name, client, errors: { subgraph: name, addressParts: client.addressParts, includeMessages } };
    },
    planner: config.supergraph.query_planning.planner,
    deduplicates: config.traffic_shaping.router.deduplicate_query,
    checkVariables: createVariablesCheck(limits),
    demandControl: readDemandControl(config),
    authorization: {
      isDryRun: directives.dry_run,
      rejectsPartial: directives.reject_unauthorized && !directives.dry_run,
      reportsIn: directives.errors.response,
      isLogged: directives.errors.log,
      filtersIntrospection: introspection.filtered,
    },
    cache,
    operationLimit: config.supergraph.query_planning.cache.in_memory.limit,
    reportViolations,
    log,
  });
  warnOfUnknownSubgraphs(config, names, log);
  return engine;
}

function readDemandControl({ demand_control: { enabled, mode, strategy } }: GatewayConfig) {
  if (!enabled || strategy === undefined) return undefined;
  const { list_size: listSize, max } = strategy.static_estimated;
  return { listSize, max, isEnforced: mode === 'enforce' };
}

/** A mistyped name would leave a subgraph at its defaults without anybody noticing. */
function warnOfUnknownSubgraphs(config: GatewayConfig, names: ReadonlySet<string>, log: Logger): void {
  const configured = {
    override_subgraph_url: config.override_subgraph_url,
    'traffic_shaping.subgraphs': config.traffic_shaping.subgraphs,
    'include_subgraph_errors.subgraphs': config.include_subgraph_errors.subgraphs,
  };
  for (const [key, bySubgraph] of Object.entries(configured)) {
    for (const name of Object.keys(bySubgraph)) {
      if (!names.has(name)) log.warn(`${key}.${name} has no effect: the supergraph has no subgraph of that name`);
    }
  }
}

function createHandler(server: ReturnType<typeof createGraphqlServer>): GraphqlHandler {
  const handler = fastifyApolloHandler(server, {
    context(request) {
      if (request.graphqlContext === undefined) throw new Error('The request has no context.');
      return Promise.resolve(request.graphqlContext);
    },
  });
  // Its types speak of texts alone, which is all that it answers with.
  const answer = handler as unknown as (this: FastifyInstance, ...parts: Parameters<GraphqlHandler>) => Promise<string>;
  return async (request, reply) => answer.call(request.server, request, reply);
}

/** The first address; that of "all interfaces" as the loopback address, so that it can be followed. */
function describeUrl([first]: readonly (AddressInfo | string)[]): string {
  if (typeof first !== 'object') throw new Error('The gateway listens nowhere.');
  const { address, port, family } = first;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
