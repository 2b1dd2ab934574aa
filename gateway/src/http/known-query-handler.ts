// Takes queries whose document is known past Apollo Server, which would do again what it did when they first came. It
// stays the one that speaks the protocol: all that is not entirely plain is left to it, and so is every answer with errors.
import type { FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ExecutionEngine, ExecutionResult } from '../execution/execution-engine.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { findOperation } from '../operation/known-documents.ts';
import { createResultEncoder } from '../response/encode-result.ts';
import type { GraphqlHandler } from './graphql-route.ts';

export interface KnownQueryHandlerOptions {
  /** The one that serves now. */
  readonly findEngine: () => ExecutionEngine | undefined;
  /** Apollo Server. */
  readonly handle: GraphqlHandler;
}

/** How many different `accept` headers are remembered, and how long one may be. */
const acceptLimit = 64;
const acceptLengthLimit = 256;

const answeredTypes: ReadonlySet<unknown> = new Set([
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
]);
const plainTypes: ReadonlySet<string | undefined> = new Set(['application/json', 'application/json; charset=utf-8']);

export function createKnownQueryHandler({ findEngine, handle }: KnownQueryHandlerOptions): GraphqlHandler {
  const encodeResult = createResultEncoder();
  // The media type of an answer follows from `accept` alone. Apollo Server's choice is what counts, so it is asked once.
  const typeByAccept = new LRUCache<string, string>({ max: acceptLimit });

  return async (request, reply) => {
    const { accept = '' } = request.headers;
    const type = typeByAccept.get(accept);
    const context = request.graphqlContext;
    if (type !== undefined && context !== undefined && context.explanations === undefined) {
      const result = await runKnownQuery(request, context, findEngine());
      if (result !== undefined) {
        reply.header('content-type', type);
        return encodeResult(result);
      }
    }
    const body = await handle(request, reply);
    const chosen = reply.getHeader('content-type');
    if (reply.statusCode === 200 && answeredTypes.has(chosen) && accept.length <= acceptLengthLimit) {
      typeByAccept.set(accept, String(chosen));
    }
    return body;
  };
}

/** The answer, or nothing: then the request is Apollo Server's, and so is what it came to. */
async function runKnownQuery(
  { method, headers, body }: FastifyRequest,
  context: RequestContext,
  engine: ExecutionEngine | undefined,
): Promise<ExecutionResult | undefined> {
  if (engine === undefined || method !== 'POST' || !plainTypes.has(headers['content-type']) || !isPlainBody(body)) {
    return undefined;
  }
  const known = engine.findDocument(body.query);
  const operation = known && findOperation(known, body.operationName ?? undefined);
  if (known === undefined || operation === undefined || operation.operation !== OperationTypeNode.QUERY) {
    return undefined;
  }
  context.outcome.operationType = operation.operation;
  context.outcome.asked = { document: known.document, operation, hash: known.hash };
  if (operation.name) context.outcome.operationName = operation.name.value;
  const execute = () =>
    engine.execute({
      document: known.document,
      operation,
      queryHash: known.hash,
      source: body.query,
      request: body.variables ? { variables: body.variables } : {},
      context,
    });
  const { admitOperation } = context;
  const execution =
    admitOperation === undefined ? execute() : admitFirst(() => admitOperation(operation.name?.value), execute);
  try {
    const result = await execution;
    // Its data is not touched: one that is kept would have to read it from its text.
    if ('data' in result && result.errors === undefined && result.extensions === undefined) return result;
  } catch {
    // Apollo Server meets the same error when it asks for the result, and answers it.
  }
  context.execution = execution;
  return undefined;
}

async function admitFirst<Result>(admit: () => Promise<void> | void, run: () => Promise<Result>): Promise<Result> {
  await admit();
  return run();
}

interface PlainBody {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Whether every member that Apollo Server reads is of its usual kind, and no persisted query is spoken of. */
function isPlainBody(body: unknown): body is PlainBody {
  if (!isRecord(body)) return false;
  const { query, operationName, variables, extensions } = body;
  return (
    typeof query === 'string' &&
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    (variables === undefined || variables === null || isRecord(variables)) &&
    (extensions === undefined ||
      extensions === null ||
      (isRecord(extensions) && extensions['persistedQuery'] === undefined))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
