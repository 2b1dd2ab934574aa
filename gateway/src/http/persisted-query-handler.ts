// Puts the document in place of the id of a persisted query, before anybody looks at the request: what follows sees a
// request as any other. Documents that the caller may not ask are refused here, those sent as text included.
import type { FastifyRequest } from 'fastify';
import type { ExecutionEngine } from '../execution/execution-engine.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { AdmittedQuery, AskedQuery, QueryAdmission } from '../operation/persisted/query-admission.ts';
import type { GraphqlHandler } from './graphql-route.ts';
import { RequestRefusal } from './request-refusal.ts';

export interface PersistedQueryHandlerOptions {
  readonly admission: QueryAdmission;
  /** The one that serves now. */
  readonly findEngine: () => ExecutionEngine | undefined;
  readonly handle: GraphqlHandler;
}

/** Where the parts of an operation stand in a request. */
interface AskedRequest extends AskedQuery {
  /** Makes the request one for this document. */
  replace(text: string | undefined): void;
}

export function createPersistedQueryHandler(options: PersistedQueryHandlerOptions): GraphqlHandler {
  const { admission, findEngine, handle } = options;

  function admit(request: FastifyRequest, context: RequestContext): AdmittedQuery | undefined {
    const onlyOperationsOf = context.token?.restrictions.operations;
    if (!admission.looksUpTexts && onlyOperationsOf === undefined && hasNoId(request)) return undefined;
    const asked = request.method === 'GET' ? readAddress(request) : readBody(request);
    if (asked === undefined) return undefined;
    if (asked.id === undefined && !admission.looksUpTexts && onlyOperationsOf === undefined) return undefined;
    const { requestId, client } = context;
    const admitted = admission.admit(asked, { requestId, clientName: client?.name, onlyOperationsOf });
    if (asked.id !== undefined) asked.replace(admitted.text);
    if (admitted.persistedQueryId !== undefined) context.outcome.persistedQueryId = admitted.persistedQueryId;
    return admitted;
  }

  async function handleAndKeep(
    { text, keptAs }: AdmittedQuery,
    ...[request, reply]: Parameters<GraphqlHandler>
  ): ReturnType<GraphqlHandler> {
    const body = await handle(request, reply);
    const isValid = text !== undefined && findEngine()?.findDocument(text) !== undefined;
    if (isValid && keptAs !== undefined) admission.keep(keptAs, text);
    return body;
  }

  return (request, reply) => {
    const context = request.graphqlContext;
    const admitted = context && admitNoted(context, () => admit(request, context));
    return admitted?.keptAs === undefined ? handle(request, reply) : handleAndKeep(admitted, request, reply);
  };
}

function admitNoted({ outcome }: RequestContext, admit: () => AdmittedQuery | undefined): AdmittedQuery | undefined {
  try {
    return admit();
  } catch (error) {
    if (error instanceof RequestRefusal) outcome.errorCodes = [error.refused.code];
    throw error;
  }
}

/** Whether that can be told at a glance, as of most requests. */
function hasNoId({ method, body }: FastifyRequest): boolean {
  return method === 'POST' && isRecord(body) && (body['extensions'] ?? undefined) === undefined;
}

/** Undefined for what Apollo Server refuses, whatever else is in it. */
function readBody(request: FastifyRequest): AskedRequest | undefined {
  const { body } = request;
  if (!isRecord(body)) return undefined;
  const { query, extensions } = body;
  if (query !== undefined && query !== null && typeof query !== 'string') return undefined;
  return {
    text: query ?? undefined,
    id: isRecord(extensions) ? readId(extensions) : undefined,
    replace(text) {
      const { persistedQuery: _, ...others } = isRecord(extensions) ? extensions : {};
      request.body = { ...body, query: text, extensions: others };
    },
  };
}

/** As Apollo Server reads it. Undefined for what it refuses, such as a parameter that is there twice. */
function readAddress(request: FastifyRequest): AskedRequest | undefined {
  const url = new URL(request.url, 'http://localhost');
  const { searchParams } = url;
  const texts = searchParams.getAll('query');
  const [extensionText, ...moreExtensions] = searchParams.getAll('extensions');
  if (texts.length > 1 || moreExtensions.length > 0) return undefined;
  const extensions = extensionText === undefined ? {} : parseRecord(extensionText);
  if (extensions === undefined) return undefined;
  return {
    text: texts[0],
    id: readId(extensions),
    replace(text) {
      const { persistedQuery: _, ...others } = extensions;
      if (text !== undefined) searchParams.set('query', text);
      searchParams.set('extensions', JSON.stringify(others));
      request.raw.url = `${url.pathname}?${searchParams.toString()}`;
    },
  };
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readId({ persistedQuery }: Record<string, unknown>): string | undefined {
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  if (isRecord(persistedQuery)) {
    const { version, sha256Hash } = persistedQuery;
    if (version === 1 && typeof sha256Hash === 'string' && sha256Hash !== '') return sha256Hash;
  }
  throw new RequestRefusal({
    status: 400,
    code: 'BAD_REQUEST',
    message: 'The extension persistedQuery must be {"version": 1, "sha256Hash": "<the hash or the id>"}.',
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
