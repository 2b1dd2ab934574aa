import { defineConfig } from 'vitest/config';

// Two copies of `graphql` (its CommonJS and its ES module build) would not recognise each other's types.
const graphqlEntry = new URL('./node_modules/graphql/index.js', import.meta.url).pathname;
const shared = {
  resolve: {
    conditions: ['source', 'node', 'import', 'default'],
    alias: [{ find: /^graphql$/, replacement: graphqlEntry }],
  },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'unit', include: ['{schema,gateway,systems}/src/**/*.test.ts', 'subgraphs/*/src/**/*.test.ts'] },
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
