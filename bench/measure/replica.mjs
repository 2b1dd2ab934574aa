// Two replicas with one Redis: the first has been asked for everything, the second has just been started. What does a page
// cost that only Redis has, and what of it are the round trips?
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { waitUntilReady } from '../check-answers.mjs';
import { hasKey } from '../gateways/build-ours.mjs';
import { ask } from '../processes/questions.mjs';
import { startProcess, stopProcess } from '../processes/start-process.mjs';
import { startRedis } from '../processes/start-redis.mjs';
import { openSite } from '../site.mjs';

const skip = (label, reason) => {
  console.error(`  SKIPPED: ${reason}`);
  return [{ id: 'replica', label, failure: reason }];
};

/** @returns a row for each replica and what it was asked */
export async function measureReplica(workload, gateways, { command }) {
  const gateway = gateways.find(({ id }) => id === 'ours-cached');
  if (gateway === undefined) return skip('ours', '"ours-cached" is not among the chosen peers.');
  if (!hasKey(command, 'response_cache.redis')) return skip('ours', 'This build has no response_cache.redis.');
  const redis = await startRedis();
  if (redis === undefined) return skip('ours', 'There is no redis-server; REDIS_SERVER_PATH names another program.');
  const site = await openSite(workload, command);
  try {
    const configuration = `${site.folder}/replica.yaml`;
    writeFileSync(configuration, gateway.configure({ response_cache: { redis: { url: redis.url } } }));
    const replica = { ...gateway, args: () => [command, '--config', configuration] };
    const half = site.requests.length / 2;
    const [first, second] = [site.requests.slice(0, half), site.requests.slice(half)];

    const warm = await site.startGateway(replica);
    await waitUntilReady(warm, site);
    // Twice: what comes from a subgraph is written to Redis a moment later, and the code is warm after.
    for (let pass = 0; pass < 3; pass++) await askOnce(site, warm, site.requests);
    const rows = [await describe('warm replica: whole responses in its own memory', site, warm, second)];
    // The same fields of the same cells, asked for by an operation of another name: no response to it is kept yet.
    const renamed = site.sign(rename(workload.requests));
    await askOnce(site, warm, renamed.slice(0, half));
    rows.push(await describe('warm replica: their cells in its own memory', site, warm, renamed.slice(half)));

    const cold = await site.startGateway(replica);
    await waitUntilReady(cold, site);
    rows.push(await describe('new replica, its first pages: only Redis has them', site, cold, first));
    // Nothing to do with Redis, and part of every first page of somebody.
    const greetings = workload.requests
      .slice(half)
      .map(({ account }) => ({ account, body: { query: '{ __typename }' } }));
    rows.push(
      await describe('new replica, asked for nothing by callers it does not know', site, cold, site.sign(greetings)),
    );
    rows.push(await describe('new replica, their pages: only Redis has them', site, cold, second));
    rows.push(await describe('new replica, the same once more', site, cold, second));
    const [{ p50 }] = rows;
    const bare = await measureRoundTrips(redis.url, half);
    return [...rows.map((row) => ({ ...row, addedP50: row.p50 - p50 })), { ...bare, addedP50: bare.p50 }];
  } finally {
    await site.close();
    await redis.stop();
  }
}

/** The time that the bare client takes, which any page from Redis has on top. */
async function measureRoundTrips(url, pages) {
  const child = startProcess([fileURLToPath(new URL('round-trips-process.mjs', import.meta.url))], {
    role: 'gateway',
    canBeAsked: true,
  });
  try {
    const times = await ask(child, 'measure', { url, namespace: 'commerce-graph', pages });
    return { id: 'round-trips', label: 'the bare client: three round trips of that size', pages, calls: 0, ...times };
  } finally {
    await stopProcess(child);
  }
}

const rename = (requests) =>
  requests.map(({ account, body }) => ({
    account,
    body: { ...body, query: body.query.replace('query ProductListing(', 'query TheSameListing(') },
  }));

async function askOnce(site, server, requests) {
  await site.prepare(requests);
  await site.takeCalls();
  const run = await site.drive(server, { connections: 1, count: requests.length });
  return { ...run, calls: await site.takeCalls() };
}

async function describe(label, site, server, requests) {
  const { p50, p99, bad, calls } = await askOnce(site, server, requests);
  const count = Object.values(calls).reduce((sum, each) => sum + each, 0);
  return { id: 'replica', label, isOurs: true, pages: requests.length, p50, p99, calls: count, wrongAnswers: bad };
}
