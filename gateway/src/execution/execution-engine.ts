// One loaded supergraph, ready to run operations. Replaced as a whole when the supergraph changes.
import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Principal } from '../authentication/principal.ts';
import type { KnownDocument } from '../operation/known-documents.ts';

type GatewayInterface = NonNullable<ApolloServerOptions<BaseContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;
/** What Apollo Server hands over. */
export type GatewayRequest = Parameters<Executor>[0];
/**
 * What an engine needs of Apollo's request; the document must be valid for its schema. `context` is the
 * `RequestContext`; Apollo's type does not say so.
 */
export type ExecutionRequest = Pick<GatewayRequest, 'document' | 'operation' | 'queryHash' | 'source' | 'context'> & {
  readonly request: Pick<GatewayRequest['request'], 'variables'>;
};
export type ExecutionResult = Awaited<ReturnType<Executor>>;

/** What identifies an operation that was asked for: equal for the same text and name. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Of the document's text. */
  readonly hash: string;
}

/** One that was asked for. */
export interface UsedOperation extends KnownOperation {
  /** At least one: a caller for each different part of the operation that callers were given. */
  readonly callers: readonly Principal[];
}

export interface ExecutionEngine {
  /** The client schema: what operations are validated against. */
  readonly schema: GraphQLSchema;
  /** The supergraph as it was loaded, before anything was taken out for the planner. */
  readonly supergraphSdl: string;
  execute(request: ExecutionRequest): Promise<ExecutionResult>;
  /** A document that was executed here before, by its exact text. */
  findDocument(text: string): KnownDocument | undefined;
  /** Prepares operations ahead of their first request. One that the schema does not allow is passed over. */
  warmUp(operations: readonly UsedOperation[]): Promise<void>;
  /** The operations that were asked for most, the most used first. */
  listMostUsed(count: number): Promise<readonly UsedOperation[]>;
  /** Lets the operations in flight finish, then closes the connections to the subgraphs. */
  retire(): Promise<void>;
}
