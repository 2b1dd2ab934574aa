// Texts that a caller gives, within the lengths that an OMS takes.
import { BadUserInputError } from '@commerce-graph/subgraph-runtime';

/** A text that must be there. An empty or too long one, and one with control characters, throws BAD_USER_INPUT. */
export function checkText(value: string, argument: string, maxLength: number): string {
  return check(value, argument, maxLength, '');
}

/** The same, of a text that may be left out: undefined when it is absent or null. */
export function checkOptionalText(
  value: string | null | undefined,
  argument: string,
  maxLength: number,
): string | undefined {
  return value === null || value === undefined
    ? undefined
    : check(value, argument, maxLength, ': leave it out when there is none');
}

/** A text of nothing but blanks is none: what an empty field of a form sends. */
export function leaveOutBlank(value: string | null | undefined): string | undefined {
  return value === null || value === undefined || value.trim() === '' ? undefined : value;
}

function check(value: string, argument: string, maxLength: number, wayOutOfNone: string): string {
  if (value.length < 1 || value.length > maxLength) {
    const wayOut = value === '' ? wayOutOfNone : '';
    throw new BadUserInputError(
      `\`${argument}\` must have 1 to ${maxLength} characters, got ${value.length}${wayOut}.`,
      argument,
    );
  }
  if (/\p{Cc}/u.test(value)) {
    throw new BadUserInputError(
      `\`${argument}\` has control characters, such as a tab or a line break: leave them out.`,
      argument,
    );
  }
  return value;
}
