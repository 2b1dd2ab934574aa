// What travels with one client request through the phases, and is gone with it.
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { VerifiedToken } from '../authentication/caller.ts';
import type { Principal } from '../authentication/principal.ts';
import type { ResponseFreshness } from '../field-cache/response/response-freshness.ts';
import type { ExecutionResult } from './execution-engine.ts';

// A type, not an interface: Apollo's context types ask for an index signature, which interfaces do not have.
export type RequestContext = {
  readonly requestId: string;
  readonly principal: Principal;
  /** Absent where the caller sent none. */
  readonly token?: VerifiedToken | undefined;
  /** Aborted when the client goes away, or, with a TimeoutError, when the request as a whole takes too long. */
  readonly signal: AbortSignal;
  /** What the client is told of where its values come from. Undefined: nothing. */
  readonly explanations?: Explanations | undefined;
  /** Whether the kept values that it is served are fetched all the same, and compared. */
  readonly comparesValues?: boolean;
  /** What is worth knowing when the response has been sent. */
  readonly outcome: RequestOutcome;
  /** What the operation came to, when it was executed before Apollo Server was asked. */
  execution?: Promise<ExecutionResult>;
};

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
  /** The codes of the response's errors, without repetitions. */
  errorCodes?: readonly string[];
  errorCount?: number;
  /** False when nothing was answered. Absent: something was. */
  hasData?: boolean;
  /** Whether the request was refused before its execution began: syntax, validation, variables. */
  isRequestError?: boolean;
  /** For how long the response may be kept, and by whom. Absent: it may not be. */
  freshness?: ResponseFreshness;
}
