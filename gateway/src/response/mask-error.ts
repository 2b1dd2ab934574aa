// The last look at an error before it leaves: what nobody meant for clients is replaced and logged.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** For Apollo Server's `formatError`. An error without a code of its own is a fault in the gateway. */
export function createErrorMask(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    if (formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ err: cause }, 'An operation failed unexpectedly');
    return {
      message: 'The gateway failed to answer this. The error has been logged.',
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
  };
}
