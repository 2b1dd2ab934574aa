#!/usr/bin/env node
// The command `commerce-graph-systems`: starts the embedded ERP, PIM and OMS, and stops them on SIGINT and SIGTERM; or
// changes the data of one of them.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEventSecret } from '@commerce-graph/signed-events';
import { runSql } from './run-sql.ts';
import { startSystems, type StartSystemsOptions } from './start-systems.ts';

const usage = `commerce-graph-systems [--products <count>]
commerce-graph-systems sql <erp|pim|oms> "<statement>"

  --products <count>  grow the catalogue to this many products when the databases are new, up to 1000000
  sql                 run a SQL statement on the database of a system, running or not; what it changes is announced

Environment: DATA_DIR (default data/systems), HOST (127.0.0.1), ERP_PORT (4101), PIM_PORT (4102), OMS_PORT (4103),
LOG_LEVEL (warn), and the credentials that clients must give: ERP_CLIENT_ID, ERP_CLIENT_SECRET, OMS_CLIENT_ID,
OMS_CLIENT_SECRET, PIM_CLIENT_ID, PIM_CLIENT_SECRET, PIM_USERNAME, PIM_PASSWORD.

Change events: EVENTS_URL, where to send them (several with commas between them; nothing is announced without), and
EVENTS_SECRET_FILE, a file with one line, whsec_ and the Base64 of 24 to 64 random bytes, that signs them.`;

try {
  const { values, positionals } = parseArgs({
    options: { products: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (values.help) console.log(usage);
  else if (positionals.length > 0) changeData(positionals, process.env);
  else await serve(readOptions(process.env, values.products));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function changeData([command = '', system = '', statement, ...more]: string[], env: NodeJS.ProcessEnv): void {
  const isKnown = ['erp', 'pim', 'oms'].includes(system);
  if (command !== 'sql' || !isKnown || statement === undefined || more.length > 0) throw new Error(usage);
  const answer = runSql(path.join(env['DATA_DIR'] ?? 'data/systems', `${system}.sqlite`), statement);
  if ('rows' in answer) console.log(JSON.stringify(answer.rows, null, 2));
  else console.log(`Rows changed: ${answer.changes}`);
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
    ...readEvents(env, problems),
    ...(products !== undefined && { products: readNumber('--products', products, 0, 1_000_000) }),
    logLevel: env['LOG_LEVEL'] ?? 'warn',
  };
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${usage}`);
  return options;
}

function readEvents(env: NodeJS.ProcessEnv, problems: string[]): Pick<StartSystemsOptions, 'events'> {
  const urls = (env['EVENTS_URL'] ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter((url) => url !== '');
  if (urls.length === 0) return {};
  const file = env['EVENTS_SECRET_FILE'] ?? '';
  if (file === '')
    problems.push('EVENTS_SECRET_FILE is missing: EVENTS_URL says where to send events, and they are signed.');
  return file === '' ? {} : { events: { urls, secret: readEventSecret(file), secretFile: file } };
}
