// Runs a prepared operation once: asks the subgraphs, and makes the response of what they gave.
import type { Logger } from 'pino';
import { listPermittedAccounts } from '../authentication/permitted-accounts.ts';
import type { Principal } from '../authentication/principal.ts';
import { errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import type { GraphCache } from '../field-cache/graph-cache.ts';
import type { CacheOutcome } from '../field-cache/response/cache-outcome.ts';
import { describeCacheDebugging } from '../field-cache/response/describe-cache-debugging.ts';
import { describeProvenance } from '../field-cache/response/describe-provenance.ts';
import { describeOutcome, type ResponseFreshness } from '../field-cache/response/response-freshness.ts';
import { createValueOrigins, type ShownValue } from '../field-cache/response/value-origins.ts';
import type { DemandControl } from '../operation/cost/demand-control.ts';
import { baseCost } from '../operation/cost/estimate-cost.ts';
import { toClientVariable } from '../operation/internal-name.ts';
import { attachFailures } from '../response/attach-failures.ts';
import { attachRefusals, type RefusalReport } from '../response/attach-refusals.ts';
import { isOutage, type SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import { SubgraphRequestError } from '../subgraph/subgraph-request-error.ts';
import type { ViolationReporter } from '../telemetry/report-violations.ts';
import type { AccountViolation } from './compiled/account-check.ts';
import type { ExecutionResult } from './execution-engine.ts';
import type { RunnableOperation } from './prepared-operations.ts';
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
  /** Whether the caller may not have some of it. */
  readonly hasRefusedFields: boolean;
  /** What subgraphs were asked for. Absent where costs do not count. */
  readonly actualCost?: number;
  /** Whether some of them gave nothing, so that nobody knows what it really cost. */
  readonly isCostUnsettled?: boolean;
}

export type RunOperation = (
  runnable: RunnableOperation,
  variables: OperationVariables,
  context: RequestContext,
  options: RunOptions,
) => Promise<ExecutedOperation>;

export interface RunOptions {
  /** The request's own, or one for all who wait for the same. */
  readonly signal: AbortSignal;
  /** Whether the kept values that it is served are fetched all the same, and compared. */
  readonly comparesValues: boolean;
}

export interface RefusalSettings {
  /** Whether an operation that asks for something refused is not executed at all. Not in a dry run. */
  readonly rejectsPartial: boolean;
  readonly reportsIn: RefusalReport;
  readonly isLogged: boolean;
}

export interface OperationRunOptions {
  readonly cache: GraphCache | undefined;
  readonly refusals: RefusalSettings;
  /** Told of objects that were not for the caller, or of whom nobody could say whose they are. */
  readonly reportViolations: ViolationReporter | undefined;
  readonly demandControl: DemandControl | undefined;
  readonly log: Logger;
}

const accountClaims = ['ACCOUNT'];

export function createOperationRun(options: OperationRunOptions): RunOperation {
  const { cache, refusals, reportViolations, demandControl, log } = options;
  return async (
    { normalized: { literals, operation }, compiled, operationName, isProtected },
    { given: variables, coerced },
    { principal, requestId, traceparent, explanations },
    { signal, comparesValues },
  ) => {
    const { shape, refused } = compiled.variantFor((name) => readCondition(coerced, name));
    if (refused.length > 0 && refusals.isLogged) {
      log[errorCodeRegistry.UNAUTHORIZED_FIELD_OR_TYPE.statuses[200]](
        { requestId, operationName, unauthorizedPaths: refused.map((place) => place.join('.')) },
        'A caller may not have what it asked for',
      );
    }
    if (refused.length > 0 && refusals.rejectsPartial) {
      return {
        result: attachRefusals({ data: null }, refused, refusals.reportsIn),
        isAsDeclared: true,
        principal,
        hasRefusedFields: true,
      };
    }
    const data = {};
    const failures: SubgraphFailure[] = [];
    const origins = explanations && createValueOrigins();
    const outcome = cache?.createOutcome(origins);
    const costMeter = demandControl?.createMeter({ variables, literals }, baseCost(operation.operation));
    const violations: AccountViolation[] = [];
    const accounts = compiled.operation.accountScope && {
      permitted: listPermittedAccounts(principal),
      report: (violation: AccountViolation) => void violations.push(violation),
    };
    if (accounts) outcome?.noteClaims(accountClaims);
    await compiled.fetch?.({
      data,
      variables,
      literals,
      readCondition: (name) => readCondition(coerced, name),
      principal,
      correlation: { requestId, traceparent },
      signal,
      costMeter,
      failures,
      accounts,
      reportFailure: (error, subgraph) => reportFailure(log, error, { requestId, subgraph, signal }),
      cacheRun:
        outcome && cache?.createRun({ variables, literals, principal }, { outcome, isCompared: comparesValues }),
    });
    const shaped = shape.shape(data, compiled.introspect?.(variables, literals), accounts);
    if (violations.length > 0) reportViolations?.(violations, { requestId, operationName, principal });
    const answered = attachRefusals(attachFailures(shaped, failures), shaped.refused, refusals.reportsIn);
    const result =
      explanations && origins && cache
        ? withExtensions(answered, explain(explanations, origins.listShown(data, answered.data), cache.now()))
        : answered;
    const isIncomplete = result.errors !== undefined || shaped.refused.length > 0;
    return {
      result,
      // Not all who would get the same by the policies of its fields may have them.
      ...(outcome && {
        outcome,
        freshness: describeOutcome(outcome, { now: cache?.now() ?? 0, isIncomplete, isProtected }),
      }),
      isAsDeclared: outcome?.isAsDeclared !== false && failures.every(isOutage),
      principal,
      hasRefusedFields: shaped.refused.length > 0,
      ...(costMeter && { actualCost: costMeter.actual, isCostUnsettled: costMeter.isUnsettled }),
    };
  };
}

function withExtensions(result: ExecutionResult, extensions: Readonly<Record<string, unknown>>): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, ...extensions } };
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
