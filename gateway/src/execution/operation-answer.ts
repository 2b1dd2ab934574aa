// Answers a prepared operation with as little work as the answer allows: with a response that is kept whole, with one that
// is under way for somebody who gets the same, or with a run of its own.
import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Principal } from '../authentication/principal.ts';
import { describePrincipal } from '../authentication/principal-key.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import { measureText } from '../field-cache/cells/cell-size.ts';
import { createIdentity, type Identity } from '../field-cache/cells/identity.ts';
import type { DemandControl } from '../operation/cost/demand-control.ts';
import type { GraphCache } from '../field-cache/graph-cache.ts';
import { describeAssembled } from '../field-cache/response/response-freshness.ts';
import { readResult, writeResult } from '../response/encode-result.ts';
import { createSharedWork } from '../subgraph/shared-work.ts';
import { estimateRequest } from './estimate-request.ts';
import type { ExecutionResult } from './execution-engine.ts';
import { type ExecutedOperation, readCondition, type RunOperation, type RunOptions } from './operation-run.ts';
import type { PreparedOperation, PreparedOperations } from './prepared-operations.ts';
import type { RequestContext } from './request-context.ts';
import type { SharedAnswers } from './shared-answers.ts';

export interface Question {
  readonly operation: OperationDefinitionNode;
  /** The client's, as they came. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

export type OperationAnswer = Pick<ExecutedOperation, 'result' | 'freshness'>;

export interface OperationAnswerOptions {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly cache: GraphCache | undefined;
  /** Absent where replicas share nothing. */
  readonly sharedAnswers: SharedAnswers | undefined;
  /** Whether identical queries that are under way at the same time run once, for all who get the same. */
  readonly deduplicates: boolean;
  /** Absent where costs do not count. */
  readonly demandControl: DemandControl | undefined;
  readonly permit: PreparedOperations['permit'];
  readonly run: RunOperation;
}

/** For one whose time is over while others still wait for the same. */
const timedOut: ExecutionResult = {
  errors: [new CodedError('GATEWAY_TIMEOUT', 'The request took too long.')],
};

export function createOperationAnswer(options: OperationAnswerOptions) {
  const { schema, cache, sharedAnswers, deduplicates, permit, demandControl, run } = options;
  const sharedQueries = createSharedWork<ExecutedOperation>();
  /** Of responses that are kept whole. */
  const estimates = new WeakMap<ExecutionResult, number>();
  /** The principal of a verified token is one object for many requests, and cannot change. */
  const identities = new WeakMap<Principal, Identity>();
  const findIdentity = (principal: Principal): Identity => {
    let identity = identities.get(principal);
    if (identity === undefined) identities.set(principal, (identity = createIdentity(principal)));
    return identity;
  };

  return async (prepared: PreparedOperation, { operation, variables, context }: Question): Promise<OperationAnswer> => {
    const isShared = operation.operation === OperationTypeNode.QUERY && context.explanations === undefined;
    const question = JSON.stringify([prepared.id, prepared.operationName, variables]);
    const identity = findIdentity(context.principal);
    const comparesValues = isShared && (cache?.drawComparison() ?? false);
    const known =
      isShared && cache?.isTrusted === true && !comparesValues ? cache.responses.find(question, identity) : undefined;
    if (known !== undefined) {
      const { isProtected } = prepared;
      const estimated = demandControl && estimates.get(known.response);
      if (estimated !== undefined) context.outcome.cost = { estimated, max: demandControl?.max ?? 0, actual: 0 };
      return { result: known.response, freshness: describeAssembled(known, { now: cache?.now() ?? 0, isProtected }) };
    }
    // Only now: a response is kept for variables that were right.
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors) return { result: { errors } };
    const cost = demandControl && estimateRequest(demandControl, prepared, coerced, context.outcome);
    if (cost !== undefined) {
      await context.costBudget?.admit(cost.estimated);
      // For who joins what another caller has begun, and pays nothing for it.
      cost.actual = 0;
    }
    const { principal } = context;
    const whole = await prepared.compile();
    const part = permit(whole, coerced, context.principal);
    const permitted = part === undefined ? whole : await part;
    const runAndCount = async (runOptions: RunOptions): Promise<ExecutedOperation> => {
      const executed = await run(permitted, { given: variables, coerced }, context, runOptions);
      if (cost !== undefined) cost.actual = (cost.actual ?? 0) + chargeFor(executed, cost.estimated);
      return executed;
    };
    const settle = (executed: ExecutedOperation): ExecutedOperation => {
      if (cost?.actual !== undefined) context.costBudget?.charge(cost.actual);
      if (executed.hasRefusedFields) context.outcome.hasRefusedFields = true;
      return executed;
    };
    // What is refused is rare, and shared with nobody.
    if (!isShared || part !== undefined)
      return settle(await runAndCount({ signal: context.signal, comparesValues: false }));
    const { varyBy, refused } = whole.compiled.variantFor((name) => readCondition(coerced, name));
    const asked = varyBy && {
      question,
      writeName: () => JSON.stringify([whole.variant.key, [...whole.normalized.literals], coerced]),
      varyBy,
      identity,
    };
    const load = async (): Promise<ExecutedOperation | undefined> => {
      if (asked === undefined || refused.length > 0 || comparesValues) return undefined;
      const loaded = await sharedAnswers?.load(asked);
      if (loaded === undefined) return undefined;
      const { isProtected } = prepared;
      const freshness = describeAssembled(loaded, { now: cache?.now() ?? 0, isProtected });
      if (cost !== undefined) estimates.set(loaded.response, cost.estimated);
      return { result: loaded.response, freshness, isAsDeclared: true, principal, hasRefusedFields: false };
    };
    const runAndKeep = async (signal: AbortSignal): Promise<ExecutedOperation> => {
      const loaded = sharedAnswers && (await load());
      if (loaded !== undefined) return loaded;
      const executed = await runAndCount({ signal, comparesValues });
      const { result, outcome } = executed;
      if (outcome !== undefined && result.errors === undefined && refused.length === 0) {
        const onFirstReuse = asked && sharedAnswers?.prepare(asked, outcome, result);
        cache?.responses.keep(question, identity, outcome, {
          write: () => {
            const kept = readResult(writeResult(result));
            if (cost !== undefined) estimates.set(kept, cost.estimated);
            return kept;
          },
          measure: (kept) => measureText(writeResult(kept)),
          onFirstReuse,
        });
      }
      return executed;
    };
    if (!deduplicates) return settle(await runAndKeep(context.signal));
    const join = (audience: string): Promise<ExecutedOperation> =>
      sharedQueries.join(`${cache?.epoch ?? 0} ${audience} ${question}`, context.signal, runAndKeep);
    const caller = describePrincipal(context.principal);
    const dimension = varyBy && identity.findDimension(varyBy);
    try {
      const shared = dimension && (await join(dimension.text));
      // What another caller was refused, or a subgraph gives to nobody else, is for that caller alone.
      const isOwn = shared && (shared.isAsDeclared || describePrincipal(shared.principal) === caller);
      return settle(isOwn === true ? shared : await join(caller));
    } catch (error) {
      if (context.signal.aborted) return { result: timedOut };
      throw error;
    }
  };
}

/** Whoever asks so much that a subgraph gives up would otherwise pay nothing for it. */
function chargeFor({ actualCost = 0, isCostUnsettled = false }: ExecutedOperation, estimated: number): number {
  return isCostUnsettled ? Math.max(actualCost, estimated) : actualCost;
}
