#!/usr/bin/env node
// The command `commerce-graph-systems`: starts the embedded ERP, PIM and OMS, and stops them on SIGINT and SIGTERM.
import { parseArgs } from 'node:util';
import { startSystems, type StartSystemsOptions } from './start-systems.ts';

const usage = `commerce-graph-systems [--products <count>]

  --products <count>  grow the catalogue to this many products when the databases are new, up to 1000000

Environment: DATA_DIR (default data/systems), HOST (127.0.0.1), ERP_PORT (4101), PIM_PORT (4102), OMS_PORT (4103),
LOG_LEVEL (warn), and the credentials that clients must give: ERP_CLIENT_ID, ERP_CLIENT_SECRET, OMS_CLIENT_ID,
OMS_CLIENT_SECRET, PIM_CLIENT_ID, PIM_CLIENT_SECRET, PIM_USERNAME, PIM_PASSWORD.`;

try {
  const { values } = parseArgs({ options: { products: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) console.log(usage);
  else await serve(readOptions(process.env, values.products));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function serve(options: StartSystemsOptions): Promise<void> {
  const systems = await startSystems(options);
  const { erp, pim, oms } = systems;
  if (process.env['LOG_LEVEL'] === 'info') console.log(`ERP ${erp.url}, PIM ${pim.url}, OMS ${oms.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      systems.close().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
  }
}

function readOptions(env: NodeJS.ProcessEnv, products: string | undefined): StartSystemsOptions {
  const problems: string[] = [];
  const requireText = (variable: string): string => {
    const text = env[variable] ?? '';
    if (text === '') problems.push(`${variable} is missing.`);
    return text;
  };
  const readNumber = (name: string, text: string | undefined, fallback: number, max: number): number => {
    if (text === undefined || text === '') return fallback;
    const number = Number(text);
    if (!Number.isInteger(number) || number < 0 || number > max) {
      problems.push(`${name} is ${JSON.stringify(text)}; give a whole number from 0 to ${max}.`);
    }
    return number;
  };
  const options: StartSystemsOptions = {
    dataDir: env['DATA_DIR'] ?? 'data/systems',
    host: env['HOST'] ?? '127.0.0.1',
    ports: {
      erp: readNumber('ERP_PORT', env['ERP_PORT'], 4101, 65_535),
      pim: readNumber('PIM_PORT', env['PIM_PORT'], 4102, 65_535),
      oms: readNumber('OMS_PORT', env['OMS_PORT'], 4103, 65_535),
    },
    credentials: {
      erp: { clientId: requireText('ERP_CLIENT_ID'), clientSecret: requireText('ERP_CLIENT_SECRET') },
      oms: { clientId: requireText('OMS_CLIENT_ID'), clientSecret: requireText('OMS_CLIENT_SECRET') },
      pim: {
        clientId: requireText('PIM_CLIENT_ID'),
        clientSecret: requireText('PIM_CLIENT_SECRET'),
        username: requireText('PIM_USERNAME'),
        password: requireText('PIM_PASSWORD'),
      },
    },
    ...(products !== undefined && { products: readNumber('--products', products, 0, 1_000_000) }),
    logLevel: env['LOG_LEVEL'] ?? 'warn',
  };
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${usage}`);
  return options;
}
