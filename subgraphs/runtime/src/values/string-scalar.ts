// Builds a scalar whose values are strings of a checked form, on the way in and on the way out.
import { GraphQLScalarType, Kind, print } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';
import { shorten, showValue } from './shown-value.ts';

export interface StringScalarOptions {
  readonly name: string;
  /** What a value looks like, for the message: `a decimal string such as "12.50"`. */
  readonly form: string;
  /** Characters. Any number when absent. */
  readonly maxLength?: number;
  /** The value as it is kept, or undefined when it is not one. */
  readonly normalise: (value: string) => string | undefined;
}

export function createStringScalar(options: StringScalarOptions): GraphQLScalarType<string, string> {
  const { name, form, maxLength = Number.POSITIVE_INFINITY, normalise } = options;

  function read(value: unknown, shown: string): string {
    if (typeof value === 'string' && value.length > maxLength) {
      const message = `${name} is too long: it has at most ${maxLength} characters, got ${value.length}.`;
      throw new CodedError('BAD_USER_INPUT', message);
    }
    const normalised = typeof value === 'string' ? normalise(value) : undefined;
    if (normalised !== undefined) return normalised;
    throw new CodedError('BAD_USER_INPUT', `${name} must be ${form}, got ${shown}.`);
  }

  return new GraphQLScalarType<string, string>({
    name,
    parseValue: (value) => read(value, showValue(value)),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, shorten(print(node))),
    serialize(value) {
      const normalised = typeof value === 'string' && value.length <= maxLength ? normalise(value) : undefined;
      // A defect on our side or a system's: not the caller's, and the value is none of the caller's business.
      if (normalised === undefined)
        throw new Error(`A resolver gave a ${typeof value} that is not ${form} for ${name}.`);
      return normalised;
    },
  });
}
