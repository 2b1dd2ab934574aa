// An argument has a value that cannot be served: code BAD_USER_INPUT.
import { GraphQLError } from 'graphql';

export class BadUserInputError extends GraphQLError {
  /** `message` names the value and the way out; `argument` is its name in the SDL. */
  constructor(message: string, argument: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT', argument } });
    this.name = 'BadUserInputError';
  }
}
