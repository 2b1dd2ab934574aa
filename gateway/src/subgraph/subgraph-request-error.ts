// A request to a subgraph that brought no GraphQL response.
import type { ErrorCode } from '../error-codes/error-code-registry.ts';

export type SubgraphRequestErrorCode = Extract<
  ErrorCode,
  'SUBREQUEST_HTTP_ERROR' | 'SUBREQUEST_MALFORMED_RESPONSE' | 'GATEWAY_TIMEOUT'
>;

/** The message is for clients and names the subgraph only; `cause` and `status` are for the log. */
export class SubgraphRequestError extends Error {
  override readonly name = 'SubgraphRequestError';
  readonly code: SubgraphRequestErrorCode;
  readonly subgraph: string;
  /** The HTTP status, when there was a response. */
  readonly status: number | undefined;

  constructor(
    code: SubgraphRequestErrorCode,
    subgraph: string,
    message: string,
    { status, cause }: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.subgraph = subgraph;
    this.status = status;
  }
}
