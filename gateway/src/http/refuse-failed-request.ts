// Turns what went wrong while a request was taken in (its token, its body, its URL) into an answer.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AuthenticationError } from '../authentication/authentication-error.ts';
import { type ErrorCodeEntry, errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import { type RefusedRequest, sendRefusal } from './request-error.ts';
import { RequestRefusal } from './request-refusal.ts';

/** Messages of our own for the mistakes that clients make; Fastify's name its internals. */
const refusals: Readonly<Record<string, RefusedRequest>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'BAD_REQUEST', message: 'The request body is no valid JSON.' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'BAD_REQUEST', message: 'The request has no body.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'BAD_REQUEST', message: 'The request body is too large.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'BAD_REQUEST',
    message: 'The request body must be JSON: send it with "content-type: application/json".',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'BAD_REQUEST', message: 'The URL is malformed.' },
};

export function createFailedRequestHandler(log: Logger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof AuthenticationError) {
      const { status, code, message } = error;
      log[errorCodeRegistry[code].statuses[status]]({ requestId: request.id, status, err: error.cause }, message);
      // Whoever sent none is told no error (RFC 6750, 3.1).
      const challenge = error.isTokenMissing ? 'Bearer' : 'Bearer error="invalid_token"';
      if (status === 401) void reply.header('www-authenticate', challenge);
      return sendRefusal(request, reply, { status, code, message });
    }
    if (error instanceof RequestRefusal) {
      const { refused, message, cause, retryAfterSeconds, caller } = error;
      if (caller !== undefined) request.knownCaller = caller;
      const { status, code } = refused;
      const statuses: ErrorCodeEntry['statuses'] = errorCodeRegistry[code].statuses;
      const level = statuses[status] ?? 'none';
      if (level !== 'none') log[level]({ requestId: request.id, status, code, err: cause }, message);
      if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
      return sendRefusal(request, reply, refused);
    }
    const refusal = 'code' in error ? refusals[error.code] : undefined;
    if (refusal !== undefined) return sendRefusal(request, reply, refusal);
    if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) {
      return sendRefusal(request, reply, { status: 400, code: 'BAD_REQUEST', message: error.message });
    }
    log.error({ requestId: request.id, err: error }, 'A request failed unexpectedly');
    return sendRefusal(request, reply, {
      status: 500,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'The gateway failed to answer this. The error has been logged.',
    });
  };
}
