// Builds a scalar whose values are strings of a checked form, on the way in and on the way out.
import { GraphQLScalarType, Kind, print } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';

export interface StringScalarOptions {
  readonly name: string;
  /** What a value looks like, for the message: `a decimal string such as "12.50"`. */
  readonly form: string;
  /** The value as it is kept, or undefined when it is not one. */
  readonly normalise: (value: string) => string | undefined;
}

export function createStringScalar({ name, form, normalise }: StringScalarOptions): GraphQLScalarType<string, string> {
  function read(value: unknown, shown: string): string {
    const normalised = typeof value === 'string' ? normalise(value) : undefined;
    if (normalised !== undefined) return normalised;
    throw new CodedError('BAD_USER_INPUT', `${name} must be ${form}, got ${shown}.`);
  }

  return new GraphQLScalarType<string, string>({
    name,
    parseValue: (value) => read(value, JSON.stringify(value) ?? String(value)),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, print(node)),
    serialize(value) {
      const normalised = typeof value === 'string' ? normalise(value) : undefined;
      // A defect on our side or a system's: not the caller's, and the value is none of the caller's business.
      if (normalised === undefined)
        throw new Error(`A resolver gave a ${typeof value} that is not ${form} for ${name}.`);
      return normalised;
    },
  });
}
