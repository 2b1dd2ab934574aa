// A group of commands that manage a running issuer: how it is written, and what it does.
import type { AdminClient } from './admin-client.ts';

export interface CommandContext {
  readonly admin: AdminClient;
  readonly clock: () => number;
  /** Prints one line, or several. */
  readonly print: (text: string) => void;
  /** All that comes on the standard input. */
  readonly readInput: () => Promise<string>;
}

export interface CommandGroup {
  readonly usage: string;
  /** Throws a `UsageError` before anything is asked of the issuer when the arguments make no sense. */
  run(args: readonly string[], context: CommandContext): Promise<void>;
}
