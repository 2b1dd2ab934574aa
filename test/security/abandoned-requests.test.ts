// Requests whose client goes away while they wait behind others on one connection: they end, they are written down, and
// nothing is held for them.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../gateway/graphql-client.ts';
import { createTemporaryFolder, type RunningGateway, startGateway } from '../gateway/running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from '../gateway/running-subgraph.ts';
import { writePost } from './raw-connection.ts';

let subgraph: RunningSubgraph;
let gateway: RunningGateway | undefined;

beforeAll(async () => {
  subgraph = await startSubgraph({
    name: 'things',
    typeDefs: 'type Query { thing: String } type Mutation { change: Boolean }',
    resolvers: { Query: { thing: () => 'a thing' }, Mutation: { change: () => true } },
  });
});
afterEach(async () => {
  subgraph.intercept = undefined;
  subgraph.requests.length = 0;
  await gateway?.close();
});
afterAll(() => subgraph.close());

/** Sends them all before any is answered. */
async function sendTogether({ url }: { readonly url: string }, queries: readonly string[]): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(queries.map((query) => writePost(JSON.stringify({ query }))).join(''));
  await expect.poll(() => subgraph.requests.length).toBe(queries.length);
  return socket;
}

test('what they were counted as is free again', async () => {
  gateway = await startGateway([subgraph], { traffic_shaping: { router: { concurrency_limit: 3 } } });
  subgraph.intercept = () => {};
  const socket = await sendTogether(gateway, ['{ thing }', '{ a: thing }', '{ b: thing }']);
  expect((await ask(gateway, '{ __typename }')).status).toBe(503);
  socket.destroy();
  // What was asked for them is given up as well.
  await Promise.all(subgraph.requests.map(({ aborted }) => aborted));
  subgraph.intercept = undefined;
  await expect.poll(async () => (await ask({ url: gateway?.url ?? '' }, '{ __typename }')).status).toBe(200);
  const again = Array.from({ length: 3 }, () => '{ thing }');
  const statuses = await Promise.all(
    again.map(async (query) => (await ask({ url: gateway?.url ?? '' }, query)).status),
  );
  expect(statuses).toEqual([200, 200, 200]);
});

test('a mutation among them is in the audit log', async () => {
  const file = path.join(createTemporaryFolder(), 'audit.log');
  gateway = await startGateway([subgraph], {
    telemetry: { logging: { level: 'silent' }, audit: { enabled: true, file } },
  });
  subgraph.intercept = (response, { query }) => {
    if (query.includes('change')) response.end('{"data":{"change":true}}');
  };
  const socket = await sendTogether(gateway, ['{ thing }', 'mutation Change { change }']);
  socket.destroy();
  const readLines = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  await expect
    .poll(readLines)
    .toMatchObject([{ operation: { type: 'mutation', name: 'Change' }, outcome: { result: 'aborted', status: 499 } }]);
});
