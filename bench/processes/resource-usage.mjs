// Processor time and memory of a process and all that it started, as the kernel counts them. Linux only: elsewhere the
// figures are missing, and said to be.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const canReadUsage = existsSync('/proc/self/stat');

/** The kernel's unit of processor time: USER_HZ is 100 on every architecture that Node runs on. */
const tickMs = 10;

function readStat(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before the last parenthesis may hold anything, also spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
}

function findDescendants(root) {
  const children = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const { parent } = readStat(entry);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Undefined where the kernel does not tell. */
export function readUsage(root) {
  if (!canReadUsage) return undefined;
  let cpuMs = 0;
  let peakRssMb = 0;
  for (const pid of findDescendants(root)) {
    cpuMs += readStat(pid).cpuMs;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const readMb = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
    // What processes map of the same files, most of it the program of Node, is in memory once.
    peakRssMb += readMb('VmHWM') - (pid === root ? 0 : readMb('RssFile'));
  }
  return { cpuMs, peakRssMb };
}
