import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Two copies of `graphql` (its CommonJS and its ES module build) would not recognise each other's types.
const graphqlEntry = new URL('./node_modules/graphql/index.js', import.meta.url).pathname;
const shared = {
  resolve: {
    conditions: ['source', 'node', 'import', 'default'],
    alias: [{ find: /^graphql$/, replacement: graphqlEntry }],
  },
  // Node is told of these, for `require` as well: with `import` among them, a CommonJS package would get ES modules.
  ssr: { resolve: { conditions: ['source', 'node', 'default'] } },
};

/** What takes longest comes first, so that nothing is left to run alone at the end. Vitest knows it from the second run on. */
const slowest = [
  'test/execution/differential.test.ts',
  'test/field-cache/replicas.test.ts',
  'test/field-cache/random-sequences.test.ts',
  'test/field-cache/replica-channel.test.ts',
  'test/field-cache/second-tier.test.ts',
  'test/field-cache/seeded-bugs.test.ts',
  'test/security/access-matrix.test.ts',
  'test/gateway/replicated-revocation.test.ts',
  'test/security/secrets.test.ts',
  'test/gateway/package.test.ts',
  'test/journeys/npm-start.test.ts',
  'test/systems/oms/crash.test.ts',
  'test/systems/events/delivery.test.ts',
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = slowest.findIndex((each) => moduleId.endsWith(`/${each}`));
      return at === -1 ? slowest.length : at;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's, not an array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    // One more than there are processors: some wait most of the time, for a deadline or a process that starts.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{schema,signed-events,gateway,systems,issuer}/src/**/*.test.ts', 'subgraphs/*/src/**/*.test.ts'],
          // Pure functions: what they import is loaded once for many of them.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'graph',
          include: ['test/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
