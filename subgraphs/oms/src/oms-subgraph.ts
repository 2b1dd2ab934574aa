// The OMS subgraph: the orders of an account, how far they have come, and how to place another.
import { readSubgraphTypeDefs } from '@commerce-graph/schema';
import {
  type AssertionOptions,
  type RunningSubgraph,
  type SystemClientOptions,
  createClientCredentialsTokenSource,
  createSubgraph,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { createOmsIntegrationConnector } from './connectors/integration-contract/integration-connector.ts';
import { createOmsContext } from './oms-context.ts';
import { resolvers } from './resolvers.ts';

export interface OmsSubgraphOptions {
  /** An OMS, or middleware in front of it, that serves the OMS integration contract. */
  readonly oms: OmsAccess;
  readonly assertion: AssertionOptions;
  /** Default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** A pino level. Default `info`. */
  readonly logLevel?: string | undefined;
  /** Default 15 000 ms. */
  readonly requestTimeoutMs?: number | undefined;
}

export interface OmsAccess extends Omit<SystemClientOptions, 'name' | 'tokenSource'> {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The system's name as the schema knows it, for errors and logs. */
const system = 'OMS';

export async function createOmsSubgraph(options: OmsSubgraphOptions): Promise<RunningSubgraph> {
  const { clientId, clientSecret, ...access } = options.oms;
  const client = createSystemClient({
    ...access,
    name: system,
    tokenSource: createClientCredentialsTokenSource({
      system,
      url: `${access.url.replace(/\/$/, '')}/oauth2/token`,
      clientId,
      clientSecret,
    }),
  });
  const connector = createOmsIntegrationConnector(client);

  return createSubgraph({
    name: 'oms',
    typeDefs: readSubgraphTypeDefs('oms'),
    resolvers,
    createContext: (principal, signal, logger) => createOmsContext(connector, principal, signal, logger),
    assertion: options.assertion,
    host: options.host,
    port: options.port,
    logLevel: options.logLevel,
    requestTimeoutMs: options.requestTimeoutMs,
    onClose: () => client.close(),
  });
}
