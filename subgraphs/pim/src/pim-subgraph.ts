// The PIM subgraph: product content, taxonomy and relationships.
import { readSubgraphTypeDefs } from '@commerce-graph/schema';
import {
  type AssertionOptions,
  type RunningSubgraph,
  type SystemClientOptions,
  createLogger,
  createPasswordTokenSource,
  createSubgraph,
  createSystemClient,
} from '@commerce-graph/subgraph-runtime';
import { type AkeneoConnectorOptions, createAkeneoConnector } from './connectors/akeneo/akeneo-connector.ts';
import { akeneoMappingSchema } from './connectors/akeneo/akeneo-mapping.ts';
import { createPimContext } from './pim-context.ts';
import { resolvers } from './resolvers.ts';

export interface PimSubgraphOptions {
  /** An Akeneo PIM. */
  readonly pim: PimAccess;
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

export interface PimAccess
  extends
    Omit<SystemClientOptions, 'name' | 'tokenSource'>,
    Pick<AkeneoConnectorOptions, 'mediaBaseUrl' | 'structureMaxAgeMs'> {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  /** Default `ecommerce`. */
  readonly channel?: string | undefined;
  /** Default `en_US`. */
  readonly defaultLocale?: string | undefined;
  /** What of the mapping differs from its defaults. */
  readonly mapping?: unknown;
}

/**
 * What Akeneo grants: 4 calls at once and 100 a second. Calls beyond are refused with 429, so it is better to wait on
 * this side, and to stay a little below: calls do not arrive as evenly as they start.
 */
const akeneoLimits = { maxConcurrent: 4, maxPerSecond: 90 };

export async function createPimSubgraph(options: PimSubgraphOptions): Promise<RunningSubgraph> {
  const {
    clientId,
    clientSecret,
    username,
    password,
    channel,
    defaultLocale,
    mapping,
    mediaBaseUrl,
    structureMaxAgeMs,
    ...access
  } = options.pim;
  const logger = createLogger('pim', options.logLevel);
  const client = createSystemClient({
    ...akeneoLimits,
    ...access,
    name: 'PIM',
    tokenSource: createPasswordTokenSource({
      system: 'PIM',
      url: `${access.url.replace(/\/$/, '')}/api/oauth/v1/token`,
      clientId,
      clientSecret,
      username,
      password,
    }),
  });
  const connector = createAkeneoConnector({
    client,
    channel: channel ?? 'ecommerce',
    defaultLocale: defaultLocale ?? 'en_US',
    mapping: akeneoMappingSchema.parse(mapping ?? {}),
    mediaBaseUrl,
    structureMaxAgeMs,
    onUnknownCode: (kind, code) => logger.warn({ kind, code }, 'left out: the PIM has a code without a meaning here'),
  });

  return createSubgraph({
    name: 'pim',
    typeDefs: readSubgraphTypeDefs('pim'),
    resolvers,
    createContext: (_principal, signal) => createPimContext(connector, signal),
    assertion: options.assertion,
    host: options.host,
    port: options.port,
    logLevel: options.logLevel,
    requestTimeoutMs: options.requestTimeoutMs,
    onClose: () => client.close(),
  });
}
