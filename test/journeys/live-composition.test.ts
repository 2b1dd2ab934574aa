// A gateway that composes its supergraph from the running subgraphs serves the same graph as one with the composed file.
import { print } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queryGraph } from '../graph/graph-client.ts';
import { readSampleVariables, sampleOperations } from '../graph/sample-operations.ts';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

let graph: RunningGraph;
let composingGateway: { readonly origin: string };
beforeAll(async () => {
  graph = await startGraph();
  // The subgraphs give their schemas to nobody without the gateway's assertion, so this also shows that it is sent.
  composingGateway = await graph.startComposingGateway();
});
afterAll(() => graph.close());

const queryNames = ['ProductPage', 'ProductListing', 'AccountDashboard', 'OrderHistory', 'QuickOrder'] as const;

test.each(queryNames)('%s is answered alike', async (name) => {
  const variables = readSampleVariables(name);
  const token = await graph.signToken({ account: 'acme' });
  const document = print(sampleOperations[name]);
  const answers = [graph.origin, composingGateway.origin].map((origin) =>
    queryGraph(`${origin}/graphql`, document, variables, token),
  );
  const [fromFile, composedLive] = await Promise.all(answers);
  expect(composedLive?.errors).toEqual([]);
  expect(withoutInstants(composedLive?.data)).toEqual(withoutInstants(fromFile?.data));
});

/** When the systems answered differs from request to request. */
function withoutInstants(data: unknown): unknown {
  const text = JSON.stringify(data, (name, value: unknown) =>
    name === 'pricedAt' || name === 'asOf' ? undefined : value,
  );
  return JSON.parse(text);
}
