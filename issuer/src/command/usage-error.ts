// A command that cannot be run as it was written. The message names the value and the way out.

export class UsageError extends Error {
  override readonly name = 'UsageError';
}
