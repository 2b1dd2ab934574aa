// What requests to the whole graph cost: what is kept costs nothing, and what the systems are asked for costs what it costs.
import { print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleVariables, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let tokens: Readonly<Record<'acme' | 'borealis', string>>;
beforeAll(async () => {
  graph = await startGraph();
  tokens = {
    acme: await graph.signToken({ account: 'acme' }),
    borealis: await graph.signToken({ account: 'borealis' }),
  };
});
afterAll(() => graph?.close());

async function readCosts(name: keyof typeof sampleOperations, account: keyof typeof tokens, variables = {}) {
  const response = await fetch(`${graph.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[account]}` },
    body: JSON.stringify({
      query: print(sampleOperations[name]),
      variables: { ...readSampleVariables(name), ...variables },
    }),
  });
  await response.text();
  const read = (header: string): number => Number(response.headers.get(header) ?? Number.NaN);
  return { estimated: read('x-cost-estimated'), actual: read('x-cost-actual'), max: read('x-cost-max') };
}

test('a listing costs what is fetched of it: all at first, prices for another account, then nothing', async () => {
  const first = await readCosts('ProductListing', 'acme');
  expect(first.actual).toBeGreaterThan(100);
  expect(first.actual).toBeLessThanOrEqual(first.estimated);
  const ofAnother = await readCosts('ProductListing', 'borealis');
  expect(ofAnother.actual).toBeGreaterThan(0);
  expect(ofAnother.actual).toBeLessThan(first.actual / 2);
  for (let time = 0; time < 3; time += 1) {
    expect(await readCosts('ProductListing', 'acme')).toEqual({ ...first, actual: 0 });
  }
});

test('a longer page is estimated at more', async () => {
  const [short, long] = [
    await readCosts('OrderHistory', 'acme', { first: 5 }),
    await readCosts('OrderHistory', 'acme'),
  ];
  expect(short.estimated).toBeLessThan(long.estimated);
  expect(short.actual).toBeLessThanOrEqual(short.estimated);
});
