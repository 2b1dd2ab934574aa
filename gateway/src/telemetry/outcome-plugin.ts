// Notes on the request what became of its operation, for the log and for the HTTP status.
import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { limitCodes } from '../operation/limits/request-limits.ts';
import type { ErrorCode } from '../error-codes/error-code-registry.ts';
import type { RequestContext } from '../execution/request-context.ts';

/** Errors that end a well-formed request before its execution begins. */
const requestErrorCodes: ReadonlySet<string> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  ...Object.values(limitCodes),
  'COST_ESTIMATED_TOO_EXPENSIVE',
  'OPERATION_NOT_PLANNED',
]);

export const outcomePlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart() {
    return Promise.resolve({
      didResolveOperation({ contextValue: { outcome }, document, operation, operationName, queryHash, request }) {
        if (operation) {
          outcome.operationType = operation.operation;
          outcome.asked = { document, operation, hash: queryHash };
          if (operation.operation === OperationTypeNode.MUTATION) outcome.variables = request.variables;
        }
        if (operationName) outcome.operationName = operationName;
        return Promise.resolve();
      },
      willSendResponse({ contextValue: { outcome }, response: { body } }) {
        const { errors = [], data } = body.kind === 'single' ? body.singleResult : {};
        if (errors.length === 0) return Promise.resolve();
        const codes = new Set(errors.map((error) => String(error.extensions?.['code'])));
        outcome.errorCodes = [...codes];
        outcome.errorCount = errors.length;
        outcome.hasData = data !== undefined && data !== null;
        outcome.isRequestError = [...codes].every((code) => requestErrorCodes.has(code));
        return Promise.resolve();
      },
    });
  },
};
