// An operation that asks many subgraphs at once is nothing that Node.js should warn of.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './graphql-client.ts';
import { startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';

const count = 14;
let subgraphs: RunningSubgraph[];
const warnings: string[] = [];
const listener = ({ name, message }: Error): void => void warnings.push(`${name}: ${message}`);

beforeAll(async () => {
  process.on('warning', listener);
  subgraphs = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      startSubgraph({
        name: `part-${index}`,
        typeDefs: `type Query { field${index}: String }`,
        resolvers: { Query: { [`field${index}`]: () => 'here' } },
      }),
    ),
  );
});
afterAll(async () => {
  process.off('warning', listener);
  await Promise.all(subgraphs.map((each) => each.close()));
});

test.each([
  ['shared with whoever asks the same', {}],
  ['of one caller alone', { traffic_shaping: { all: { deduplicate_query: false } } }],
  ['of which nothing is kept', { response_cache: { enabled: false } }],
])('many fetches at once, %s, print no warning', async (_name, config) => {
  const gateway = await startGateway(subgraphs, config);
  try {
    const fields = Array.from({ length: count }, (_, index) => `field${index}`);
    // None is answered before all are asked: all of them listen at the same time.
    let waiting = 0;
    let release = (): void => {};
    const all = new Promise<void>((resolve) => (release = resolve));
    for (const each of subgraphs) {
      each.prepare = async () => {
        if ((waiting += 1) === count) release();
        await all;
        return {};
      };
    }
    const { data } = await ask(gateway, `{ ${fields.join(' ')} }`);
    expect(data).toEqual(Object.fromEntries(fields.map((field) => [field, 'here'])));
    expect(waiting).toBe(count);
  } finally {
    await gateway.close();
  }
  expect(warnings).toEqual([]);
});
