// Decides what of an error leaves the subgraph: what was meant for callers does, everything else becomes one sentence.
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { type ErrorCode, errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import { shortenMessage } from '../values/shown-value.ts';
import { SystemError } from '../system/system-error.ts';

const maskedCode: ErrorCode = 'INTERNAL_SERVER_ERROR';

/**
 * Errors thrown as GraphQLError (and Apollo Server's own about parsing and validation) keep message and code; any other
 * is a defect: it is logged whole and leaves as INTERNAL_SERVER_ERROR without a word of its message or stack.
 */
export function createErrorMask(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const thrown = unwrapResolverError(error);
    const { stacktrace: _never, ...extensions } = formatted.extensions ?? {};
    if (thrown instanceof SystemError) {
      logger[errorCodeRegistry[thrown.code].statuses[200]](
        { ...thrown.extensions, reason: thrown.reason, path: formatted.path, err: thrown.cause },
        thrown.message,
      );
      return { ...formatted, extensions };
    }
    if (thrown instanceof GraphQLError && extensions['code'] !== maskedCode) {
      // GraphQL shows the value of a variable whole.
      return { ...formatted, message: shortenMessage(formatted.message), extensions };
    }
    logger.error({ err: thrown, path: formatted.path }, 'unexpected error');
    return {
      message: 'Something went wrong in this subgraph; its log tells more.',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: maskedCode },
    };
  };
}
