// Runs the gateway's command as its user does, in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  /** What it has written so far. */
  readonly output: () => { stdout: string; stderr: string };
  /** Resolves with the first match in what it writes; rejects when it ends without one. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  readonly exited: Promise<CommandResult>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const fromSources = [
  process.execPath,
  '--conditions=source',
  '--import',
  new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href,
  `${repository}/gateway/src/cli.ts`,
];

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  /** The program and its first arguments; the sources by default. */
  readonly command?: readonly string[];
}

export function startCommand(
  args: readonly string[],
  { cwd = repository, env = {}, command = fromSources }: CommandOptions = {},
): RunningCommand {
  const [program = '', ...first] = command;
  const child = spawn(program, [...first, ...args], { cwd, env: { ...process.env, NODE_ENV: 'test', ...env } });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    for (const listener of listeners) listener();
  });
  const exited = new Promise<CommandResult>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return {
    process: child,
    output: () => ({ stdout, stderr }),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (match) resolve(match);
        };
        listeners.add(look);
        look();
        void exited.then(() => reject(new Error(`It ended without writing ${pattern}:\n${stdout}${stderr}`)));
      }),
    exited,
  };
}

export function runCommand(args: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return startCommand(args, options).exited;
}
