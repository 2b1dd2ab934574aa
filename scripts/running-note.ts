// A note in the data folder that says which process uses it, so that nobody takes the databases from under a running graph.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const locate = (dataDir: string): string => path.join(dataDir, 'running.pid');

export function noteRunning(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(locate(dataDir), String(process.pid));
}

export function forgetRunning(dataDir: string): void {
  rmSync(locate(dataDir), { force: true });
}

/** The id of the process that uses the folder; `undefined` when there is none, or it ended without a word. */
export function findRunning(dataDir: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(locate(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
  try {
    // Signal 0 is not delivered; it only finds out whether the process is there.
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
