// GraphQL over HTTP: every audit of `graphql-http` against a running gateway.
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

let products: RunningSubgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  gateway = await startGateway([products]);
});
afterAll(async () => {
  await gateway.close();
  await products.close();
});

/** Plain GETs: browsers can be tricked into sending those, so the gateway asks for a header. What MAY be, need not. */
const deniedByCsrfPrevention = new Set(['5A70', 'D6D5', '6A70']);

const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
  expect(await audit.fn()).toMatchObject({ status: deniedByCsrfPrevention.has(audit.id) ? 'notice' : 'ok' });
});

test('all of them were run, and only what MAY be is denied', () => {
  expect(audits.length).toBeGreaterThanOrEqual(61);
  const denied = audits.filter((audit) => deniedByCsrfPrevention.has(audit.id));
  expect(denied.map((audit) => audit.name.split(' ')[0])).toEqual(['MAY', 'MAY', 'MAY']);
});
