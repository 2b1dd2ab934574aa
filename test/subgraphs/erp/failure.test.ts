// When the ERP fails, what depends on the failing answer is null with a reason, and nothing else is lost.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp({
    deadlineMs: 3_000,
    retry: { maxAttempts: 2, intervalMs: 10 },
    breaker: { requestThreshold: 1000 },
  });
});
afterAll(() => erp.close());
beforeEach(() => {
  erp.countCalls();
});

const readPage = () =>
  erp.query({
    ...queryEntities('Product', [{ sku: 'BRG-1' }], 'sku itemStatus price { __typename } availability { status }'),
    as: { account: 'acme' },
  });

const unavailable = { code: 'SYSTEM_UNAVAILABLE', system: 'ERP' };

describe('a failing answer costs its own fields only', () => {
  test('prices', async () => {
    erp.system.switches.failNext(2, { status: 503 }, '/prices');
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([
      { itemStatus: 'ACTIVE', price: null, availability: { status: 'IN_STOCK' } },
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'price'], extensions: unavailable }]);
  });

  test('stock', async () => {
    erp.system.switches.failNext(2, 'reset', '/availability');
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([
      { itemStatus: 'ACTIVE', price: { __typename: 'Price' }, availability: null },
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'availability'], extensions: unavailable }]);
  });

  test('items', async () => {
    erp.system.switches.failNext(1, { status: 500 }, '/items');
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([
      { sku: 'BRG-1', itemStatus: null, price: { __typename: 'Price' }, availability: { status: 'IN_STOCK' } },
    ]);
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'itemStatus'], extensions: unavailable }]);
  });

  test('everything', async () => {
    erp.system.switches.failNext(3, { status: 500 });
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([{ sku: 'BRG-1', itemStatus: null, price: null, availability: null }]);
    expect(new Set(errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(['availability', 'itemStatus', 'price']));
    for (const { message } of errors) expect(message).not.toMatch(/127\.0\.0\.1|http|500/);
  });

  test('an entity of which only the key is asked says that it cannot be told', async () => {
    erp.system.switches.failNext(1, { status: 500 }, '/items');
    const { data, errors } = await erp.query(queryEntities('Product', [{ sku: 'BRG-1' }], 'sku'));
    expect(data?.['_entities']).toEqual([null]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: unavailable }]);
  });
});

test('a failure that passes is repeated, and nobody notices', async () => {
  erp.system.switches.failNext(1, { status: 503 }, '/prices');
  const { errors } = await readPage();
  expect(errors).toEqual([]);
  expect(erp.countCalls()['POST /prices/query']).toBe(2);
});

test('an ERP that does not answer in time is given up', async () => {
  erp.system.switches.failNext(1, 'hang', '/prices');
  const startedAt = performance.now();
  const { data, errors } = await readPage();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(data?.['_entities']).toMatchObject([{ price: null, availability: { status: 'IN_STOCK' } }]);
  expect(errors).toMatchObject([{ extensions: { ...unavailable, retryable: true } }]);
});

test('a caller who hangs up ends the call to the ERP', async () => {
  const patient = await startErp({ deadlineMs: 30_000 });
  const ask = (signal?: AbortSignal) =>
    patient.query({
      query: '{ prices(lines: [{ sku: "BRG-1" }]) { sku } }',
      as: { account: 'acme' },
      ...(signal !== undefined && { signal }),
    });
  try {
    patient.system.switches.latencyMs = 1_000;
    const caller = new AbortController();
    const asking = ask(caller.signal);
    await expect.poll(() => patient.system.switches.calls.length).toBe(1);
    caller.abort();
    await expect(asking).rejects.toThrow('abort');
    // Long enough for the answer to have been given, had anybody waited for it; the next call shows that it is.
    await ask();
    expect(patient.system.switches.calls.map(({ status }) => status)).toEqual([undefined, 200]);
  } finally {
    await patient.close();
  }
});

test('an expired token is renewed without a trace', async () => {
  const { errors } = await readPage();
  expect(errors).toEqual([]);
  erp.system.switches.failNext(1, { status: 401 }, '/prices');
  const again = await readPage();
  expect(again.errors).toEqual([]);
});
