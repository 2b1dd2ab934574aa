// Asks whether there is room for an operation, before it is executed. For those that never get to Apollo Server, whoever
// executes them asks.
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../execution/request-context.ts';

export const admitOperationPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart({ contextValue: { admitOperation } }) {
    if (admitOperation === undefined) return Promise.resolve();
    return Promise.resolve({
      async didResolveOperation({ contextValue: { execution }, operation }) {
        if (execution === undefined && operation) await admitOperation(operation.name?.value);
      },
    });
  },
};
