#!/usr/bin/env node
// Runs the OMS subgraph with the settings in the environment.
import { describeSubgraphEnvironment, readEnvironment, runSubgraph } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import { createOmsSubgraph } from './oms-subgraph.ts';

await runSubgraph('oms', async () => {
  const environment = readEnvironment(
    {
      ...describeSubgraphEnvironment(4003),
      OMS_URL: z.url({ protocol: /^https?$/ }),
      OMS_CLIENT_ID: z.string(),
      OMS_CLIENT_SECRET: z.string(),
    },
    process.env,
  );
  return createOmsSubgraph({
    oms: {
      url: environment.OMS_URL,
      clientId: environment.OMS_CLIENT_ID,
      clientSecret: environment.OMS_CLIENT_SECRET,
    },
    assertion: { jwks: environment.ASSERTION_JWKS, issuer: environment.ASSERTION_ISSUER },
    host: environment.HOST,
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL,
  });
});
