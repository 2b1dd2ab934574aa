// The ERP subgraph: items, contract prices, stock and accounts, each asked of the ERP on behalf of one account.
import { readSubgraphTypeDefs } from '@commerce-graph/schema';
import {
  type AssertionOptions,
  type RunningSubgraph,
  type SystemClientOptions,
  createClientCredentialsTokenSource,
  createSubgraph,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { createErpIntegrationConnector } from './connectors/integration-contract/integration-connector.ts';
import { createErpContext } from './erp-context.ts';
import { resolvers } from './resolvers.ts';

export interface ErpSubgraphOptions {
  /** An ERP, or middleware in front of it, that serves the ERP integration contract. */
  readonly erp: ErpAccess;
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

export interface ErpAccess extends Omit<SystemClientOptions, 'name' | 'tokenSource'> {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The system's name as the schema knows it, for errors and logs. */
const system = 'ERP';

export async function createErpSubgraph(options: ErpSubgraphOptions): Promise<RunningSubgraph> {
  const { clientId, clientSecret, ...access } = options.erp;
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
  const connector = createErpIntegrationConnector(client);

  return createSubgraph({
    name: 'erp',
    typeDefs: readSubgraphTypeDefs('erp'),
    resolvers,
    createContext: (principal, signal) => createErpContext(connector, principal, signal),
    assertion: options.assertion,
    host: options.host,
    port: options.port,
    logLevel: options.logLevel,
    requestTimeoutMs: options.requestTimeoutMs,
    onClose: () => client.close(),
  });
}
