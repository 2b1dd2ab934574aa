// `npm run --silent token -- --account acme [--accounts a,b] [--user u] [--scope "s t"]`: prints a development token.
import { parseArgs } from 'node:util';
import { requestDevelopmentToken } from './development-token.ts';
import { readLocalGraph } from './local-graph.ts';

const usage = 'npm run --silent token -- --account <id> [--accounts <id,id>] [--user <name>] [--scope "<scope scope>"]';

try {
  const { values } = parseArgs({
    options: {
      account: { type: 'string' },
      accounts: { type: 'string' },
      user: { type: 'string' },
      scope: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { account, accounts, user, scope, help } = values;
  if (help) console.log(`Usage: ${usage}`);
  else if (account === undefined) throw new Error(`--account is missing. Usage: ${usage}`);
  else {
    const claims = { account, accounts: accounts?.split(','), user, scope };
    console.log(await requestDevelopmentToken(readLocalGraph(process.env), claims, process.env));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
