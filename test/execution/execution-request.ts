// What Apollo Server hands to an engine for one operation.
import { createHash } from 'node:crypto';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import type { GatewayRequest } from '../../gateway/src/execution/execution-engine.ts';
import type { Operation } from './answer.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export function createExecutionRequest(
  schema: GraphQLSchema,
  { text, document, operationName, variables }: Operation,
  context: Record<string, unknown>,
): GatewayRequest {
  const operation = getOperationAST(document, operationName ?? null);
  if (!operation) throw new Error('The document has no operation.');
  const request = {
    request: { query: text, operationName, variables, http: undefined },
    document,
    operation,
    operationName,
    source: text,
    queryHash: createHash('sha256').update(text).digest('hex'),
    schema,
    context,
    logger: silent,
    metrics: {},
  };
  // The rest of Apollo's type is of no concern to engines.
  return request as unknown as GatewayRequest;
}
