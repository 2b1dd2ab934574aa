// Why a request was refused before its operation was looked at.

/** Status 400: the header is malformed. 401: the token is not acceptable. 503: the keys to check it cannot be had. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code = 'AUTH_ERROR';
  readonly status: 400 | 401 | 503;

  /** The message is shown to the client: it never repeats the token or any part of it. */
  constructor(status: 400 | 401 | 503, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
