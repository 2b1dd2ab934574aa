// Shutting down: what is in flight finishes, what comes later is sent away, what takes too long is ended.
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

let products: RunningSubgraph;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
});
afterAll(() => products.close());

/** Lets the next request wait at the subgraph; `release` answers it. */
function holdNextRequest() {
  const held = { release: () => {}, arrived: Promise.resolve() };
  held.arrived = new Promise((resolve) => {
    products.intercept = (response) => {
      products.intercept = undefined;
      held.release = () => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"tool":{"name":"Hammer"}}}');
      };
      resolve();
    };
  });
  return held;
}

const query = '{ tool(id: "1") { name } }';
const otherQuery = '{ tool(id: "3") { name } }';

function getStatus(url: string, agent: Agent): Promise<{ status: number | undefined; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'apollo-require-preflight': 'true' } }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    }).once('error', reject);
  });
}

test('requests in flight finish and close their connections; there are no new ones', async () => {
  const gateway = await startGateway([products], { shutdown: { grace: '5s' } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const held = holdNextRequest();
  const inFlight = ask(gateway, query);
  await held.arrived;
  // A second connection is busy with a request that began before the shutdown, so it stays open.
  const alsoHeld = holdNextRequest();
  const onOpenConnection = getStatus(`${gateway.url}/graphql?query=${encodeURIComponent(otherQuery)}`, agent);
  await alsoHeld.arrived;

  const closing = gateway.close();
  const queued = getStatus(`${gateway.url}/health/ready`, agent).catch((error: Error) => error.message);
  await wait(50);
  alsoHeld.release();
  held.release();
  const finished = await inFlight;
  expect(finished.data).toEqual({ tool: { name: 'Hammer' } });
  expect(finished.headers.get('connection')).toBe('close');
  expect(await onOpenConnection).toEqual({ status: 200, connection: 'close' });
  await closing;
  expect(await queued).toMatch(/ECONN|socket hang up/);
  await expect(ask(gateway, query)).rejects.toThrow('fetch failed');
  agent.destroy();
});

test('a request that arrives on an open connection meanwhile is sent away with 503; so is readiness', async () => {
  const gateway = await startGateway([products], { shutdown: { grace: '5s' } });
  const held = holdNextRequest();
  const inFlight = ask(gateway, query);
  await held.arrived;
  // Connections on which a request has begun are open still when the shutdown begins.
  const [graphql, ready, live] = await Promise.all(
    ['/graphql', '/health/ready', '/health/live'].map((route) => beginRequest(gateway.url, route)),
  );
  const closing = gateway.close();
  await wait(50);
  const refused = await graphql?.finish();
  expect(refused).toMatch(/^HTTP\/1\.1 503 /);
  expect(refused).toMatch(/\r\nconnection: close\r\n/i);
  expect(refused).toContain('SHUTTING_DOWN');
  expect(await ready?.finish()).toMatch(/^HTTP\/1\.1 503 [^]*"draining"/);
  expect(await live?.finish()).toMatch(/^HTTP\/1\.1 200 /);
  held.release();
  expect((await inFlight).data).toEqual({ tool: { name: 'Hammer' } });
  await closing;
});

/** Sends the first line of a request; `finish` sends the rest and returns the whole response. */
async function beginRequest(url: string, route: string): Promise<{ finish: () => Promise<string> }> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  let response = '';
  socket.on('data', (chunk) => (response += chunk.toString()));
  await new Promise((resolve) => socket.write(`GET ${route} HTTP/1.1\r\n`, resolve));
  // The gateway has to have taken the connection by the time that it is told to shut down.
  await wait(300);
  return {
    finish: () =>
      new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.once('close', () => resolve(response));
        socket.write(`Host: ${host}\r\n\r\n`);
      }),
  };
}

test('what is not finished within the grace period is ended, at the subgraph too', async () => {
  const gateway = await startGateway([products], { shutdown: { grace: '200ms' } });
  const held = holdNextRequest();
  const inFlight = ask(gateway, query).catch((error: Error) => error.message);
  await held.arrived;
  const request = products.requests.at(-1);
  const before = performance.now();
  await gateway.close();
  expect(performance.now() - before).toBeLessThan(2000);
  expect(await inFlight).toBe('fetch failed');
  await request?.aborted;
});

test('closing twice is closing once, and idle connections do not hold it up', async () => {
  const gateway = await startGateway([products], { shutdown: { grace: '5s' } });
  await ask(gateway, query);
  // A client may open a connection ahead of its first request.
  const { hostname, port } = new URL(gateway.url);
  const unused = connect(Number(port), hostname);
  await wait(300);
  const before = performance.now();
  await Promise.all([gateway.close(), gateway.close()]);
  unused.destroy();
  expect(performance.now() - before).toBeLessThan(1000);
});
