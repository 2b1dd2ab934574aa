// Sends GraphQL requests to one subgraph, over its own connection pool.
import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import type { AssertionSigner } from '../authentication/assertion-signer.ts';
import type { Principal } from '../authentication/principal.ts';
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
  /** Ends the request when it fires. A request without one is brought to its end: what it changes has to be known. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the request changes nothing, so that one answer may serve all who ask the same at the same time. */
  readonly isShareable: boolean;
}

/** As it came: only its outer shape was checked. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly unknown[];
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

  const shared = createSharedWork<Exchange>();
  /** What the subgraph learns of a caller: nobody gets what was answered to somebody else. */
  const identify = (principal: Principal): string => (assertions === undefined ? '' : JSON.stringify(principal));
  /** A caller whose time is over leaves the request to others who share it. */
  const describeEnd = (cause: unknown): SubgraphRequestError =>
    cause instanceof SubgraphRequestError
      ? cause
      : new SubgraphRequestError('GATEWAY_TIMEOUT', name, `Subgraph "${name}" did not answer in time.`, { cause });

  async function exchange(
    requestBody: string,
    principal: Principal,
    signal: AbortSignal | undefined,
  ): Promise<Exchange> {
    const deadline = createDeadline(timeoutMs, signal ?? end);
    try {
      const assertion = await assertions?.sign(principal, name);
      const { statusCode: status, body } = await pool.request({
        method: 'POST',
        path,
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...(assertion !== undefined && { authorization: `Bearer ${assertion}` }),
        },
        body: requestBody,
        signal: deadline.signal,
      });
      const text = await readText(body, responseSizeLimitBytes);
      if (text !== undefined) return { status, text };
      const message = `The response of subgraph "${name}" is larger than allowed.`;
      throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, message, { status });
    } catch (cause) {
      if (cause instanceof SubgraphRequestError) throw cause;
      if (deadline.hasPassed() || signal?.aborted === true) throw describeEnd(cause);
      throw new SubgraphRequestError('SUBREQUEST_HTTP_ERROR', name, `Subgraph "${name}" could not be reached.`, {
        cause,
      });
    } finally {
      deadline.clear();
    }
  }

  return {
    addressParts: [host, options.url],
    async send(request) {
      const { body, principal, signal, isShareable } = request;
      const { status, text } =
        deduplicates && isShareable
          ? await shared
              .join(identify(principal) + body, signal, (sharedSignal) => exchange(body, principal, sharedSignal))
              .catch((error: unknown) => Promise.reject(describeEnd(error)))
          : await exchange(body, principal, signal);
      // Each has objects of its own: the executor adds to them.
      return readResponse(name, status, text);
    },
    close: () => pool.close(),
  };
}

interface Exchange {
  readonly status: number;
  readonly text: string;
}

/** A signal that aborts after `timeoutMs` or with `parent`. Cheaper than `AbortSignal.any`, and leaves nothing behind. */
function createDeadline(timeoutMs: number, parent: AbortSignal | undefined) {
  const controller = new AbortController();
  let isPast = false;
  const abort = (): void => controller.abort();
  const timer = setTimeout(() => {
    isPast = true;
    abort();
  }, timeoutMs);
  if (parent?.aborted === true) abort();
  else parent?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => isPast,
    clear() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', abort);
    },
  };
}

/** The body, or `undefined` once it exceeds the limit; the rest of it is then never read. */
async function readText(body: AsyncIterable<Buffer> & { destroy(): unknown }, limitBytes: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      body.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
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
