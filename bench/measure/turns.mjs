// All gateways of a workload run at the same time and take turns, round by round, in a rotated order: what disturbs the
// machine disturbs all of them, and medians leave it out.
import { checkAnswers, waitUntilReady } from '../check-answers.mjs';
import { readUsage } from '../processes/resource-usage.mjs';
import { median } from '../report/median.mjs';
import { openSite } from '../site.mjs';

/** @returns a row of figures for each gateway */
export async function measureTurns(workload, gateways, { options, command }) {
  const site = await openSite(workload, command);
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
    callsPerRequest: sum(calls) / run.answered,
  });
  contestant.bad += run.bad;
  // A process that it started may be gone at the end.
  contestant.peakRssMb = after && Math.max(contestant.peakRssMb ?? 0, after.peakRssMb);
  const { requestsPerSecond, cpuMsPerRequest } = contestant.runs.at(-1);
  const wrong = run.bad === 0 ? '' : `  ${run.bad} wrong answers`;
  const cost = cpuMsPerRequest === undefined ? '' : `${cpuMsPerRequest.toFixed(3).padStart(10)} CPU ms/request`;
  const rate = `${requestsPerSecond.toFixed(0).padStart(7)} requests/s`;
  console.error(`  round ${round + 1}  ${gateway.id.padEnd(24)}${rate}${cost}${wrong}`);
}

const sum = (calls) => Object.values(calls).reduce((total, count) => total + count, 0);

/** The answers once more: a gateway that mixes them up under load shall be found out. */
async function close(site, contestant) {
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
