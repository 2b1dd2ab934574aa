// A system says that something changed, and nobody is shown the old value any more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvent, createSecret, send, sign, writeStructured } from '../events/event-sender.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

/** What the gateway says of where the answer is from. */
async function readCacheStatus(): Promise<string | null> {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ product(sku: "BRG-6205-2RS") { name } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { product: { name: expect.any(String) } } });
  return response.headers.get('cache-status');
}

const announce = (type: string, secret = graph.eventsSecret) => {
  const event = createEvent({ type, source: 'https://pim.example/', subject: 'product/BRG-6205-2RS' });
  return send(`${graph.origin}/events`, sign(writeStructured(event), { secret }));
};

test('what a change event made wrong is asked for anew', async () => {
  await readCacheStatus();
  expect(await readCacheStatus()).toContain('hit');

  expect((await announce('pim.product.updated', createSecret())).status).toBe(401);
  expect((await announce('oms.order.updated')).status).toBe(202);
  expect(await readCacheStatus()).toContain('hit');

  expect(await announce('pim.product.updated')).toMatchObject({ status: 202, body: { accepted: 1 } });
  expect(await readCacheStatus()).not.toContain('hit');
  expect(await readCacheStatus()).toContain('hit');
});
