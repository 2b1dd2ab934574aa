// Starts a Node process for the bench, bound to its cores, and ends every one when the bench ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cores } from './cores.mjs';

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * @param {string[]} args of `node`
 * @param {{ role: 'gateway' | 'load', env?: Record<string, string>, cwd?: string, canBeAsked?: boolean }} options
 */
export function startProcess(args, { role, env = {}, cwd, canBeAsked = false }) {
  const command = [process.execPath, ...args];
  if (cores !== undefined) command.unshift('taskset', '-c', cores[role]);
  const [file, ...rest] = command;
  const child = spawn(file, rest, {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(canBeAsked ? ['ipc'] : [])],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  // Only the end of what it says is kept, to explain a failure.
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      child.output = (child.output + text).slice(-2000);
    });
  }
  return child;
}

/** Asks it to end, and makes it when it does not. */
export async function stopProcess(child) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}
