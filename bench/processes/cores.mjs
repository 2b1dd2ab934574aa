// Which cores the gateway and everything else run on. With cores of its own, a gateway is not slowed by the load.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

function readAllowedCores() {
  if (!existsSync('/proc/self/status')) return [];
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

const allowed = readAllowedCores();
const canPin = allowed.length > 1 && spawnSync('taskset', ['-c', String(allowed[0]), 'true']).status === 0;

/** Undefined where processes cannot be bound to cores (no taskset, or one core). */
export const cores = canPin ? { gateway: String(allowed[0]), load: allowed.slice(1).join(',') } : undefined;

export const describeCores = () =>
  cores === undefined
    ? 'not bound to cores (no taskset, or one core), so that gateway and load take time from each other'
    : `gateway on core ${cores.gateway}, load and subgraphs on core ${cores.load}`;
