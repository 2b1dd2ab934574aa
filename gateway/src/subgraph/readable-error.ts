// Turns an error from a subgraph's response into what a client may read.
import type { ErrorCode } from '../error-codes/error-code-registry.ts';

export interface ErrorPolicy {
  readonly subgraph: string;
  /** Parts of the subgraph's address; a message that contains one is never shown. */
  readonly addressParts: readonly string[];
  /** Whether the message of an error without a code of its own is shown. */
  readonly includeMessages: boolean;
}

/**
 * What an error may say besides its message. An allow-list: subgraphs put stacks, HTTP responses and query text into
 * extensions, and Apollo Server would take `http` for the status of the whole response.
 */
export const shownExtensions = [
  'code',
  'system',
  'retryable',
  'retryAfterSeconds',
  'argument',
  'field',
  'reason',
] as const;

/** Codes with which servers mark an error they did not expect, or a request only the gateway can have got wrong. */
export const uninformativeCodes: ReadonlySet<unknown> = new Set([
  undefined,
  'INTERNAL_SERVER_ERROR',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/** The code of an error whose own is not shown. */
const maskedCode: ErrorCode = 'DOWNSTREAM_SERVICE_ERROR';

/** An error with a code of its own was written for clients and keeps message and code; another one is masked. */
export function readSubgraphError(
  error: unknown,
  { subgraph, addressParts, includeMessages }: ErrorPolicy,
): { message: string; extensions: Record<string, unknown> } {
  const { message, extensions } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const given = (typeof extensions === 'object' && extensions !== null ? extensions : {}) as Record<string, unknown>;
  const isInformative = typeof given['code'] === 'string' && !uninformativeCodes.has(given['code']);

  const shown: Record<string, unknown> = { code: maskedCode, service: subgraph };
  for (const key of isInformative ? shownExtensions : []) {
    const value = given[key];
    if (['string', 'number', 'boolean'].includes(typeof value)) shown[key] = value;
  }
  const isShown =
    (isInformative || includeMessages) &&
    typeof message === 'string' &&
    !addressParts.some((part) => message.includes(part));
  return { message: isShown ? message : `Subgraph "${subgraph}" failed to resolve this.`, extensions: shown };
}
