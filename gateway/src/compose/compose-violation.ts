// A reason for which composing is refused: one of ours, or one of federation's own composition errors.
export interface ComposeViolation {
  /** A code of `docs/composition-errors.md`, or one of federation's. */
  readonly code: string;
  readonly coordinate: string;
  readonly message: string;
}

/** One violation as it is shown: code and coordinate on a line, the sentence below. */
export function printViolation({ code, coordinate, message }: ComposeViolation): string {
  return `${code} ${coordinate}\n  ${message.split('\n').join('\n  ')}\n`;
}
