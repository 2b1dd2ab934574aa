// The engine: plans each operation once, compiles the plan, and runs it.
import { Supergraph } from '@apollo/federation-internals';
import {
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import type { Logger } from 'pino';
import type { Principal } from '../authentication/principal.ts';
import { describePrincipal } from '../authentication/principal-key.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import { errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import type { CacheOutcome } from '../field-cache/response/cache-outcome.ts';
import type { FieldCache } from '../field-cache/field-cache.ts';
import { describeCacheDebugging } from '../field-cache/response/describe-cache-debugging.ts';
import { describeProvenance } from '../field-cache/response/describe-provenance.ts';
import { createValueOrigins, type ShownValue } from '../field-cache/response/value-origins.ts';
import { createIdentity } from '../field-cache/cells/identity.ts';
import { openGraphCache, type GraphCache } from '../field-cache/graph-cache.ts';
import {
  describeAssembled,
  describeOutcome,
  type ResponseFreshness,
} from '../field-cache/response/response-freshness.ts';
import { toClientVariable } from '../operation/internal-name.ts';
import { createKnownDocuments } from '../operation/known-documents.ts';
import { type NormalizedOperation, normalizeOperation } from '../operation/normalize-operation.ts';
import { checkOperationLimits, type OperationLimits } from '../operation/operation-limits.ts';
import { createOperationStore } from '../operation/operation-store.ts';
import { createQueryPlanner } from '../operation/plan/create-query-planner.ts';
import { readSupergraphRules } from '../operation/plan/entity-rules.ts';
import { readPlannerNames } from '../operation/plan/planner-names.ts';
import type { PlannerName } from '../operation/plan/query-planner.ts';
import { attachFailures } from '../response/attach-failures.ts';
import { measureResult } from '../response/encode-result.ts';
import { createSharedWork } from '../subgraph/shared-work.ts';
import { isOutage, type SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import { SubgraphRequestError } from '../subgraph/subgraph-request-error.ts';
import { type CompiledOperation, compileOperation } from './compiled/compile-operation.ts';
import type { SubgraphConnection } from './compiled/subgraph-connection.ts';
import { createTypeMatcher } from './compiled/type-matcher.ts';
import type { ExecutionEngine, ExecutionRequest, ExecutionResult, KnownOperation } from './execution-engine.ts';
import { createInFlightCounter } from './in-flight-counter.ts';
import type { Explanations, RequestContext } from './request-context.ts';

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
  readonly limits: OperationLimits;
  /** Absent where nothing is kept. */
  readonly cache?: FieldCache | undefined;
  /** How many operations are kept, planned and compiled. */
  readonly operationLimit: number;
  readonly log: Logger;
}

interface Question {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

interface ExecutedOperation {
  readonly result: ExecutionResult;
  readonly outcome?: CacheOutcome;
  /** Absent where nothing is kept. */
  readonly freshness?: ResponseFreshness;
  /** Whether it is the same for everybody of whom the policies of its fields say so. */
  readonly isAsDeclared: boolean;
  readonly principal: Principal;
}

interface PreparedOperation extends KnownOperation {
  /** Different for each document and name, in this process. */
  readonly id: number;
  readonly normalized: NormalizedOperation;
  readonly compiled: CompiledOperation;
  uses: number;
}

/** Throws when the supergraph is not valid, or when the planner that was asked for does not run here. */
export async function createCompiledEngine(options: CompiledEngineOptions): Promise<ExecutionEngine> {
  const { supergraphSdl, plannedSdl, operationLimit, deduplicates, limits, log } = options;
  const supergraph = Supergraph.build(plannedSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const wholeSchema = supergraph.schema.toGraphQLJSSchema();
  const matchType = createTypeMatcher(wholeSchema);
  const cache =
    options.cache &&
    openGraphCache(options.cache, supergraphSdl, (error) =>
      log.warn({ err: error }, 'The other replicas could not be told at once what a mutation has changed'),
    );
  const connections = connectAll(supergraph, (subgraph) => addCache(options.connectSubgraph(subgraph), cache));
  const connect = (name: string): SubgraphConnection => {
    const connection = connections.get(name);
    if (connection === undefined)
      throw new Error(`The plan asks subgraph "${name}", which the supergraph does not have.`);
    return connection;
  };
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

  const preparedOperations = createOperationStore<PreparedOperation>({ limit: operationLimit });
  // Many documents can be one operation: they may differ in literals, names and layout.
  const compiledOperations = createOperationStore<CompiledOperation>({ limit: operationLimit });
  const documents = createKnownDocuments({ limit: operationLimit, textLimit: documentTextLimit });
  const sharedQueries = createSharedWork<ExecutedOperation>();
  const inFlight = createInFlightCounter();
  let preparedCount = 0;

  function prepare({ document, operationName, hash }: KnownOperation): Promise<PreparedOperation> {
    return preparedOperations.get(`${hash} ${operationName ?? ''}`, async () => {
      const operation = getOperationAST(document, operationName);
      if (!operation) throw new Error(`The document has no operation ${operationName ?? 'without a name'}.`);
      checkOperationLimits(document, operation, limits);
      const normalized = normalizeOperation(schema, document, operation, plannerNames);
      const compiled = await compiledOperations.get(normalized.text, () => compile(normalized));
      preparedCount += 1;
      return { id: preparedCount, document, operationName, hash, normalized, compiled, uses: 0 };
    });
  }

  async function compile(operation: NormalizedOperation): Promise<CompiledOperation> {
    const rootType = schema.getRootType(operation.operation.operation);
    // GraphQL's validation lets this pass.
    if (!rootType) {
      throw new CodedError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation.operation}s.`);
    }
    const plan = operation.planned ? await planner.plan(operation.planned) : { root: undefined };
    return compileOperation({ schema, rootType, operation, plan, matchType, connect });
  }

  async function run(request: ExecutionRequest): Promise<ExecutionResult> {
    const { document, operation, queryHash, source } = request;
    documents.add(source, document, queryHash);
    if (operation === undefined) return refusedName;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) return refusedSubscription;
    const prepared = await prepare({ document, operationName: operation.name?.value, hash: queryHash });
    prepared.uses += 1;
    const variables = request.request.variables ?? {};
    const context = request.context as RequestContext;
    const { result, freshness } = await answer(prepared, { operation, variables, context });
    if (freshness !== undefined) context.outcome.freshness = freshness;
    return result;
  }

  async function answer(
    prepared: PreparedOperation,
    { operation, variables, context }: Question,
  ): Promise<Pick<ExecutedOperation, 'result' | 'freshness'>> {
    const isShared = operation.operation === OperationTypeNode.QUERY && context.explanations === undefined;
    const question = JSON.stringify([prepared.id, prepared.operationName, variables]);
    const identity = createIdentity(context.principal);
    const comparesValues = isShared && (cache?.drawComparison() ?? false);
    const known =
      isShared && cache?.isTrusted === true && !comparesValues ? cache.responses.find(question, identity) : undefined;
    if (known !== undefined) return { result: known.response, freshness: describeAssembled(known, cache?.now() ?? 0) };
    // Only now: a response is kept for variables that were right.
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { result: { errors } };
    if (!isShared) return execute(prepared, variables, coerced, context);
    const executeAndKeep = async (runContext: RequestContext): Promise<ExecutedOperation> => {
      const executed = await execute(prepared, variables, coerced, { ...runContext, comparesValues });
      const { result, outcome } = executed;
      if (outcome !== undefined && result.errors === undefined) {
        cache?.responses.keep(question, identity, outcome, result, () => keptSizeFactor * measureResult(result));
      }
      return executed;
    };
    if (!deduplicates) return executeAndKeep(context);
    const join = (audience: string): Promise<ExecutedOperation> =>
      sharedQueries.join(`${cache?.epoch ?? 0} ${audience} ${question}`, context.signal, (signal) =>
        executeAndKeep({ ...context, signal }),
      );
    const caller = describePrincipal(context.principal);
    const { varyBy } = prepared.compiled.variantFor((name) => readCondition(coerced, name));
    const dimension = varyBy && identity.findDimension(varyBy);
    try {
      const shared = dimension && (await join(dimension.text));
      // What another caller was refused, or a subgraph gives to nobody else, is for that caller alone.
      if (shared?.isAsDeclared === true || (shared && describePrincipal(shared.principal) === caller)) return shared;
      return await join(caller);
    } catch (error) {
      if (context.signal.aborted) return { result: timedOut };
      throw error;
    }
  }

  async function execute(
    { normalized, compiled }: PreparedOperation,
    variables: Readonly<Record<string, unknown>>,
    coerced: Readonly<Record<string, unknown>>,
    { principal, signal, requestId, explanations, comparesValues = false }: RequestContext,
  ): Promise<ExecutedOperation> {
    const { literals } = normalized;
    const data = {};
    const failures: SubgraphFailure[] = [];
    const origins = explanations && createValueOrigins();
    const outcome = cache?.createOutcome(origins);
    await compiled.fetch?.({
      data,
      variables,
      literals,
      readCondition: (name) => readCondition(coerced, name),
      principal,
      signal,
      failures,
      reportFailure: (error, subgraph) => reportFailure(log, error, { requestId, subgraph, signal }),
      cacheRun:
        outcome && cache?.createRun({ variables, literals, principal }, { outcome, isCompared: comparesValues }),
    });
    const { shape } = compiled.variantFor((name) => readCondition(coerced, name));
    const shaped = attachFailures(shape.shape(data, compiled.introspect?.(variables, literals)), failures);
    const result =
      explanations && origins && cache
        ? { ...shaped, extensions: explain(explanations, origins.listShown(data, shaped.data), cache.now()) }
        : shaped;
    return {
      result,
      ...(outcome && { outcome, freshness: describeOutcome(outcome, result.errors !== undefined) }),
      isAsDeclared: outcome?.isAsDeclared !== false && failures.every(isOutage),
      principal,
    };
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
    async warmUp(operations) {
      for (const operation of operations) {
        // One that the changed schema does not allow any more will be refused when it comes.
        if (validate(schema, operation.document).length > 0) continue;
        await prepare(operation).catch((error: unknown) =>
          log.warn({ err: error }, 'An operation was not planned anew'),
        );
      }
    },
    async listMostUsed(count) {
      const prepared = await preparedOperations.values();
      return prepared.toSorted((a, b) => b.uses - a.uses).slice(0, count);
    },
    async retire() {
      await inFlight.drained();
      planner.close();
      await Promise.all([...connections.values()].map(({ client }) => client.close()));
    },
  };
}

function readCondition(variables: Readonly<Record<string, unknown>>, name: string): boolean {
  return variables[toClientVariable(name)] === true;
}

/** The objects of a response take several times as much memory as its text does. */
const keptSizeFactor = 4;

/** Documents can be as long as a request may be; with the usual ones, their number is what limits them. */
const documentTextLimit = 4_000_000;

/** For one whose time is over while others still wait for the same. */
const timedOut: ExecutionResult = {
  errors: [new CodedError('GATEWAY_TIMEOUT', 'The request took too long.')],
};

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

function connectAll(
  supergraph: Supergraph,
  connectSubgraph: CompiledEngineOptions['connectSubgraph'],
): ReadonlyMap<string, SubgraphConnection> {
  const subgraphs = supergraph.subgraphsMetadata();
  return new Map(subgraphs.map((subgraph) => [subgraph.name, connectSubgraph(subgraph)]));
}

function explain({ provenance, cacheDebugging }: Explanations, values: readonly ShownValue[], now: number) {
  return {
    ...(provenance && { provenance: describeProvenance(values, now) }),
    ...(cacheDebugging && { apolloCacheDebugging: describeCacheDebugging(values) }),
  };
}

function addCache(connection: SubgraphConnection, cache: GraphCache | undefined): SubgraphConnection {
  if (cache === undefined) return connection;
  return {
    ...connection,
    compileCachedFetch: (fetch) => cache.compileFetch(fetch, connection.client),
    compileMutation: (fetch) => cache.compileMutation(fetch),
  };
}

interface FailureContext {
  readonly requestId: string;
  readonly subgraph: string;
  readonly signal: AbortSignal;
}

function reportFailure(log: Logger, error: unknown, { requestId, subgraph, signal }: FailureContext): void {
  // A client that goes away ends the fetches made for it. That says nothing about the subgraph.
  if (!(error instanceof SubgraphRequestError) || hasClientLeft(signal)) return;
  const { code, status, cause, message } = error;
  log[errorCodeRegistry[code].statuses[200]]({ requestId, subgraph, code, status, err: cause }, message);
}

/** The other reason for which the signal of a request fires is that its time is over. */
function hasClientLeft({ reason }: AbortSignal): boolean {
  return (reason as DOMException | undefined)?.name === 'AbortError';
}
