#!/usr/bin/env node
// The command `commerce-graph-issuer`: runs the issuer until SIGINT or SIGTERM, or manages one that runs.
import path from 'node:path';
import { createAdminClient } from './command/admin-client.ts';
import { applicationsCommand } from './command/applications-command.ts';
import type { CommandGroup } from './command/command.ts';
import { keysCommand } from './command/keys-command.ts';
import { partnersCommand } from './command/partners-command.ts';
import { peopleCommand } from './command/people-command.ts';
import { environmentUsage, readIssuerOptions } from './issuer-options.ts';

const groups: ReadonlyMap<string, CommandGroup> = new Map([
  ['partners', partnersCommand],
  ['people', peopleCommand],
  ['applications', applicationsCommand],
  ['keys', keysCommand],
]);

const usage = `commerce-graph-issuer                 runs the issuer
commerce-graph-issuer <group> …       manages one that runs: ${[...groups.keys()].join(', ')} (--help after each says more)

${environmentUsage}

To manage an issuer elsewhere: ISSUER_ADMIN_URL (http://127.0.0.1:4005) and ISSUER_ADMIN_KEY_FILE.`;

try {
  await run(process.argv.slice(2), process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run([name, ...args]: string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (name === undefined) return serve(env);
  if (name === '--help') return console.log(usage);
  const group = groups.get(name);
  if (group === undefined) throw new Error(`There is no command ${JSON.stringify(name)}.\n\n${usage}`);
  if (args.includes('--help')) return console.log(group.usage);
  const dataDir = env['ISSUER_DATA_DIR'] ?? 'data/issuer';
  return group.run(args, {
    admin: createAdminClient({
      url: env['ISSUER_ADMIN_URL'] ?? `http://127.0.0.1:${env['ISSUER_ADMIN_PORT'] ?? 4005}`,
      keyFile: path.resolve(env['ISSUER_ADMIN_KEY_FILE'] ?? path.join(dataDir, 'admin.key')),
    }),
    clock: Date.now,
    print: (text) => console.log(text),
    readInput,
  });
}

async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const options = readIssuerOptions(env);
  // Loaded only to serve: a command that asks a running issuer is quick.
  const { startIssuer } = await import('./start-issuer.ts');
  const issuer = await startIssuer(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      issuer.close().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
  }
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
