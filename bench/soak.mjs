// Whether the memory of our gateway stays flat: many requests, and in between what it holds after a garbage collection.
import { fileURLToPath } from 'node:url';
import { waitUntilReady } from './check-answers.mjs';
import { buildOurs } from './gateways/build-ours.mjs';
import { findOurs } from './gateways/gateways.mjs';
import { ask } from './processes/questions.mjs';
import { openSite } from './site.mjs';
import { findWorkload } from './workloads.mjs';

const steps = 25;
const reporter = fileURLToPath(new URL('processes/report-memory.mjs', import.meta.url));
const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

export async function soakOurs(options) {
  const workload = findWorkload(options.workloads?.[0] ?? 'listing');
  const command = buildOurs(options);
  const id = options.ours ?? (workload.isCached ? 'ours-cached' : 'ours');
  const gateway = findOurs(id, { command, baseline: options.baseline });
  const site = await openSite(workload, command);
  try {
    await site.prepare(nameOperations(site.requests, options.operations));
    const server = await site.startGateway(gateway, {
      nodeFlags: ['--expose-gc', '--import', reporter],
      canBeAsked: true,
    });
    await waitUntilReady(server, site);

    console.log(`${gateway.label}, ${options.requests} requests, ${options.operations} different query texts\n`);
    console.log('| requests | RSS MB | heap MB | outside the heap MB | requests/s |');
    console.log('| --: | --: | --: | --: | --: |');
    const count = Math.ceil(options.requests / steps);
    const heaps = [];
    for (let step = 0; step <= steps; step++) {
      const run = step === 0 ? undefined : await site.drive(server, { connections: options.connections, count });
      if (run !== undefined && run.bad > 0) throw new Error(`${run.bad} requests failed. ${server.child.output}`);
      const { rss, heapUsed, external } = await ask(server.child, 'memory');
      heaps.push(heapUsed);
      const cells = [step * count, megabytes(rss), megabytes(heapUsed), megabytes(external)];
      console.log(`| ${cells.join(' | ')} | ${run?.requestsPerSecond.toFixed(0) ?? '–'} |`);
    }
    console.log(`\n${describeGrowth(heaps, count)}`);
  } finally {
    await site.close();
  }
}

/** The first part of a run fills caches; what grows after that grows for ever. */
function describeGrowth(heaps, count) {
  const settled = heaps.slice(Math.floor(heaps.length / 2));
  const middle = (settled.length - 1) / 2;
  const mean = settled.reduce((sum, heap) => sum + heap, 0) / settled.length;
  let covariance = 0;
  let variance = 0;
  for (const [index, heap] of settled.entries()) {
    covariance += (index - middle) * (heap - mean);
    variance += (index - middle) ** 2;
  }
  const bytesPerRequest = covariance / variance / count;
  return `In the second half the heap grew by ${bytesPerRequest.toFixed(2)} bytes per request.`;
}

/** The same requests under so many names of the operation: to a gateway, each is a query that it has not seen. */
function nameOperations(requests, operations) {
  if (operations === 1) return requests;
  return Array.from({ length: Math.max(operations, requests.length) }, (_, index) => {
    const { body, headers } = requests[index % requests.length];
    return { headers, body: body.replace(/query (\w+)/, `query $1${index % operations}`) };
  });
}
