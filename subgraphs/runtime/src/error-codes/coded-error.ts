// An error that a caller is meant to read. Its code is one of the registry's.
import { GraphQLError } from 'graphql';
import type { ErrorCode } from './error-code-registry.ts';

export class CodedError extends GraphQLError {
  /** `extensions` are shown as they are: never a URL, a body or SQL. */
  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { code, ...extensions } });
    this.name = new.target.name;
  }
}
