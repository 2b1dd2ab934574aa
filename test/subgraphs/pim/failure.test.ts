// When the PIM fails, its fields are null with a reason, and the products themselves stay for the other systems to answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningPim, startPim } from './start-pim.ts';

const api = '/api/rest/v1/';
const unavailable = { code: 'SYSTEM_UNAVAILABLE', system: 'PIM' };

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim({
    deadlineMs: 600,
    retry: { maxAttempts: 2, intervalMs: 10 },
    breaker: { requestThreshold: 1000 },
  });
  // Signed in, and the structure known.
  await pim.query(
    queryEntities(
      'Product',
      [{ sku: 'BRG-1' }],
      'attributes { label } media { url } documents { url } variantGroup { axes }',
    ),
  );
});
afterAll(() => pim.close());
beforeEach(() => {
  pim.countCalls();
});

const readPage = () =>
  pim.query(
    queryEntities('Product', [{ sku: 'BRG-1' }], 'sku name media { code } documents { code } categories { code }'),
  );

describe('a failing answer costs its own fields only', () => {
  test('pictures', async () => {
    pim.system.switches.failNext(2, { status: 503 }, `${api}asset-families/product_images`);
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([
      { name: 'Ball bearing 6205', media: null, documents: [{}, {}, {}, {}], categories: [{ code: 'ball_bearings' }] },
    ]);
    expect(errors).toMatchObject([
      { path: ['_entities', 0, 'media'], extensions: { ...unavailable, retryable: true } },
    ]);
  });

  test('categories', async () => {
    pim.system.switches.failNext(2, 'reset', `${api}categories`);
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toMatchObject([{ name: 'Ball bearing 6205', media: [{}, {}, {}], categories: null }]);
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'categories'], extensions: unavailable }]);
  });

  test('content: the product stays, so that others can tell its price', async () => {
    pim.system.switches.failNext(4, { status: 500 }, `${api}products`);
    const { data, errors } = await readPage();
    expect(data?.['_entities']).toEqual([
      { __typename: 'Product', sku: 'BRG-1', name: null, media: null, documents: null, categories: null },
    ]);
    const fields = new Set(errors.map(({ path }) => path?.at(-1)));
    expect(fields).toEqual(new Set(['categories', 'documents', 'media', 'name']));
    for (const { message, extensions } of errors) {
      expect(extensions).toMatchObject(unavailable);
      expect(message).toBe('The system PIM answered with a failure.');
    }
  });

  test('a list: null, with the reason', async () => {
    pim.system.switches.failNext(1, { status: 500 }, `${api}products`);
    const { data, errors } = await pim.query({ query: '{ products { nodes { sku } } rootCategories { code } }' });
    expect(data).toEqual({
      products: null,
      rootCategories: [{ code: 'bearings' }, { code: 'pumps' }, { code: 'empty' }],
    });
    expect(errors).toMatchObject([{ path: ['products'], extensions: unavailable }]);
  });
});

test('a moment of weakness is not noticed', async () => {
  pim.system.switches.failNext(1, { status: 429, retryAfterSeconds: 0 }, `${api}products`);
  const { errors } = await readPage();
  expect(errors).toEqual([]);
  expect(pim.countCalls()).toMatchObject({ products: 2 });
});

test('a PIM that hangs is given up at the deadline', async () => {
  pim.system.switches.failNext(1, 'hang', `${api}products`);
  const startedAt = performance.now();
  const { data, errors } = await pim.query({ query: '{ product(sku: "BRG-1") { sku name } }' });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(data).toEqual({ product: { sku: 'BRG-1', name: null } });
  expect(errors).toMatchObject([
    { message: 'The system PIM did not answer in time.', extensions: { ...unavailable, retryable: true } },
  ]);
});

test('a slow PIM is waited for', async () => {
  pim.system.switches.latencyMs = 150;
  const { data } = await pim.query({ query: '{ product(sku: "BRG-1") { name } }' });
  pim.system.switches.latencyMs = 0;
  expect(data).toEqual({ product: { name: 'Ball bearing 6205' } });
});

test('a request that is given up ends its call to the PIM', async () => {
  pim.system.switches.failNext(1, 'hang', `${api}products`);
  const gateway = new AbortController();
  const asked = pim.query({ query: '{ product(sku: "BRG-1") { name } }', signal: gateway.signal });
  asked.catch(() => undefined);
  await expect.poll(() => pim.system.switches.calls.length).toBe(1);
  gateway.abort();
  await expect(asked).rejects.toThrow('aborted');
  await sleep(300);
  // Neither made again nor held on to: the next request gets its place at once.
  expect(pim.countCalls()).toEqual({ products: 1 });
  expect((await readPage()).errors).toEqual([]);
});

test('structure that could not be read is asked for again by the next request', async () => {
  const cold = await startPim({ retry: { maxAttempts: 1 } });
  cold.system.switches.failNext(1, { status: 500 }, `${api}families`);
  const read = () => cold.query({ query: '{ product(sku: "BRG-1") { attributes(codes: ["bore"]) { label } } }' });
  expect((await read()).errors).toMatchObject([{ extensions: unavailable }]);
  expect((await read()).errors).toEqual([]);
  await cold.close();
});

test('a revoked token is replaced without anybody noticing', async () => {
  pim.system.switches.failNext(1, { status: 401 }, `${api}products`);
  expect((await readPage()).errors).toEqual([]);
  expect(pim.countCalls()).toMatchObject({ '/api/oauth/v1/token': 1, products: 2 });
});
