// What goes wrong, as every embedded system says it: an error that knows its HTTP status and its RFC 9457 fields.
import { STATUS_CODES } from 'node:http';

/** One thing at fault within a request. */
export interface ProblemError {
  /** JSON pointer into the request body, or `?name` of a parameter. */
  pointer?: string;
  code?: string;
  message: string;
  [member: string]: unknown;
}

export interface ProblemOptions {
  /** HTTP status, 400 to 599. */
  status: number;
  /** Default: the usual code of the status, for example `NOT_FOUND`. */
  code?: string;
  /** A sentence that names the value at fault and the way out. */
  detail?: string;
  errors?: readonly ProblemError[];
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, code = usualCode(status), detail, errors = [], headers = {}, cause }: ProblemOptions) {
    const title = STATUS_CODES[status] ?? 'Error';
    super(detail ?? title, { cause });
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}

/** What a system sends for a problem. One whose published API has error bodies of its own brings another renderer. */
export type ProblemRenderer = (problem: Problem) => { contentType: string; body: unknown };

export const renderProblemJson: ProblemRenderer = ({ status, code, title, detail, errors }) => ({
  contentType: 'application/problem+json',
  body: {
    type: 'about:blank',
    title,
    status,
    ...(detail !== undefined && { detail }),
    code,
    ...(errors.length > 0 && { errors }),
  },
});

/**
 * Any thrown value as a problem. What Fastify refuses keeps its status; whatever else was not thrown on purpose is a
 * 500 that tells the caller nothing, for its message may hold anything.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = isClientError(error) ? error.statusCode : 500;
  if (status === 500) return new Problem({ status, cause: error });
  return new Problem({ status, detail: (error as Error).message, cause: error });
}

function isClientError(error: unknown): error is Error & { statusCode: number } {
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

function usualCode(status: number): string {
  switch (status) {
    case 401:
      return 'UNAUTHENTICATED';
    case 403:
      return 'FORBIDDEN';
    case 404:
      return 'NOT_FOUND';
    case 413:
      return 'BODY_TOO_LARGE';
    case 415:
      return 'UNSUPPORTED_MEDIA_TYPE';
    case 429:
      return 'TOO_MANY_REQUESTS';
    case 502:
    case 503:
    case 504:
      return 'TEMPORARILY_UNAVAILABLE';
    default:
      return status < 500 ? 'INVALID_REQUEST' : 'INTERNAL_ERROR';
  }
}
