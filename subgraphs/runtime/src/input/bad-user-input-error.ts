// An argument has a value that cannot be served: code BAD_USER_INPUT.
import { CodedError } from '../error-codes/coded-error.ts';

export class BadUserInputError extends CodedError {
  /** `message` names the value and the way out; `argument` is its name in the SDL. */
  constructor(message: string, argument: string) {
    super('BAD_USER_INPUT', message, { argument });
  }
}
