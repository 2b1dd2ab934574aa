// Under which conditions figures were taken; without them they say nothing.
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { measuredPackages, versionOf } from '../gateways/gateways.mjs';
import { describeCores } from '../processes/cores.mjs';
import { canReadUsage } from '../processes/resource-usage.mjs';

export function describeConditions({ rounds, seconds, warmUp, connections, isQuick }, ours) {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    ours,
    processor: `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`,
    system: `${type()} ${release()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    loadBefore: loadavg()[0].toFixed(1),
    cores: describeCores(),
    usage: canReadUsage ? undefined : 'This system does not tell processor time and memory of a process: Linux does.',
    rounds,
    seconds,
    warmUp,
    connections,
    isQuick,
    versions: Object.fromEntries(measuredPackages.map((name) => [name, versionOf(name)])),
  };
}
