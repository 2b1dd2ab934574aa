#!/usr/bin/env node
// Runs the PIM subgraph with the settings in the environment.
import { readFile } from 'node:fs/promises';
import { describeSubgraphEnvironment, readEnvironment, runSubgraph } from '@commerce-graph/subgraph-runtime';
import { z } from 'zod';
import { createPimSubgraph } from './pim-subgraph.ts';

await runSubgraph('pim', async () => {
  const environment = readEnvironment(
    {
      ...describeSubgraphEnvironment(4002),
      PIM_URL: z.url({ protocol: /^https?$/ }),
      PIM_CLIENT_ID: z.string(),
      PIM_CLIENT_SECRET: z.string(),
      PIM_USERNAME: z.string(),
      PIM_PASSWORD: z.string(),
      PIM_CHANNEL: z.string().default('ecommerce'),
      PIM_DEFAULT_LOCALE: z.string().default('en_US'),
      /** A JSON file that says where this company keeps what in its PIM, as far as it differs from the defaults. */
      PIM_MAPPING: z.string().optional(),
      PIM_MEDIA_URL: z.url({ protocol: /^https?$/ }).optional(),
    },
    process.env,
  );
  const mapping: unknown =
    environment.PIM_MAPPING === undefined ? undefined : JSON.parse(await readFile(environment.PIM_MAPPING, 'utf8'));
  return createPimSubgraph({
    pim: {
      url: environment.PIM_URL,
      clientId: environment.PIM_CLIENT_ID,
      clientSecret: environment.PIM_CLIENT_SECRET,
      username: environment.PIM_USERNAME,
      password: environment.PIM_PASSWORD,
      channel: environment.PIM_CHANNEL,
      defaultLocale: environment.PIM_DEFAULT_LOCALE,
      mediaBaseUrl: environment.PIM_MEDIA_URL,
      mapping,
    },
    assertion: { jwks: environment.ASSERTION_JWKS, issuer: environment.ASSERTION_ISSUER },
    host: environment.HOST,
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL,
  });
});
