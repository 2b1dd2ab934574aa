// Gateways with caches one after the other, each with the same pages at the same rate while the same prices and stock
// change. Those that can be told of a change are told; the others go on showing what they have.
import { writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { checkAnswers, waitUntilReady } from '../check-answers.mjs';
import { hasKey } from '../gateways/build-ours.mjs';
import { createRandom, drawPages } from '../graphs/b2b-requests.mjs';
import { countLeastCalls } from './ideal-cache.mjs';
import { readUsage } from '../processes/resource-usage.mjs';
import { stopProcess } from '../processes/start-process.mjs';
import { openSite } from '../site.mjs';

/** So many pages are shown before the first change; they fill the caches as far as that goes. */
const pagesBefore = { quick: 500, full: 20_000 };
const secondsMeasured = { quick: 3, full: 30 };

/** @returns a row of figures for each gateway */
export async function measureMixed(workload, gateways, { options, command }) {
  const site = await openSite(workload, command);
  const extent = options.isQuick ? 'quick' : 'full';
  const draw = (count, seed) => drawPages(count, workload.accountCount, createRandom(seed));
  const seconds = secondsMeasured[extent];
  const drawnBefore = draw(pagesBefore[extent], 2);
  const drawnDuring = draw(workload.pagesPerSecond * seconds, 3);
  const [before, during] = [site.sign(drawnBefore), site.sign(drawnDuring)];
  try {
    const rows = [];
    for (const gateway of gateways.filter(({ isCached }) => isCached === true)) {
      const row = await measure(site, listenFor(gateway, { site, command }), {
        workload,
        options,
        before,
        during,
        seconds,
      });
      rows.push(row);
    }
    rows.push({
      id: 'ideal-cache',
      label: 'computed: the least that a cache must ask which forgets nothing but what has changed',
      erpCallsPerPage: countLeastCalls(drawnBefore, drawnDuring, workload),
    });
    return rows;
  } finally {
    await site.close();
  }
}

/** Ours takes signed events, as soon as it has an intake for them. */
function listenFor(gateway, { site, command }) {
  if (!gateway.isOurs) return { ...gateway, announcement: { kind: gateway.announcement ?? 'none' } };
  if (!hasKey(command, 'events.webhooks')) {
    console.error(`  NOT TOLD OF CHANGES: ${gateway.id}, since this build has no events.webhooks`);
    return { ...gateway, label: `${gateway.label}; **not told of changes**`, announcement: { kind: 'none' } };
  }
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const file = `${site.folder}/webhook-secret`;
  writeFileSync(file, secret, { mode: 0o600 });
  const configuration = `${site.folder}/${gateway.id}-events.yaml`;
  writeFileSync(configuration, gateway.configure({ events: { webhooks: [{ name: 'erp', secret_file: file }] } }));
  return {
    ...gateway,
    args: () => [command, '--config', configuration],
    announcement: { kind: 'cloudevent', path: '/events', secret },
  };
}

async function measure(site, gateway, { workload, options, before, during, seconds }) {
  const { id, label, isOurs = false, announcement } = gateway;
  await site.forgetChanges();
  const server = await site.startGateway(gateway);
  try {
    await waitUntilReady(server, site);
    const { difference } = await checkAnswers(server, site);
    await site.prepare(before);
    await site.drive(server, { connections: options.connections, count: before.length });
    await site.prepare(during);
    await site.takeCalls();
    const cpuBefore = readUsage(server.child.pid);
    const { pagesPerSecond, priceChangesPerSecond, stockChangesPerSecond, accountCount } = workload;
    const rates = { pagesPerSecond, priceChangesPerSecond, stockChangesPerSecond };
    const found = await site.browse(server, { ...rates, seconds, accountCount, announcement });
    const cpuAfter = readUsage(server.child.pid);
    const calls = await site.takeCalls();
    const cpuMs = cpuAfter && cpuAfter.cpuMs - cpuBefore.cpuMs;
    const row = {
      id,
      label,
      isOurs,
      ...found,
      pagesBefore: before.length,
      pagesPerSecond: found.pages / (found.elapsedMs / 1000),
      cpuMsPerPage: cpuMs && cpuMs / found.pages,
      erpCallsPerPage: calls.erp / found.pages,
      callsPerPage: (calls.erp + calls.pim + calls.oms) / found.pages,
      peakRssMb: cpuAfter?.peakRssMb,
      difference,
      wrongAnswers: found.bad + found.wrong + found.refused + (isOurs ? found.stalePrices + found.staleStocks : 0),
    };
    console.error(
      `  ${id.padEnd(24)}${row.erpCallsPerPage.toFixed(3)} ERP calls/page, ${row.cpuMsPerPage?.toFixed(3)} CPU ms/page, ` +
        `${found.stalePrices} stale prices, ${found.staleStocks} stale stocks, ${row.wrongAnswers} wrong`,
    );
    return row;
  } catch (error) {
    console.error(`  ${id} takes no part: ${error.message}`);
    return { id, label, isOurs, failure: error.message };
  } finally {
    await stopProcess(server.child);
  }
}
