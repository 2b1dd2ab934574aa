// What is dear to answer is refused with its code before it costs much, and others are served meanwhile. The gateway is a
// process of its own, with the configuration that is delivered, in front of the whole graph.
import path from 'node:path';
import { print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleVariables, sampleOperations } from '../graph/sample-operations.ts';
import { type GraphResponse, queryGraph } from '../graph/graph-client.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';
import { type RunningCommand, startCommand } from '../gateway/running-command.ts';
import { hostileRequests } from './hostile-queries.ts';
import { type ProcessUsage, readProcessUsage } from './process-usage.ts';

let graph: RunningGraph;
let gateway: RunningCommand;
let url: string;
let token: string;

const configFile = path.resolve(import.meta.dirname, '../../gateway.yaml');

beforeAll(async () => {
  graph = await startGraph();
  token = await graph.signToken({ account: 'acme' });
  const env = { ...graph.gatewayEnvironment, GATEWAY_PORT: '0' };
  gateway = startCommand(['--config', configFile], { env });
  const [, origin = ''] = await gateway.waitFor(/served at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  url = `${origin}/graphql`;
  await askNormally();
}, 120_000);

afterAll(async () => {
  gateway?.process.kill('SIGTERM');
  await gateway?.exited;
  await graph?.close();
}, 60_000);

const printOperation = (name: keyof typeof sampleOperations): string => print(sampleOperations[name]);

const askNormally = () =>
  queryGraph(url, sampleOperations.ProductListing, readSampleVariables('ProductListing'), token);

function expectListing({ data, errors }: Awaited<ReturnType<typeof askNormally>>): void {
  expect(errors).toEqual([]);
  expect(data?.category?.products?.nodes.length).toBeGreaterThan(0);
}

/** In the media type in which a refusal has a status of its own. */
async function send(body: string): Promise<Omit<GraphResponse<unknown>, 'headers'>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body,
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Partial<GraphResponse<unknown>>;
  return { status: response.status, data, errors, body: text };
}

function readUsage(): ProcessUsage | undefined {
  return readProcessUsage(gateway.process.pid ?? 0);
}

/** An order of magnitude above what it takes: a tenth of a second, the first time that the code for it runs. */
const cpuLimitMs = 2000;
const memoryLimitBytes = 512 * 1024 * 1024;
const errorTextLimit = 20_000;

test.each(hostileRequests)('$what: $code', async ({ code, body }) => {
  const before = readUsage();
  const { status, data, errors, body: text } = await send(body);
  const after = readUsage();
  expect([...new Set(errors.map(({ extensions }) => extensions?.['code']))]).toEqual([code]);
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(text.length).toBeLessThan(errorTextLimit);
  if (before !== undefined && after !== undefined) {
    expect(after.cpuMs - before.cpuMs).toBeLessThan(cpuLimitMs);
    expect(after.memoryBytes - before.memoryBytes).toBeLessThan(memoryLimitBytes);
  }
  expectListing(await askNormally());
});

test('while many of them come at once, others are served', async () => {
  const hostile = Promise.all([...hostileRequests, ...hostileRequests].map(({ body }) => send(body)));
  const normal = await Promise.all(Array.from({ length: 20 }, askNormally));
  for (const answer of normal) expectListing(answer);
  expect((await hostile).map(({ status }) => status)).toEqual(
    Array.from({ length: 2 * hostileRequests.length }, () => 400),
  );
  const usage = readUsage();
  if (usage !== undefined) expect(usage.memoryBytes).toBeLessThan(3 * memoryLimitBytes);
});

test('all that the contract gives as samples is far below what is allowed', async () => {
  for (const name of Object.keys(sampleOperations) as (keyof typeof sampleOperations)[]) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: printOperation(name), variables: readSampleVariables(name) }),
    });
    await response.text();
    const [estimated, max] = ['x-cost-estimated', 'x-cost-max'].map((header) => Number(response.headers.get(header)));
    expect(estimated, name).toBeGreaterThan(0);
    expect(estimated, name).toBeLessThan((max ?? 0) / 4);
  }
});
