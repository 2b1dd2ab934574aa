// Runs a prepared operation once: asks the subgraphs, and makes the response of what they gave.
import type { Logger } from 'pino';
import type { Principal } from '../authentication/principal.ts';
import { errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import type { GraphCache } from '../field-cache/graph-cache.ts';
import type { CacheOutcome } from '../field-cache/response/cache-outcome.ts';
import { describeCacheDebugging } from '../field-cache/response/describe-cache-debugging.ts';
import { describeProvenance } from '../field-cache/response/describe-provenance.ts';
import { describeOutcome, type ResponseFreshness } from '../field-cache/response/response-freshness.ts';
import { createValueOrigins, type ShownValue } from '../field-cache/response/value-origins.ts';
import { toClientVariable } from '../operation/internal-name.ts';
import { attachFailures } from '../response/attach-failures.ts';
import { isOutage, type SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import { SubgraphRequestError } from '../subgraph/subgraph-request-error.ts';
import type { ExecutionResult } from './execution-engine.ts';
import type { PreparedOperation } from './prepared-operations.ts';
import type { Explanations, RequestContext } from './request-context.ts';

export interface OperationVariables {
  /** The client's, as they came. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The same as GraphQL understands them, with defaults. */
  readonly coerced: Readonly<Record<string, unknown>>;
}

export interface ExecutedOperation {
  readonly result: ExecutionResult;
  readonly outcome?: CacheOutcome;
  /** Absent where nothing is kept. */
  readonly freshness?: ResponseFreshness;
  /** Whether it is the same for everybody of whom the policies of its fields say so. */
  readonly isAsDeclared: boolean;
  readonly principal: Principal;
}

export type RunOperation = (
  prepared: PreparedOperation,
  variables: OperationVariables,
  context: RequestContext,
) => Promise<ExecutedOperation>;

export interface OperationRunOptions {
  readonly cache: GraphCache | undefined;
  readonly log: Logger;
}

export function createOperationRun({ cache, log }: OperationRunOptions): RunOperation {
  return async (
    { normalized: { literals }, compiled },
    { given: variables, coerced },
    { principal, signal, requestId, traceparent, explanations, comparesValues = false },
  ) => {
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
      correlation: { requestId, traceparent },
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
  };
}

/** The value of a variable in @skip or @include, by its internal name. */
export function readCondition(coerced: Readonly<Record<string, unknown>>, name: string): boolean {
  return coerced[toClientVariable(name)] === true;
}

function explain({ provenance, cacheDebugging }: Explanations, values: readonly ShownValue[], now: number) {
  return {
    ...(provenance && { provenance: describeProvenance(values, now) }),
    ...(cacheDebugging && { apolloCacheDebugging: describeCacheDebugging(values) }),
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
