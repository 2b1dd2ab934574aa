// Where everything of the graph on this machine lives: ports, addresses, the data folder. The one place to change them.
import path from 'node:path';

export interface LocalGraph {
  /** Everything that is kept between starts: databases, keys, credentials. */
  readonly dataDir: string;
  readonly host: string;
  readonly ports: Readonly<Record<ProcessPort, number>>;
}

export type SystemName = 'erp' | 'pim' | 'oms';
export type ProcessPort = 'gateway' | 'issuer' | 'issuerAdmin' | `${SystemName}Subgraph` | `${SystemName}System`;

export const systemNames: readonly SystemName[] = ['erp', 'pim', 'oms'];

/** The variables that move a part to another port. Each is a TCP port, 1 to 65535. */
const portVariables: Readonly<Record<ProcessPort, readonly [variable: string, port: number]>> = {
  gateway: ['GATEWAY_PORT', 4000],
  issuer: ['ISSUER_PORT', 4004],
  issuerAdmin: ['ISSUER_ADMIN_PORT', 4005],
  erpSubgraph: ['ERP_SUBGRAPH_PORT', 4001],
  pimSubgraph: ['PIM_SUBGRAPH_PORT', 4002],
  omsSubgraph: ['OMS_SUBGRAPH_PORT', 4003],
  erpSystem: ['ERP_SYSTEM_PORT', 4101],
  pimSystem: ['PIM_SYSTEM_PORT', 4102],
  omsSystem: ['OMS_SYSTEM_PORT', 4103],
};

export const portVariableNames: readonly string[] = Object.values(portVariables).map(([variable]) => variable);

/** Reads the local graph from the environment: `DATA_DIR` (default `data` in the repository) and the port variables. */
export function readLocalGraph(env: NodeJS.ProcessEnv): LocalGraph {
  const problems: string[] = [];
  const readPort = (part: ProcessPort): number => {
    const [variable, fallback] = portVariables[part];
    const text = env[variable];
    if (text === undefined || text === '') return fallback;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      problems.push(`${variable} is ${JSON.stringify(text)}; give a TCP port from 1 to 65535.`);
    }
    return port;
  };
  const ports: Record<ProcessPort, number> = {
    gateway: readPort('gateway'),
    issuer: readPort('issuer'),
    issuerAdmin: readPort('issuerAdmin'),
    erpSubgraph: readPort('erpSubgraph'),
    pimSubgraph: readPort('pimSubgraph'),
    omsSubgraph: readPort('omsSubgraph'),
    erpSystem: readPort('erpSystem'),
    pimSystem: readPort('pimSystem'),
    omsSystem: readPort('omsSystem'),
  };
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const dataDir = path.resolve(import.meta.dirname, '..', env['DATA_DIR'] ?? 'data');
  return { dataDir, host: '127.0.0.1', ports };
}

export function subgraphUrl(graph: LocalGraph, system: SystemName): string {
  return `http://${graph.host}:${graph.ports[`${system}Subgraph`]}/graphql`;
}

export function systemUrl(graph: LocalGraph, system: SystemName): string {
  return `http://${graph.host}:${graph.ports[`${system}System`]}`;
}

/** Answers 200 without a token when the system runs. The PIM's API is Akeneo's, which has no health check of its own. */
export function systemHealthUrl(graph: LocalGraph, system: SystemName): string {
  return systemUrl(graph, system) + (system === 'pim' ? '/api/rest/v1/system-information' : '/health');
}

export function gatewayUrl(graph: LocalGraph): string {
  return `http://${graph.host}:${graph.ports.gateway}`;
}

export function issuerUrl(graph: LocalGraph): string {
  return `http://${graph.host}:${graph.ports.issuer}`;
}

/** Where the issuer keeps its database and its keys. */
export function issuerDataDir(graph: LocalGraph): string {
  return path.join(graph.dataDir, 'issuer');
}

/** Where the admin listener of the issuer is, and the file with its key. */
export function issuerAdmin(graph: LocalGraph): { readonly url: string; readonly keyFile: string } {
  return {
    url: `http://${graph.host}:${graph.ports.issuerAdmin}`,
    keyFile: path.join(issuerDataDir(graph), 'admin.key'),
  };
}

/** Where the systems send their change events, and the issuer what it revokes. */
export function eventsUrl(graph: LocalGraph): string {
  return `${gatewayUrl(graph)}/events`;
}
