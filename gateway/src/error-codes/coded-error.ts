// An error that the gateway itself gives to a client. Its code is one of the registry's.
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorCode } from './error-code-registry.ts';

export class CodedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, options: Pick<GraphQLErrorOptions, 'path' | 'extensions'> = {}) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.name = 'CodedError';
  }
}
