// Texts that a caller gives, within the lengths that an OMS takes.
import { BadUserInputError } from '@commerce-graph/subgraph-runtime';

/** The text; undefined when it is absent or null. An empty or too long one throws BAD_USER_INPUT. */
export function checkText(value: string, argument: string, maxLength: number): string;
export function checkText(value: string | null | undefined, argument: string, maxLength: number): string | undefined;
export function checkText(value: string | null | undefined, argument: string, maxLength: number): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.length >= 1 && value.length <= maxLength) return value;
  throw new BadUserInputError(
    `\`${argument}\` must have 1 to ${maxLength} characters, got ${value.length}: leave it out when there is none.`,
    argument,
  );
}
