// Why a request was refused before its operation was looked at.
import type { ErrorCode, StatusOf } from '../error-codes/error-code-registry.ts';

/** Status 400: the header is malformed. 401: the token is not acceptable. 503: the keys to check it cannot be had. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code = 'AUTH_ERROR' satisfies ErrorCode;
  readonly status: StatusOf<'AUTH_ERROR'>;

  /** Whether there was no token at all. */
  readonly isTokenMissing: boolean;

  /** The message is shown to the client: it never repeats the token or any part of it. */
  constructor(
    status: StatusOf<'AUTH_ERROR'>,
    message: string,
    { isTokenMissing = false, ...options }: ErrorOptions & { readonly isTokenMissing?: boolean } = {},
  ) {
    super(message, options);
    this.status = status;
    this.isTokenMissing = isTokenMissing;
  }
}
