// A page that is put together from its cells, among a thousand of them and among as many as can be kept: two gateways that
// differ in nothing but what they keep take turns. No page is asked for twice in the same words, so that no whole response is found.
import { writeFileSync } from 'node:fs';
import { waitUntilReady } from '../check-answers.mjs';
import { memoryFlags } from '../gateways/gateways.mjs';
import { createRandom } from '../graphs/b2b-requests.mjs';
import { findFreePort } from '../processes/free-port.mjs';
import { readUsage } from '../processes/resource-usage.mjs';
import { median } from '../report/median.mjs';
import { openSite } from '../site.mjs';

const fewPages = 6;
const manyPages = { quick: 400, full: Infinity };
const pagesPerRound = { quick: 200, full: 2000 };
/** So many are sent to the load at a time. */
const batchSize = 2000;
/** The most that may be configured. */
const limitMebibytes = 1024;

/** @returns a row for each of the two */
export async function measurePages(workload, gateways, { options, command }) {
  const gateway = gateways.find(({ id }) => id === 'ours-cached');
  if (gateway === undefined) {
    const failure = '"ours-cached" is not among the chosen peers.';
    console.error(`  SKIPPED: ${failure}`);
    return [{ id: 'pages', label: 'ours', failure }];
  }
  const extent = options.isQuick ? 'quick' : 'full';
  const many = workload.requests.slice(0, manyPages[extent]);
  const few = many.slice(0, fewPages);
  const site = await openSite({ ...workload, requests: few }, command);
  const start = async () => {
    const metricsPort = await findFreePort();
    const configuration = `${site.folder}/metrics-${metricsPort}.yaml`;
    const metrics = { prometheus: { enabled: true, listen: `127.0.0.1:${metricsPort}` } };
    const sections = {
      response_cache: { in_memory: { limit: `${limitMebibytes}MiB` } },
      telemetry: { exporters: { metrics } },
    };
    writeFileSync(configuration, gateway.configure(sections));
    const args = () => [command, '--config', configuration];
    const server = await site.startGateway({ ...gateway, args, nodeFlags: memoryFlags(2 * limitMebibytes) });
    await waitUntilReady(server, site);
    return { server, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
  };
  try {
    const contestants = [];
    for (const pages of [few, many]) {
      const { server, metricsUrl } = await start();
      const contestant = { server, draw: createDraw(pages), pages: pages.length, runs: [] };
      for (let begin = 0; begin < pages.length; begin += batchSize) {
        await show(site, contestant, pages.slice(begin, begin + batchSize));
      }
      const size = await readSize(metricsUrl);
      // As many pages as the other one has shown: the code of both is as warm.
      const others = many.length - pages.length;
      for (let begin = 0; begin < others; begin += batchSize) {
        await show(site, contestant, draw(contestant, Math.min(batchSize, others - begin)));
      }
      contestants.push({ ...contestant, ...size });
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
        // Its code is cold after the other's turn.
        await show(site, contestant, draw(contestant, 100));
        contestant.runs.push(await show(site, contestant, draw(contestant, pagesPerRound[extent])));
      }
    }
    return contestants.map((contestant) => summarise(contestant, contestants[0]));
  } finally {
    await site.close();
  }
}

/** Draws pages, each with another variable that the operation does not have: no whole response is kept for it. */
function createDraw(pages) {
  const random = createRandom(9);
  let nonce = 0;
  return () => {
    const { account, body } = pages[Math.floor(random() * pages.length)];
    return { account, body: { ...body, variables: { ...body.variables, nonce: (nonce += 1) } } };
  };
}

const draw = (contestant, count) => Array.from({ length: count }, contestant.draw);

async function show(site, { server }, pages) {
  await site.prepare(site.sign(pages));
  await site.takeCalls();
  const before = readUsage(server.child.pid);
  const { p50, bad } = await site.drive(server, { connections: 1, count: pages.length });
  const after = readUsage(server.child.pid);
  const calls = Object.values(await site.takeCalls()).reduce((sum, each) => sum + each, 0);
  const cpuMs = after && (after.cpuMs - before.cpuMs) / pages.length;
  return { pages: pages.length, p50, bad, calls, cpuMs };
}

async function readSize(metricsUrl) {
  const text = await (await fetch(metricsUrl)).text();
  const read = (pattern) => [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
  return {
    heldCells: read(/^commerce_graph_field_cache_values_total\{[^}]*result="miss"\} (\d+)$/gm),
    records: read(/^commerce_graph_field_cache_records (\d+)$/gm),
    countedBytes: read(/^commerce_graph_field_cache_bytes (\d+)$/gm),
  };
}

function summarise({ pages, runs, heldCells, records, countedBytes }, few) {
  const middle = (name) => median(runs.map((run) => run[name]));
  const sum = (name) => runs.reduce((total, run) => total + run[name], 0);
  const ratios = runs.map(({ cpuMs }, round) => cpuMs && cpuMs / few.runs[round].cpuMs);
  console.error(`  ${heldCells} cells: ${middle('cpuMs')?.toFixed(3)} CPU ms a page`);
  return {
    id: 'pages',
    label: `pages of ${pages.toLocaleString('en')}`,
    isOurs: true,
    heldCells,
    records,
    countedBytes,
    runs,
    p50: middle('p50'),
    cpuMs: middle('cpuMs'),
    calls: sum('calls'),
    ratio: median(ratios),
    wrongAnswers: sum('bad'),
  };
}
