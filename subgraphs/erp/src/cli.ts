#!/usr/bin/env node
// Runs the ERP subgraph with the settings in the environment.
import { describeSubgraphEnvironment, readEnvironment, runSubgraph } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import { createErpSubgraph } from './erp-subgraph.ts';

await runSubgraph('erp', async () => {
  const environment = readEnvironment(
    {
      ...describeSubgraphEnvironment(4001),
      ERP_URL: z.url({ protocol: /^https?$/ }),
      ERP_CLIENT_ID: z.string(),
      ERP_CLIENT_SECRET: z.string(),
    },
    process.env,
  );
  return createErpSubgraph({
    erp: {
      url: environment.ERP_URL,
      clientId: environment.ERP_CLIENT_ID,
      clientSecret: environment.ERP_CLIENT_SECRET,
    },
    assertion: { jwks: environment.ASSERTION_JWKS, issuer: environment.ASSERTION_ISSUER },
    host: environment.HOST,
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL,
  });
});
