// An engine that plans and executes with `@apollo/gateway`.
import './apollo-telemetry-off.ts';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { CodedError } from '../error-codes/coded-error.ts';
import { attachFailures } from '../response/attach-failures.ts';
import { createLibraryLog } from '../telemetry/library-log.ts';
import type { ExecutionEngine, ExecutionResult } from './execution-engine.ts';
import type { RequestContext } from './request-context.ts';

export interface ApolloEngineOptions {
  /** The supergraph as it was loaded. */
  readonly supergraphSdl: string;
  /** The same without the features that the planner does not know; see `supergraph/linked-features.ts`. */
  readonly plannedSdl: string;
  readonly connectSubgraph: (subgraph: { name: string; url: string }) => SubgraphConnection;
  readonly log: Logger;
}

export interface SubgraphConnection {
  readonly dataSource: GraphQLDataSource<RequestContext>;
  close(): Promise<void>;
}

/**
 * Throws when the supergraph is not valid. Each engine has an `ApolloGateway` of its own, for good: one that is
 * updated in place could run an operation's plan with the next supergraph's subgraphs.
 */
export async function createApolloEngine(options: ApolloEngineOptions): Promise<ExecutionEngine> {
  const connections: SubgraphConnection[] = [];
  const closeConnections = async (): Promise<void> => {
    await Promise.all(connections.map((connection) => connection.close()));
  };
  const gateway = new ApolloGateway({
    supergraphSdl: options.plannedSdl,
    buildService({ name, url }) {
      const connection = options.connectSubgraph({ name, url: url ?? '' });
      connections.push(connection);
      return connection.dataSource;
    },
    // Its defaults follow NODE_ENV; these are meant in every environment.
    validateSupergraph: true,
    __exposeQueryPlanExperimental: false,
    logger: createLibraryLog(options.log, 'apollo-gateway'),
  });
  try {
    const { schema, executor } = await gateway.load();
    const inFlight = createInFlightCounter();
    return {
      schema,
      supergraphSdl: options.supergraphSdl,
      async execute(request) {
        const finish = inFlight.start();
        const { failures } = request.context as RequestContext;
        try {
          if (request.operation?.operation === OperationTypeNode.SUBSCRIPTION) return refusedSubscription;
          return attachFailures(await executor(request), failures);
        } catch (error) {
          return describeRefusedOperation(error);
        } finally {
          finish();
        }
      },
      async retire() {
        await inFlight.drained();
        await gateway.stop();
        await closeConnections();
      },
    };
  } catch (error) {
    await closeConnections();
    throw error;
  }
}

const refusedSubscription: ExecutionResult = {
  errors: [new CodedError('OPERATION_RESOLUTION_FAILURE', 'Subscriptions are not executed here.')],
};

/**
 * The planner reads the document once more and finds what GraphQL's validation lets pass, such as a mutation where the
 * schema has none: a mistake of the client. When there is no operation at all, Apollo Server gives the error its code.
 */
function describeRefusedOperation(error: unknown): ExecutionResult {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== 'INVALID_GRAPHQL') throw error;
  return { errors: [new CodedError('GRAPHQL_VALIDATION_FAILED', error.message)] };
}

function createInFlightCounter() {
  let count = 0;
  let onDrained: (() => void) | undefined;
  return {
    start() {
      count += 1;
      return () => {
        count -= 1;
        if (count === 0) onDrained?.();
      };
    },
    drained: () =>
      new Promise<void>((resolve) => {
        if (count === 0) resolve();
        else onDrained = resolve;
      }),
  };
}
