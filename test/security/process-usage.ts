// What a process has used so far of the processor and of memory, as Linux tells.
import { existsSync, readFileSync } from 'node:fs';

export interface ProcessUsage {
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

const clockTicksPerSecond = 100;
const pageBytes = 4096;

/** Undefined on systems that do not tell. */
export function readProcessUsage(pid: number): ProcessUsage | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  // The name of the program comes second, in brackets, and can hold spaces.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [userTicks = 0, systemTicks = 0, pages = 0] = [fields[11], fields[12], fields[21]];
  return { cpuMs: ((userTicks + systemTicks) * 1000) / clockTicksPerSecond, memoryBytes: pages * pageBytes };
}
