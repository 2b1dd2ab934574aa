// What travels with one client request through the phases, and is gone with it.
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { VerifiedToken } from '../authentication/caller.ts';
import type { Principal } from '../authentication/principal.ts';
import type { ResponseFreshness } from '../field-cache/response/response-freshness.ts';
import type { CostBudget } from './cost-budget.ts';
import type { ExecutionResult } from './execution-engine.ts';
import type { RequestCost } from './request-cost.ts';

// A type, not an interface: Apollo's context types ask for an index signature, which interfaces do not have.
export type RequestContext = {
  readonly requestId: string;
  /** The client's place in a trace, where it sent a valid one. */
  readonly traceparent?: string | undefined;
  readonly principal: Principal;
  /** Absent where the caller sent none. */
  readonly token?: VerifiedToken | undefined;
  /** What the sender calls itself. Nothing is opened by it. */
  readonly client?: ClientName | undefined;
  /** Aborted when the client goes away, or, with a TimeoutError, when the request as a whole takes too long. */
  readonly signal: AbortSignal;
  /** Absent where nobody limits what the caller's operations may cost over time. */
  readonly costBudget?: CostBudget | undefined;
  /** Called once, when the operation is known and was not executed yet. Throws when it was asked too often. */
  readonly admitOperation?: ((operationName: string | undefined) => Promise<void> | void) | undefined;
  /** What the client is told of where its values come from. Undefined: nothing. */
  readonly explanations?: Explanations | undefined;
  /** What is worth knowing when the response has been sent. */
  readonly outcome: RequestOutcome;
  /** What the operation came to, when it was executed before Apollo Server was asked. */
  execution?: Promise<ExecutionResult>;
};

/** From the headers `apollographql-client-name` and `-version`. */
export interface ClientName {
  readonly name?: string;
  readonly version?: string;
}

/** Under which names of `extensions`. */
export interface Explanations {
  readonly provenance: boolean;
  /** As Apollo Router names it. */
  readonly cacheDebugging: boolean;
}

/** An operation that the schema allows. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of the document's text, in hex. */
  readonly hash: string;
}

export interface RequestOutcome {
  /** Absent where the request was refused before that was known. */
  asked?: AskedOperation;
  /** Of a mutation, as the client sent them. */
  variables?: unknown;
  operationName?: string;
  operationType?: string;
  /** Of the manifests' operation that was asked, by its id or its text. */
  persistedQueryId?: string;
  /** Set when it was refused because too much was asked: then the answer has status 429, and says so. */
  retryAfterSeconds?: number;
  /** Limits that are only measured and were exceeded, as they are called in the configuration. */
  exceededLimits?: readonly string[];
  /** The codes of the response's errors, without repetitions. */
  errorCodes?: readonly string[];
  errorCount?: number;
  /** False when nothing was answered. Absent: something was. */
  hasData?: boolean;
  /** Whether the request was refused before its execution began: syntax, validation, variables. */
  isRequestError?: boolean;
  /** Whether its caller may not have some of what was asked for, wherever and whether or not the client is told. */
  hasRefusedFields?: boolean;
  /** For how long the response may be kept, and by whom. Absent: it may not be. */
  freshness?: ResponseFreshness;
  /** Absent where costs do not count, and where the operation was not understood. */
  cost?: RequestCost;
}
