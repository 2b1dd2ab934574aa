// Where our gateway spends its time under a workload: V8's CPU profile, of the measured time only, by groups of code.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { waitUntilReady } from './check-answers.mjs';
import { buildOurs } from './gateways/build-ours.mjs';
import { findOurs } from './gateways/gateways.mjs';
import { stopProcess } from './processes/start-process.mjs';
import { openSite } from './site.mjs';
import { findWorkload } from './workloads.mjs';

const results = fileURLToPath(new URL('results', import.meta.url));

// A sample belongs to the first group that matches on its way from the innermost function outwards, so that what a
// library does is counted where it is done, and what Node does for it as well.
const groups = [
  ['garbage collection', /^\(garbage collector\)/],
  ['JSON parse', /^parseJson @/],
  ['JSON stringify', /^stringifyJson @|fast-json-stringify/],
  ['transport to subgraphs: ours', /\/gateway\/dist\/subgraph\//],
  ['transport to subgraphs: undici', /\/undici\/|node:_http_(client|agent)|^wasm-|llhttp/],
  ['operation pipeline: ours', /\/gateway\/dist\/operation\//],
  ['operation pipeline: graphql-js', /\/node_modules\/graphql\//],
  [
    'own HTTP, authentication, logging',
    /\/gateway\/dist\/(http|authentication|telemetry)\/|\/(pino|sonic-boom|jose)\//,
  ],
  ['own execution', /\/gateway\/dist\//],
  ['Apollo Gateway and its planner', /@apollo\/(gateway|query-planner|query-graphs|federation-internals)\//],
  ['Apollo Server', /@apollo\/|@as-integrations\//],
  ['Fastify', /\/(fastify|find-my-way|avvio|light-my-request)\/|@fastify\//],
  [
    'HTTP server, sockets and streams of Node',
    /node:(_http|net|stream|internal\/stream|events|internal\/timers)|^writev? @/,
  ],
];

export async function profileOurs(workloadId, options) {
  const workload = findWorkload(workloadId);
  const command = buildOurs(options);
  // The one that is measured in this workload, unless another is named.
  const id = options.ours ?? (workload.isCached ? 'ours-cached' : 'ours');
  const gateway = findOurs(id, { command, baseline: options.baseline });
  const file = `${id}-${workload.id}-${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.cpuprofile`;
  const site = await openSite(workload, command);
  try {
    const nodeFlags = [
      `--import=${new URL('processes/name-json.mjs', import.meta.url)}`,
      '--cpu-prof',
      '--cpu-prof-interval=500',
      `--cpu-prof-dir=${results}`,
      `--cpu-prof-name=${file}`,
    ];
    const server = await site.startGateway(gateway, { nodeFlags });
    await waitUntilReady(server, site);
    const { connections, warmUp, seconds } = options;
    await site.drive(server, { connections, seconds: warmUp });
    const run = await site.drive(server, { connections, seconds });
    // It writes the profile when it ends.
    await stopProcess(server.child);
    const profile = JSON.parse(readFileSync(`${results}/${file}`, 'utf8'));
    console.log(renderProfile(profile, run, `${gateway.label}: ${workload.title}`));
    console.log(`\nThe whole profile, for the developer tools of a browser: bench/results/${file}`);
  } finally {
    await site.close();
  }
}

function renderProfile({ nodes, samples, timeDeltas, startTime }, run, title) {
  const groupOf = classifyNodes(nodes);
  const spent = new Map();
  let busy = 0;
  let time = startTime;
  // The kernel's monotonic clock is the one of the profile and of the load alike.
  const [from, until] = [Number(run.startedAt), Number(run.endedAt)];
  for (const [index, node] of samples.entries()) {
    time += timeDeltas[index];
    if (time < from || time > until) continue;
    const group = groupOf.get(node);
    if (group === undefined) continue;
    // What a sample found had been running since the one before.
    spent.set(group, (spent.get(group) ?? 0) + timeDeltas[index]);
    busy += timeDeltas[index];
  }
  const lines = [...spent]
    .toSorted(([, a], [, b]) => b - a)
    .map(([group, us]) => {
      const share = ((us / busy) * 100).toFixed(1);
      return `| ${group} | ${share} | ${(us / 1000 / run.answered).toFixed(3)} |`;
    });
  return [
    `\n${title}: ${run.requestsPerSecond.toFixed(0)} requests/s with the profiler on, busy ${(busy / 1e6).toFixed(1)} s\n`,
    '| group | % of busy time | ms per request |',
    '| --- | --: | --: |',
    ...lines,
  ].join('\n');
}

/** The group of each node of the tree of calls; none for those in which nothing ran. */
function classifyNodes(nodes) {
  const groupOf = new Map();
  const visit = (id, inherited) => {
    const { callFrame, children = [] } = byId.get(id);
    const { functionName, url } = callFrame;
    const own = groups.find(([, pattern]) => pattern.test(`${functionName} @${url}`))?.[0];
    const group = own ?? inherited;
    if (functionName !== '(idle)') groupOf.set(id, group);
    for (const child of children) visit(child, group);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  visit(nodes[0].id, 'other');
  return groupOf;
}
