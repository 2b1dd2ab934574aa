// `npm start`: the three systems of record, the three subgraphs, the issuer and the gateway, each a process of its own, on loopback.
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDevelopmentKeys } from './development-keys.ts';
import {
  eventsUrl,
  gatewayUrl,
  issuerAdmin,
  issuerDataDir,
  issuerUrl,
  type LocalGraph,
  readLocalGraph,
  subgraphUrl,
  systemHealthUrl,
  systemNames,
  systemUrl,
} from './local-graph.ts';
import { forgetRunning, noteRunning } from './running-note.ts';
import { type ManagedProcess, startProcess } from './managed-process.ts';
import { describeReadyGraph } from './ready-message.ts';

const usage = `npm start -- [--products <count>]

  --products <count>  grow the catalogue to this many products when the databases are new (default: 177)

Ports and the data folder come from the environment; scripts/local-graph.ts lists the variables.`;

try {
  const { values } = parseArgs({ options: { products: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) console.log(usage);
  else await startGraph(readLocalGraph(process.env), values.products);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function startGraph(graph: LocalGraph, products: string | undefined): Promise<void> {
  await refuseTakenPorts(graph);
  noteRunning(graph.dataDir);
  const keys = await prepareDevelopmentKeys(graph.dataDir);
  const processes = startProcesses(graph, keys, products);

  let isStopping = false;
  const stopAll = async (exitCode: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await Promise.all(processes.map((each) => each.stop()));
    forgetRunning(graph.dataDir);
    process.exitCode = exitCode;
  };
  process.on('SIGINT', () => void stopAll(0));
  process.on('SIGTERM', () => void stopAll(0));
  // npm does not pass every signal on: when it ends, this process lives on under another parent.
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) void stopAll(0);
  }, 500).unref();
  // A graph with a part missing is not what was asked for: when one process ends, all end.
  for (const each of processes) {
    void each.exited.then((code) => {
      if (!isStopping) console.error(`${each.name} ended with exit code ${code}; stopping the others.`);
      return stopAll(1);
    });
  }

  try {
    await Promise.all(processes.map((each) => each.ready()));
    if (!isStopping) console.log(await describeReadyGraph(graph, process.env));
  } catch (error) {
    if (isStopping) return;
    await stopAll(1);
    throw error;
  }
}

function startProcesses(
  graph: LocalGraph,
  keys: Awaited<ReturnType<typeof prepareDevelopmentKeys>>,
  products: string | undefined,
): ManagedProcess[] {
  const shared = { HOST: graph.host, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn', ...keys.credentials };
  const systems = startProcess({
    name: 'The systems of record',
    entry: 'systems/src/cli.ts',
    args: products === undefined ? [] : ['--products', products],
    env: {
      ...shared,
      DATA_DIR: path.join(graph.dataDir, 'systems'),
      ERP_PORT: String(graph.ports.erpSystem),
      PIM_PORT: String(graph.ports.pimSystem),
      OMS_PORT: String(graph.ports.omsSystem),
      EVENTS_URL: eventsUrl(graph),
      EVENTS_SECRET_FILE: keys.eventsSecretFile,
    },
    healthUrls: systemNames.map((system) => systemHealthUrl(graph, system)),
  });
  const subgraphs = systemNames.map((system) =>
    startProcess({
      name: `The ${system} subgraph`,
      entry: `subgraphs/${system}/src/cli.ts`,
      env: {
        ...shared,
        PORT: String(graph.ports[`${system}Subgraph`]),
        ASSERTION_JWKS: keys.assertionJwksFile,
        [`${system.toUpperCase()}_URL`]: systemUrl(graph, system),
      },
      healthUrls: [new URL('/health/ready', subgraphUrl(graph, system)).href],
    }),
  );
  const issuer = startProcess({
    name: 'The issuer',
    entry: 'issuer/src/cli.ts',
    env: {
      ...shared,
      ISSUER_URL: issuerUrl(graph),
      ISSUER_PORT: String(graph.ports.issuer),
      ISSUER_ADMIN_HOST: graph.host,
      ISSUER_ADMIN_PORT: String(graph.ports.issuerAdmin),
      ISSUER_ADMIN_KEY_FILE: issuerAdmin(graph).keyFile,
      ISSUER_DATA_DIR: issuerDataDir(graph),
      ISSUER_DEVELOPMENT_SANDBOX_URL: `${gatewayUrl(graph)}/`,
      EVENTS_URL: eventsUrl(graph),
      ISSUER_EVENTS_SECRET_FILE: keys.issuerEventsSecretFile,
    },
    healthUrls: [`${issuerUrl(graph)}/health/ready`],
  });
  const gateway = startProcess({
    name: 'The gateway',
    entry: 'gateway/src/cli.ts',
    args: ['--config', 'gateway.yaml'],
    env: {
      ...shared,
      GATEWAY_PORT: String(graph.ports.gateway),
      CLIENT_TOKEN_JWKS: `${issuerUrl(graph)}/jwks`,
      CLIENT_TOKEN_ISSUER: issuerUrl(graph),
      ASSERTION_KEY_FILE: keys.assertionKeyFile,
      REVOKED_TOKENS_FILE: path.resolve(graph.dataDir, 'revoked-tokens.jsonl'),
      EVENTS_SECRET_FILE: keys.eventsSecretFile,
      ISSUER_EVENTS_SECRET_FILE: keys.issuerEventsSecretFile,
      ERP_SUBGRAPH_URL: subgraphUrl(graph, 'erp'),
      PIM_SUBGRAPH_URL: subgraphUrl(graph, 'pim'),
      OMS_SUBGRAPH_URL: subgraphUrl(graph, 'oms'),
    },
    healthUrls: [`${gatewayUrl(graph)}/health/ready`],
  });
  return [systems, ...subgraphs, issuer, gateway];
}

/** Another program on one of the ports would answer in our place, so it is named before anything starts. */
async function refuseTakenPorts(graph: LocalGraph): Promise<void> {
  const taken: string[] = [];
  for (const [part, port] of Object.entries(graph.ports)) {
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, graph.host, () => probe.close(() => resolve(true)));
    });
    if (!isFree) taken.push(`port ${port} (${part})`);
  }
  if (taken.length > 0) {
    throw new Error(
      `Already in use: ${taken.join(', ')}. Stop the program that listens there, or choose other ports: ` +
        'scripts/local-graph.ts lists the variables.',
    );
  }
}
