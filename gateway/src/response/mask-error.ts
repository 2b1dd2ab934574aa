// The last look at an error before it leaves: what nobody meant for clients is replaced and logged.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { CodedError } from '../error-codes/coded-error.ts';

/** For Apollo Server's `formatError`. An error without a code of its own is a fault in the gateway. */
export function createErrorMask(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    // Apollo Server gives every error of validation the same code.
    if (error instanceof GraphQLError && error.originalError instanceof CodedError) return error.originalError.toJSON();
    if (error instanceof GraphQLError && error.originalError instanceof RangeError) return nestedTooDeeply.toJSON();
    // Its own message tells the operator of an Apollo Server what to write into the code.
    if (formatted.extensions?.['validationErrorCode'] === 'INTROSPECTION_DISABLED') {
      return new CodedError('GRAPHQL_VALIDATION_FAILED', 'Introspection is switched off here.').toJSON();
    }
    if (formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
    const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    log.error({ err: cause }, 'An operation failed unexpectedly');
    return new CodedError('INTERNAL_SERVER_ERROR', 'The gateway failed to answer this. The error has been logged.', {
      path: formatted.path,
    }).toJSON();
  };
}

/** The parser goes as deep as the document does, and the stack has an end. */
const nestedTooDeeply = new CodedError(
  'GRAPHQL_PARSE_FAILED',
  'The document is nested deeper than can be parsed (limits.parser_max_recursion).',
);
