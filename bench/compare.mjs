// The comparison: for each workload all gateways run at the same time and take turns, round by round, in a rotated order.
// What disturbs the machine disturbs all of them, and medians leave it out.
import { buildOurs, describeWorkingTree } from './gateways/build-ours.mjs';
import { gatewayIds, selectGateways } from './gateways/gateways.mjs';
import { checkAnswers, waitUntilReady } from './check-answers.mjs';
import { readUsage } from './processes/resource-usage.mjs';
import { describeConditions } from './report/conditions.mjs';
import { median } from './report/median.mjs';
import { renderReport, renderWorkload } from './report/render-report.mjs';
import { saveResults, writeDocument } from './report/save-report.mjs';
import { openSite } from './site.mjs';
import { findWorkload, workloads } from './workloads.mjs';

export const listChoices = () =>
  [
    'Workloads:',
    ...workloads.map(({ id, title }) => `  ${id.padEnd(24)}${title}`),
    'Peers:',
    ...gatewayIds.map((id) => `  ${id}`),
  ].join('\n');

export async function compareGateways(options) {
  const chosen = options.workloads?.map(findWorkload) ?? workloads;
  const gateways = selectGateways(options.peers, { command: buildOurs(options), baseline: options.baseline });
  const conditions = describeConditions(options, describeWorkingTree());
  const measured = [];
  for (const workload of chosen) {
    const rows = await measureWorkload(workload, gateways, options);
    measured.push({ workload, rows });
    console.log(renderWorkload({ workload, rows }));
  }
  const report = { conditions, measured };
  console.error(`Written to ${saveResults(report)}`);
  if (options.write) console.error(`Written to ${await writeDocument(renderReport(report))}`);
  // A peer that errs is a finding; ours is a fault.
  const isFaulty = (row) => row.isOurs && (row.failure ?? row.difference ?? row.wrongAnswers) !== 0;
  if (measured.some(({ rows }) => rows.some(isFaulty))) process.exitCode = 1;
}

async function measureWorkload(workload, gateways, options) {
  console.error(`\n${workload.title}`);
  const site = await openSite(workload);
  try {
    const contestants = [];
    // One after the other, so that starting one does not slow the start of another.
    for (const gateway of gateways) contestants.push(await enter(site, gateway));
    const ready = contestants.filter(({ failure }) => failure === undefined);
    for (const contestant of ready) await warmUp(site, contestant, options);
    for (let round = 0; round < options.rounds; round++) {
      for (let turn = 0; turn < ready.length; turn++) {
        await measure(site, ready[(turn + round) % ready.length], options, round);
      }
    }
    for (const contestant of ready) await close(site, contestant);
    return contestants.map(summarise);
  } finally {
    await site.close();
  }
}

async function enter(site, gateway) {
  const contestant = { gateway, runs: [], bad: 0 };
  try {
    contestant.server = await site.startGateway(gateway);
    contestant.startMs = await waitUntilReady(contestant.server, site);
    const { lengths, difference } = await checkAnswers(contestant.server, site);
    contestant.lengths = lengths;
    contestant.difference = difference;
  } catch (error) {
    contestant.failure = error.message;
    console.error(`  ${gateway.id} takes no part: ${error.message}`);
  }
  return contestant;
}

async function warmUp(site, { server }, { connections, warmUp: seconds }) {
  await site.drive(server, { connections, seconds });
}

async function measure(site, contestant, { connections, seconds }, round) {
  const { gateway, server, lengths } = contestant;
  // Its connections and its code are cold after the others' turns.
  await site.drive(server, { connections, seconds: Math.min(0.5, seconds / 2) });
  await site.takeCalls();
  const before = readUsage(server.child.pid);
  const run = await site.drive(server, { connections, seconds, lengths });
  const after = readUsage(server.child.pid);
  const calls = await site.takeCalls();

  const elapsedMs = (Number(run.endedAt) - Number(run.startedAt)) / 1000;
  const cpuMs = after === undefined ? undefined : after.cpuMs - before.cpuMs;
  contestant.runs.push({
    requestsPerSecond: run.requestsPerSecond,
    p50: run.p50,
    p99: run.p99,
    cpuMsPerRequest: cpuMs === undefined ? undefined : cpuMs / run.answered,
    coresBusy: cpuMs === undefined ? undefined : cpuMs / elapsedMs,
    callsPerRequest: calls / run.answered,
  });
  contestant.bad += run.bad;
  const { requestsPerSecond, cpuMsPerRequest } = contestant.runs.at(-1);
  const wrong = run.bad === 0 ? '' : `  ${run.bad} wrong answers`;
  const cost = cpuMsPerRequest === undefined ? '' : `${cpuMsPerRequest.toFixed(3).padStart(10)} CPU ms/request`;
  const rate = `${requestsPerSecond.toFixed(0).padStart(7)} requests/s`;
  console.error(`  round ${round + 1}  ${gateway.id.padEnd(24)}${rate}${cost}${wrong}`);
}

/** The answers once more: a gateway that mixes them up under load shall be found out. */
async function close(site, contestant) {
  contestant.peakRssMb = readUsage(contestant.server.child.pid)?.peakRssMb;
  try {
    contestant.difference ??= (await checkAnswers(contestant.server, site)).difference;
  } catch (error) {
    contestant.difference ??= error.message;
  }
}

function summarise({ gateway, runs, failure, difference, bad, startMs, peakRssMb }) {
  const { id, label, isOurs = false } = gateway;
  const middle = (name) => median(runs.map((run) => run[name]));
  if (failure !== undefined) return { id, label, isOurs, failure };
  return {
    id,
    label,
    isOurs,
    requestsPerSecond: middle('requestsPerSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
    cpuMsPerRequest: middle('cpuMsPerRequest'),
    coresBusy: middle('coresBusy'),
    callsPerRequest: middle('callsPerRequest'),
    peakRssMb,
    startMs,
    wrongAnswers: bad,
    difference,
    runs,
  };
}
