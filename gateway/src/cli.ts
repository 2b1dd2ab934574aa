#!/usr/bin/env node
// The command `commerce-graph-gateway`: reads its arguments, starts the gateway, stops it on SIGINT and SIGTERM.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError } from './configuration/config-error.ts';
import { createConfigJsonSchema } from './configuration/config-json-schema.ts';
import type { GatewayConfig } from './configuration/gateway-config.ts';
import { loadConfig, parseConfig } from './configuration/load-config.ts';

const usage = `commerce-graph-gateway [--config <file>] [--supergraph <file>] [--host <host>] [--port <port>]
commerce-graph-gateway compose --help
commerce-graph-gateway config schema

Serves a federation 2 supergraph.

  --config <file>      configuration (default: gateway.yaml in the current folder, unless --supergraph is given)
  --supergraph <file>  a composed supergraph, in place of the configured source
  --host <host>        address to listen on (default: 127.0.0.1)
  --port <port>        port to listen on, 0 for a free one (default: 4000)
  --version            print the version
  --help               print this text

compose        compose subgraph schemas into a supergraph and check it
config schema  print the JSON Schema of gateway.yaml

Exit codes: 0 stopped as asked, 1 the gateway could not start, 2 the command was not understood.
`;

/** Something the person at the keyboard can mend: shown as a sentence, without a stack. */
class UsageError extends Error {}

process.exitCode = await runCommand(process.argv.slice(2));

async function runCommand(argv: string[]): Promise<number> {
  try {
    const [command, ...rest] = argv;
    if (command === 'compose') {
      const { runCompose } = await import('./compose/compose-command.ts');
      return await runCompose(rest);
    }
    if (command === 'config') return printConfigSchema(rest);
    return await serve(argv);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nRun "commerce-graph-gateway --help" to see what it takes.`);
      return 2;
    }
    console.error(describeFailure(error));
    return 1;
  }
}

function printConfigSchema(argv: readonly string[]): number {
  if (argv.length !== 1 || argv[0] !== 'schema') throw new UsageError('The command is "config schema".');
  console.log(JSON.stringify(createConfigJsonSchema(), null, 2));
  return 0;
}

async function serve(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options.help === true) {
    console.log(usage);
    return 0;
  }
  if (options.version === true) {
    const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
    console.log(version);
    return 0;
  }
  const config = readConfig(options);
  // Loaded late: `--help` and mistakes in the configuration need none of it, and it takes most of a second.
  const { createGateway } = await import('./gateway.ts');
  const signalled = waitForSignal();
  const gateway = await Promise.race([createGateway(config), signalled]);
  // Stopped while it waits for its subgraphs: nothing is in flight yet.
  if (typeof gateway === 'string') process.exit(0);
  const { reopenAuditLog } = gateway;
  // Without a file to reopen, the signal means what it always means: the terminal is gone.
  if (reopenAuditLog !== undefined) process.on('SIGHUP', reopenAuditLog);
  console.error(`The graph is served at ${gateway.url}${config.supergraph.path}`);
  console.error(`${await signalled}: finishing the requests in flight`);
  await gateway.close();
  return 0;
}

function readOptions(argv: string[]) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        config: { type: 'string' },
        supergraph: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readConfig({ config, supergraph, host, port }: ReturnType<typeof readOptions>): GatewayConfig {
  const overrides = {
    ...(supergraph !== undefined && { supergraphFile: path.resolve(supergraph) }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port: readPort(port) }),
  };
  // A file that happens to lie there is for its own graph: it must not redirect the subgraphs of another one.
  const file = config ?? (supergraph === undefined && existsSync('gateway.yaml') ? 'gateway.yaml' : undefined);
  if (file !== undefined) return loadConfig(file, process.env, overrides);
  if (supergraph === undefined) {
    throw new UsageError('There is nothing to serve: give --supergraph <file> or --config <file>.');
  }
  return parseConfig({}, { env: process.env, overrides });
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`);
}

/** Resolves at the first signal. A second one ends the process at once, whatever is still in flight. */
function waitForSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal);
        process.once(signal, () => process.exit(1));
      });
    }
  });
}

/** Errors that name a cause and a way out are shown as they are; anything else with its stack, since it is a fault. */
function describeFailure(error: unknown): string {
  if (error instanceof ConfigError || (error instanceof Error && error.name === 'SupergraphError'))
    return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is already in use. Stop the program that listens there, or choose another one with --port.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
