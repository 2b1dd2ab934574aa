// The reference: `@apollo/gateway` as it comes, over the subgraphs in memory.
import './telemetry-off.ts';
import { ApolloGateway } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import { type Answer, type Operation, toAnswer } from './answer.ts';
import { createExecutionRequest } from './execution-request.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { Run } from './memory-subgraph.ts';

export interface StockGateway {
  readonly schema: GraphQLSchema;
  ask(operation: Operation, run: Run): Promise<Answer>;
  close(): Promise<void>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export async function startStockGateway({ supergraphSdl, subgraphs }: FederatedGraph): Promise<StockGateway> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    buildService: ({ name }) => ({
      async process({ request, context }) {
        const subgraph = subgraphs.get(name);
        const text = await subgraph?.answer(JSON.stringify(request), (context as { run: Run }).run);
        return JSON.parse(text ?? '') as object;
      },
    }),
  });
  const { schema, executor } = await gateway.load();
  return {
    schema,
    async ask(operation, run) {
      return toAnswer(await executor(createExecutionRequest(schema, operation, { run })));
    },
    close: () => gateway.stop(),
  };
}
