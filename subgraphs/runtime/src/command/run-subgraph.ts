// Runs a subgraph as a command: starts it, says where it is, and ends it gracefully when asked to.
import type { RunningSubgraph } from '../subgraph.ts';
import { EnvironmentError } from './environment.ts';

/** Ends the process with code 1 when the subgraph cannot start. */
export async function runSubgraph(name: string, start: () => Promise<RunningSubgraph>): Promise<void> {
  let subgraph: RunningSubgraph;
  try {
    subgraph = await start();
  } catch (error) {
    // A missing variable is the operator's to fix: the list of problems says all, a stack would only hide it.
    process.stderr.write(`${error instanceof EnvironmentError ? error.message : formatError(error)}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${name} subgraph ready at ${subgraph.url}\n`);

  const stop = (): void => {
    subgraph.close().catch((error: unknown) => {
      process.stderr.write(`${formatError(error)}\n`);
      process.exitCode = 1;
    });
  };
  // Once: a second signal has its usual effect and ends the process at once.
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function formatError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
