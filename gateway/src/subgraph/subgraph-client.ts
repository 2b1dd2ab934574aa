// Sends GraphQL requests to one subgraph, over its own connection pool.
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import type { AssertionSigner } from '../authentication/assertion-signer.ts';
import type { Principal } from '../authentication/principal.ts';
import { describePrincipal } from '../authentication/principal-key.ts';
import { type Correlation, describeCorrelation } from './correlation.ts';
import { exchange, type HttpAnswer, InterruptedError, ResponseTooLargeError } from './http-exchange.ts';
import { createSharedWork } from './shared-work.ts';
import { SubgraphRequestError } from './subgraph-request-error.ts';

export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** For the whole exchange, connecting included. */
  readonly timeoutMs: number;
  /** The most connections at a time; further requests wait, within their deadline. */
  readonly connections: number;
  /** Fires when the gateway ends for good: even what should be brought to its end has no more time. */
  readonly end: AbortSignal;
  /** The largest response body that is accepted. */
  readonly responseSizeLimitBytes: number;
  /** Whether requests with the same body and identity that are under way at the same time share one answer. */
  readonly deduplicates: boolean;
  /** Without one, the subgraph learns nothing about the caller. */
  readonly assertions?: AssertionSigner | undefined;
}

export interface SubgraphRequest {
  /** The JSON text of a GraphQL request. */
  readonly body: string;
  readonly principal: Principal;
  /** Of the client's request that it is made for; of the first, where several share it. */
  readonly correlation?: Correlation | undefined;
  /** Ends the request when it fires. A request without one is brought to its end: what it changes has to be known. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the request changes nothing, so that one answer may serve all who ask the same at the same time. */
  readonly isShareable: boolean;
}

/** As it came: only its outer shape was checked. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
  readonly extensions?: unknown;
  /** The header of that name. */
  readonly cacheControl?: string | undefined;
}

export interface SubgraphClient {
  /** Parts of the address that no client may read. */
  readonly addressParts: readonly string[];
  /** Throws a `SubgraphRequestError` when there is no GraphQL response within the deadline. */
  send(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Resolves when the requests in flight have ended. */
  close(): Promise<void>;
}

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { name, timeoutMs, assertions, responseSizeLimitBytes, deduplicates, end } = options;
  const { origin, host, pathname, search } = new URL(options.url);
  const pool = new Pool(origin, {
    connections: options.connections,
    keepAliveTimeout: 30_000,
    // One deadline covers the whole exchange, so undici's own timers for its parts are off.
    connect: { timeout: timeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const path = `${pathname}${search}`;

  const shared = createSharedWork<HttpAnswer>();
  /** What the subgraph learns of a caller: nobody gets what was answered to somebody else. */
  const identify = (principal: Principal): string => (assertions === undefined ? '' : describePrincipal(principal));
  async function post(
    { body, principal, correlation }: SubgraphRequest,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const assertion = await assertions?.sign(principal, name);
    const headers = {
      ...plainHeaders,
      ...(correlation && describeCorrelation(correlation)),
      ...(assertion !== undefined && { authorization: `Bearer ${assertion}` }),
    };
    const limitBytes = responseSizeLimitBytes;
    try {
      return await exchange(pool, { path, headers, body, timeoutMs, limitBytes, signal: signal ?? end });
    } catch (cause) {
      throw describeFailure(name, cause);
    }
  }

  return {
    addressParts: [host, options.url],
    async send(request) {
      const { body, principal, signal, isShareable } = request;
      const { status, text, cacheControl } =
        deduplicates && isShareable
          ? await shared
              .join(identify(principal) + body, signal, (sharedSignal) => post(request, sharedSignal))
              .catch((error: unknown) => {
                // One whose time is over leaves the request to the others who share it.
                throw error instanceof SubgraphRequestError ? error : describeFailure(name, new InterruptedError());
              })
          : await post(request, signal);
      // Each has objects of its own: the executor adds to them.
      const { data, errors, extensions } = readResponse(name, status, text);
      return { ...(data !== undefined && { data }), ...(errors !== undefined && { errors }), extensions, cacheControl };
    },
    close: () => pool.close(),
  };
}

const plainHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
};

function describeFailure(name: string, cause: unknown): SubgraphRequestError {
  if (cause instanceof InterruptedError) {
    return new SubgraphRequestError('GATEWAY_TIMEOUT', name, `Subgraph "${name}" did not answer in time.`, { cause });
  }
  if (cause instanceof ResponseTooLargeError) {
    const { status } = cause;
    const message = `The response of subgraph "${name}" is larger than allowed.`;
    return new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, message, { status });
  }
  return new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, `Subgraph "${name}" could not be reached.`, { cause });
}

/**
 * A response with `data` counts whatever its status: some servers answer a refused field with 403. Without it, a
 * status that is no success means that the request itself was refused. That is between gateway and subgraph, save when
 * all that is wrong is a value: values of scalars that only the subgraph knows are checked nowhere else.
 */
function readResponse(name: string, status: number, text: string): SubgraphResponse {
  const isSuccess = status >= 200 && status < 300;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    if (isSuccess) throw malformed(name, status, 'no JSON', cause);
  }
  if (isGraphqlResponse(content) && (isSuccess || 'data' in content || isAboutValues(content))) return content;
  if (isSuccess) throw malformed(name, status, 'no GraphQL response');
  throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, `Subgraph "${name}" refused the request.`, { status });
}

function isGraphqlResponse(content: unknown): content is SubgraphResponse {
  if (typeof content !== 'object' || content === null) return false;
  const { data, errors } = content as Record<string, unknown>;
  if (errors !== undefined && !Array.isArray(errors)) return false;
  return data === undefined ? Array.isArray(errors) : typeof data === 'object' && !Array.isArray(data);
}

function isAboutValues({ errors = [] }: SubgraphResponse): boolean {
  return (
    errors.length > 0 &&
    errors.every((error) => (error as GraphQLFormattedError | null)?.extensions?.['code'] === 'BAD_USER_INPUT')
  );
}

function malformed(name: string, status: number, what: string, cause?: unknown): SubgraphRequestError {
  return new SubgraphRequestError(
    'SUBREQUEST_MALFORMED_RESPONSE',
    name,
    `Subgraph "${name}" sent a response that is ${what}.`,
    { status, cause },
  );
}
