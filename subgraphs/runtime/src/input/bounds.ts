// Checks that what a caller asks for stays within the bounds that the SDL states.
import { BadUserInputError } from './bad-user-input-error.ts';

export interface Bounds {
  /** The argument's name in the SDL. */
  readonly argument: string;
  /** Default 1. */
  readonly min?: number;
  readonly max: number;
}

/** The number, when it lies within the bounds. */
export function checkBounds(value: number, { argument, min = 1, max }: Bounds): number {
  if (value >= min && value <= max) return value;
  throw new BadUserInputError(`\`${argument}\` must be ${min} to ${max}, got ${value}.`, argument);
}

/** The page size of a connection: `first`, 1 to 100. */
export function checkPageSize(first: number): number {
  return checkBounds(first, { argument: 'first', max: 100 });
}

/** The list, when it has no more entries than allowed. */
export function checkCount<T>(
  values: readonly T[],
  { argument, max }: { argument: string; max: number },
): readonly T[] {
  if (values.length <= max) return values;
  throw new BadUserInputError(
    `\`${argument}\` takes at most ${max} entries, got ${values.length}: ask in several requests.`,
    argument,
  );
}
