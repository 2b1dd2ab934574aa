// `npm run --silent token -- --account acme [--accounts a,b] [--user u] [--scope "s t"]`: prints a development token.
import { parseArgs } from 'node:util';
import { signDevelopmentToken } from './development-token.ts';
import { readLocalGraph } from './local-graph.ts';

const usage = 'npm run --silent token -- --account <id> [--accounts <id,id>] [--user <name>] [--scope "<scope scope>"]';

try {
  const { values } = parseArgs({
    options: {
      account: { type: 'string' },
      accounts: { type: 'string' },
      user: { type: 'string' },
      scope: { type: 'string' },
    },
  });
  if (values.account === undefined) throw new Error(`--account is missing. Usage: ${usage}`);
  const claims = {
    account: values.account,
    accounts: values.accounts?.split(','),
    user: values.user,
    scope: values.scope,
  };
  console.log(await signDevelopmentToken(readLocalGraph(process.env).dataDir, claims, process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
