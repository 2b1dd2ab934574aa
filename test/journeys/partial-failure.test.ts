// When one system fails, its own fields are missing with a reason, and everything else is served.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { GraphResponseError } from '../graph/graph-client.ts';
import { sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let token: string;
beforeAll(async () => {
  graph = await startGraph({ keepsValues: false });
  token = await graph.signToken({ account: 'acme' });
});
afterAll(() => graph.close());
afterEach(() => {
  for (const { switches } of Object.values(graph.systems)) switches.failNext(0, { status: 500 });
});

const readPage = () => graph.query(sampleOperations.ProductPage, { sku: 'PX-200', locale: 'en-US' }, token);

function expectOnlySystem(errors: readonly GraphResponseError[], system: string): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { extensions, message } of errors) {
    expect(extensions).toMatchObject({ system });
    expect(['SYSTEM_UNAVAILABLE', 'CIRCUIT_BREAKER_OPEN']).toContain(extensions?.['code']);
    expect(message).not.toMatch(/127\.0\.0\.1|http:|SELECT|at \//);
  }
}

describe('a product page', () => {
  test('keeps its content when the ERP is down', async () => {
    graph.systems.erp.switches.failNext(1000, { status: 500 });
    const { data, errors } = await readPage();
    expect(data?.product?.name).toBeTruthy();
    expect(data?.product?.relationships?.edges.length).toBeGreaterThan(0);
    expect(data?.orders?.nodes.length).toBeGreaterThan(0);
    expect(data?.product?.price).toBeNull();
    expect(data?.product?.availability).toBeNull();
    expectOnlySystem(errors, 'ERP');
  });

  test('keeps price and content when the OMS is down', async () => {
    graph.systems.oms.switches.failNext(1000, { status: 503 });
    const { data, errors } = await readPage();
    expect(data?.product?.name).toBeTruthy();
    expect(data?.product?.price?.__typename).toBe('Price');
    expect(data?.orders).toBeNull();
    expectOnlySystem(errors, 'OMS');
  });

  test('keeps price, stock and orders when the PIM is down', async () => {
    graph.systems.pim.switches.failNext(1000, { status: 500 });
    const { data, errors } = await readPage();
    expect(data?.product?.name).toBeNull();
    expect(data?.product?.price?.__typename).toBe('Price');
    expect(data?.product?.availability?.status).toBeDefined();
    expect(data?.orders?.nodes.length).toBeGreaterThan(0);
    expectOnlySystem(errors, 'PIM');
  });
});

test('a page that has been asked for before is served whole while a system is down', async () => {
  const keeping = await startGraph();
  try {
    const asAcme = await keeping.signToken({ account: 'acme' });
    const read = () => keeping.query(sampleOperations.ProductPage, { sku: 'PX-200', locale: 'en-US' }, asAcme);
    const before = await read();
    expect(before.errors).toEqual([]);
    for (const { switches } of Object.values(keeping.systems)) switches.failNext(1000, { status: 500 });
    // What it cost, and how long it is good, is another matter.
    expect((await read()).body).toBe(before.body);
    // A price to order at is never kept.
    const { data, errors } = await keeping.query<{ firmPrices: unknown }>(
      '{ firmPrices(lines: [{ sku: "PX-200" }]) { sku } }',
      {},
      asAcme,
    );
    expect(data?.firmPrices).toBeNull();
    expectOnlySystem(errors, 'ERP');
  } finally {
    await keeping.close();
  }
});
