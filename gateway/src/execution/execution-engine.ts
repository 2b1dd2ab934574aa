// One loaded supergraph, ready to run operations. Replaced as a whole when the supergraph changes.
import type { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';

type Executor = ApolloGateway['executor'];
/** Its `context` is the `RequestContext`; Apollo's type does not say so. */
export type ExecutionRequest = Parameters<Executor>[0];
export type ExecutionResult = Awaited<ReturnType<Executor>>;

export interface ExecutionEngine {
  /** The client schema: what operations are validated against. */
  readonly schema: GraphQLSchema;
  /** The supergraph as it was loaded, before anything was taken out for the planner. */
  readonly supergraphSdl: string;
  execute(request: ExecutionRequest): Promise<ExecutionResult>;
  /** Lets the operations in flight finish, then closes the connections to the subgraphs. */
  retire(): Promise<void>;
}
