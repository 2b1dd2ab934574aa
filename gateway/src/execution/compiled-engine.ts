// The engine: plans each operation once, compiles the plan, and runs it.
import { Supergraph } from '@apollo/federation-internals';
import { OperationTypeNode, parse, validate } from 'graphql';
import type { Logger } from 'pino';
import { CodedError } from '../error-codes/coded-error.ts';
import type { FieldCache } from '../field-cache/field-cache.ts';
import { openGraphCache, type GraphCache } from '../field-cache/graph-cache.ts';
import { readAccountScopes } from '../operation/account-scope/account-scopes.ts';
import { type AuthorizationOptions, createAuthorization } from '../operation/authorization/authorization.ts';
import { createKnownDocuments } from '../operation/known-documents.ts';
import { createDemandControl, type DemandControlOptions } from '../operation/cost/demand-control.ts';
import type { VariablesCheck } from '../operation/limits/check-variables.ts';
import { createQueryPlanner } from '../operation/plan/create-query-planner.ts';
import { readSupergraphRules } from '../operation/plan/entity-rules.ts';
import { readPlannerNames } from '../operation/plan/planner-names.ts';
import type { PlannerName } from '../operation/plan/query-planner.ts';
import type { ViolationReporter } from '../telemetry/report-violations.ts';
import type { SubgraphConnection } from './compiled/subgraph-connection.ts';
import { createTypeMatcher } from './compiled/type-matcher.ts';
import type { ExecutionEngine, ExecutionRequest, ExecutionResult } from './execution-engine.ts';
import { createInFlightCounter } from './in-flight-counter.ts';
import { createOperationAnswer } from './operation-answer.ts';
import { createOperationRun, type RefusalSettings } from './operation-run.ts';
import { createPreparedOperations } from './prepared-operations.ts';
import type { RequestContext } from './request-context.ts';
import { createSharedAnswers } from './shared-answers.ts';

export interface CompiledEngineOptions {
  /** The supergraph as it was loaded. */
  readonly supergraphSdl: string;
  /** The same without the features that planners do not know; see `supergraph/linked-features.ts`. */
  readonly plannedSdl: string;
  /** Default: `hive` where its native code loads, and `apollo` for what it cannot plan and elsewhere. */
  readonly planner?: PlannerName | undefined;
  readonly connectSubgraph: (subgraph: { name: string; url: string }) => SubgraphConnection;
  /** Whether identical queries that are under way at the same time run once, for all who get the same. */
  readonly deduplicates: boolean;
  /** Whether the values of a request's variables are too many or nested too deeply. Default: they never are. */
  readonly checkVariables?: VariablesCheck | undefined;
  /** Absent where costs do not count. */
  readonly demandControl?: DemandControlOptions | undefined;
  /** What becomes of callers who may not have what they ask for. Default: it is null, with an error. */
  readonly authorization?: AuthorizationSettings | undefined;
  /** Absent where nothing is kept. */
  readonly cache?: FieldCache | undefined;
  /** How many operations are kept, planned and compiled. */
  readonly operationLimit: number;
  /** Told of objects that were not for the caller, or of whom nobody could say whose they are. */
  readonly reportViolations?: ViolationReporter | undefined;
  readonly log: Logger;
}

export interface AuthorizationSettings extends AuthorizationOptions, RefusalSettings {}

const strictAuthorization: AuthorizationSettings = {
  isDryRun: false,
  filtersIntrospection: false,
  rejectsPartial: false,
  reportsIn: 'errors',
  isLogged: false,
};

/** Documents can be as long as a request may be; with the usual ones, their number is what limits them. */
const documentTextLimit = 4_000_000;

const refusedName: ExecutionResult = {
  errors: [
    new CodedError(
      'OPERATION_RESOLUTION_FAILURE',
      'The document has no operation of that name, or several and none was named: give "operationName".',
    ),
  ],
};

const refusedSubscription: ExecutionResult = {
  errors: [new CodedError('OPERATION_RESOLUTION_FAILURE', 'Subscriptions are not executed here.')],
};

/** Throws when the supergraph is not valid, or when the planner that was asked for does not run here. */
export async function createCompiledEngine(options: CompiledEngineOptions): Promise<ExecutionEngine> {
  const { supergraphSdl, plannedSdl, operationLimit, deduplicates, checkVariables, reportViolations, log } = options;
  const { authorization = strictAuthorization } = options;
  const supergraph = Supergraph.build(plannedSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const wholeSchema = supergraph.schema.toGraphQLJSSchema();
  const cache =
    options.cache &&
    openGraphCache(options.cache, supergraphSdl, (error) =>
      log.warn({ err: error }, 'The other replicas could not be told at once what a mutation has changed'),
    );
  const connections = connectAll(supergraph, (subgraph) => addCache(options.connectSubgraph(subgraph), cache));
  const plannedDocument = parse(plannedSdl, { noLocation: true });
  const rules = readSupergraphRules(plannedDocument);
  const plannerNames = readPlannerNames(plannedDocument, rules);
  const planner = await createQueryPlanner(options.planner, {
    supergraph,
    supergraphSdl: plannedSdl,
    schema: wholeSchema,
    rules,
    log,
  });

  const demandControl =
    options.demandControl &&
    createDemandControl({ schema: wholeSchema, supergraph: plannedDocument }, options.demandControl);
  const operations = createPreparedOperations({
    schema,
    planner,
    plannerNames,
    accountScopes: readAccountScopes(supergraphSdl, plannerNames),
    wholeSchema,
    matchType: createTypeMatcher(wholeSchema),
    connect: (name) => findConnection(connections, name),
    authorization: createAuthorization(supergraphSdl, schema, authorization),
    demandControl,
    operationLimit,
  });
  const { permit } = operations;
  const runOperation = createOperationRun({ cache, refusals: authorization, reportViolations, demandControl, log });
  const answer = createOperationAnswer({
    schema,
    cache,
    sharedAnswers: createSharedAnswers(cache, supergraphSdl),
    deduplicates,
    permit,
    demandControl,
    run: runOperation,
  });
  const documents = createKnownDocuments({ limit: operationLimit, textLimit: documentTextLimit });
  const inFlight = createInFlightCounter();

  async function run(request: ExecutionRequest): Promise<ExecutionResult> {
    const { document, operation, queryHash, source } = request;
    documents.add(source, document, queryHash);
    if (operation === undefined) return refusedName;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return refusedSubscription;
    const variables = request.request.variables ?? {};
    const refusedVariables = checkVariables?.(variables);
    if (refusedVariables !== undefined) return { errors: [refusedVariables] };
    const context = request.context as RequestContext;
    const known = { document, operationName: operation.name?.value, hash: queryHash };
    const prepared = operations.use(known, context.principal);
    const { result, freshness } = await answer(prepared, { operation, variables, context });
    if (freshness !== undefined) context.outcome.freshness = freshness;
    return result;
  }

  return {
    schema,
    supergraphSdl,
    async execute(request) {
      const finish = inFlight.start();
      try {
        return await run(request);
      } catch (error) {
        if (error instanceof CodedError) return { errors: [error] };
        throw error;
      } finally {
        finish();
      }
    },
    findDocument: (text) => documents.find(text),
    async warmUp(known) {
      for (const operation of known) {
        // One that the changed schema does not allow any more will be refused when it comes.
        if (validate(schema, operation.document).length > 0) continue;
        await operations
          .warmUp(operation)
          .catch((error: unknown) => log.warn({ err: error }, 'An operation was not planned anew'));
      }
    },
    listMostUsed: async (count) => operations.listMostUsed(count),
    async retire() {
      await inFlight.drained();
      planner.close();
      await Promise.all([...connections.values()].map(({ client }) => client.close()));
    },
  };
}

function connectAll(
  supergraph: Supergraph,
  connectSubgraph: CompiledEngineOptions['connectSubgraph'],
): ReadonlyMap<string, SubgraphConnection> {
  const subgraphs = supergraph.subgraphsMetadata();
  return new Map(subgraphs.map((subgraph) => [subgraph.name, connectSubgraph(subgraph)]));
}

function findConnection(connections: ReadonlyMap<string, SubgraphConnection>, name: string): SubgraphConnection {
  const connection = connections.get(name);
  if (connection === undefined)
    throw new Error(`The plan asks subgraph "${name}", which the supergraph does not have.`);
  return connection;
}

function addCache(connection: SubgraphConnection, cache: GraphCache | undefined): SubgraphConnection {
  if (cache === undefined) return connection;
  return {
    ...connection,
    compileCachedFetch: (fetch) => cache.compileFetch(fetch, connection.client),
    compileMutation: (fetch) => cache.compileMutation(fetch),
  };
}
