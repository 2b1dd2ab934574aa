// What is only measured: it is served, and logged and counted, so that a limit can be tried before it is enforced.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { createRecordedLog } from './recorded-log.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';
import { findFreePort } from '../graph/free-port.ts';

let products: RunningSubgraph;
let gateway: RunningGateway;
let metricsUrl: string;
const { log, lines } = createRecordedLog();

const strategy = { static_estimated: { list_size: 10, max: 5 } };

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  const port = await findFreePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  gateway = await startGateway(
    [products],
    {
      limits: { warn_only: true, max_depth: 1, max_list_argument_items: 1 },
      demand_control: { enabled: true, strategy },
      telemetry: { exporters: { metrics: { prometheus: { enabled: true, listen: `127.0.0.1:${port}` } } } },
    },
    { log },
  );
});
beforeEach(() => {
  lines.length = 0;
  products.requests.length = 0;
});
afterAll(async () => {
  await gateway?.close();
  await products?.close();
});

const readMetrics = async (): Promise<string> => (await fetch(metricsUrl)).text();

test('a limit that is passed is told of in the log and in the figures', async () => {
  const query = 'query ($ids: [ID!]!) { tools(ids: $ids) { id } }';
  const { data } = await ask(gateway, query, { variables: { ids: ['1', '3'] } });
  expect(data).toEqual({ tools: [{ id: '1' }, { id: '3' }] });
  expect(lines.filter(({ level }) => level === 'warn')).toEqual([
    expect.objectContaining({ limit: 'max_depth', value: 2, allowed: 1 }),
    expect.objectContaining({ limit: 'max_list_argument_items', value: 2, allowed: 1 }),
  ]);
  const metrics = await readMetrics();
  expect(metrics).toContain('commerce_graph_passed_limits_total{limit="max_depth",result="warned"} 1');
  expect(metrics).toContain('commerce_graph_passed_limits_total{limit="max_list_argument_items",result="warned"} 1');
});

test('what costs more than is allowed is served, with what it was estimated at and what it has cost', async () => {
  const { data, headers } = await ask(gateway, 'query Tools { products { id } }');
  expect(data).toMatchObject({ products: [{ id: '1' }, { id: '2' }, { id: '3' }] });
  const costs = ['x-cost-estimated', 'x-cost-actual', 'x-cost-max'].map((name) => headers.get(name));
  expect(costs).toEqual(['10', '3', '5']);
  await expect
    .poll(() => lines.find(({ operationName }) => operationName === 'Tools'))
    .toMatchObject({ costEstimated: 10, costActual: 3 });
  const metrics = await readMetrics();
  expect(metrics).toContain('commerce_graph_demand_control_operations_total{result="COST_ESTIMATED_TOO_EXPENSIVE"}');
  expect(metrics).toMatch(/commerce_graph_cost_estimated_sum \d+/);
  expect(metrics).toMatch(/commerce_graph_cost_actual_sum \d+/);
  expect(metrics).toMatch(/commerce_graph_cost_delta_sum \d+/);
});

test('where it is enforced, nothing is fetched, and production tells no costs', async () => {
  const enforcing = { demand_control: { enabled: true, mode: 'enforce', strategy } };
  const [strict, production] = await Promise.all([
    startGateway([products], enforcing),
    startGateway([products], { ...enforcing, production: true }),
  ]);
  const refused = await ask(strict, '{ products { id } }');
  expect(refused.errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('estimated to cost 10; allowed are 5') as string,
      extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE', 'cost.estimated': 10, 'cost.max': 5 },
    }),
  ]);
  expect([refused.headers.get('x-cost-estimated'), refused.headers.get('x-cost-actual')]).toEqual(['10', null]);
  expect(products.requests).toEqual([]);
  expect((await ask(strict, '{ tool(id: "1") { id } }')).headers.get('x-cost-actual')).toBe('1');
  const inProduction = await ask(production, '{ tool(id: "1") { id } }');
  expect(inProduction.data).toEqual({ tool: { id: '1' } });
  expect(inProduction.headers.get('x-cost-actual')).toBeNull();
  await Promise.all([strict.close(), production.close()]);
});
