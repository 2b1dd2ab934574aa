// One of the graph's processes: started from its sources, watched until it answers, stopped with the others.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface ManagedProcess {
  readonly name: string;
  /** Resolves when the health URL answers 200; rejects when the process ends before, or after `startDeadlineMs`. */
  ready(): Promise<void>;
  /** Resolves with the exit code when the process ends, however it ends. */
  readonly exited: Promise<number>;
  /** Asks the process to stop, and kills it when it has not within `stopDeadlineMs`. */
  stop(): Promise<void>;
}

export interface ManagedProcessOptions {
  readonly name: string;
  /** Source file of the command, relative to the repository. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly healthUrls: readonly string[];
}

const startDeadlineMs = 120_000;
const stopDeadlineMs = 10_000;
const pollIntervalMs = 100;
const repository = path.resolve(import.meta.dirname, '..');

export function startProcess(options: ManagedProcessOptions): ManagedProcess {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', options.entry, ...(options.args ?? [])],
    { cwd: repository, env: { ...process.env, ...options.env }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const exited = waitForExit(child);
  return {
    name: options.name,
    exited,
    async ready() {
      const deadline = AbortSignal.timeout(startDeadlineMs);
      const ended = exited.then((code) => {
        throw new Error(`${options.name} ended with exit code ${code} before it was ready; its messages are above.`);
      });
      await Promise.race([ended, Promise.all(options.healthUrls.map((url) => waitForHealth(url, deadline)))]);
    },
    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
      await exited;
      clearTimeout(killer);
    },
  };
}

async function waitForExit(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

async function waitForHealth(url: string, deadline: AbortSignal): Promise<void> {
  for (;;) {
    const isHealthy = await fetch(url, { signal: AbortSignal.any([deadline, AbortSignal.timeout(2000)]) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isHealthy) return;
    if (deadline.aborted) throw new Error(`${url} did not answer within ${startDeadlineMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
}
