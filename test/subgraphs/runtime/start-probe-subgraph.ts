// A subgraph small enough to test the runtime with: it tells who asks, fails in every way, and waits for its signal.
import {
  type Logger,
  type Principal,
  type RunningSubgraph,
  SystemUnavailableError,
  createSubgraph,
  valueScalars,
} from '@commerce-graph/subgraph-runtime';
import { parse } from 'graphql';

export interface ProbeContext {
  readonly principal: Principal;
  readonly signal: AbortSignal;
}

export interface ProbeOptions {
  readonly jwks: string;
  readonly requestTimeoutMs?: number;
  readonly drainTimeoutMs?: number;
  /** What the field `work` resolves to: a test's own call to a system. */
  readonly work?: (context: ProbeContext) => Promise<string>;
  readonly onClose?: () => Promise<void>;
  readonly logger?: Logger;
}

export function startProbeSubgraph({ work, ...options }: ProbeOptions): Promise<RunningSubgraph> {
  return createSubgraph<ProbeContext>({
    name: 'probe',
    logLevel: 'silent',
    typeDefs: parse(/* GraphQL */ `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])
      directive @cacheControl(
        maxAge: Int
        scope: governance__CacheControlScope
        inheritMaxAge: Boolean
      ) on FIELD_DEFINITION
      enum governance__CacheControlScope {
        PUBLIC
        PRIVATE
      }
      scalar Decimal
      type Query {
        subject: String @cacheControl(maxAge: 60, scope: PRIVATE)
        permits(account: ID!): Boolean
        echo(value: Decimal!): Decimal
        defect: String
        outage: String
        work: String
        later: Later
      }
      type Later {
        work: String
        ready: String
      }
    `),
    resolvers: {
      Decimal: valueScalars.Decimal,
      Query: {
        subject: (_root: unknown, _args: unknown, { principal }: ProbeContext) => principal.subject,
        permits: (_root: unknown, { account }: { account: string }, { principal }: ProbeContext) =>
          principal.permits(account),
        echo: (_root: unknown, { value }: { value: string }) => value,
        defect: () => {
          throw new Error('SELECT secret FROM prices');
        },
        outage: () => {
          throw new SystemUnavailableError('ledger', 'connection', {
            cause: new Error('connect ECONNREFUSED 10.0.0.1:4101'),
          });
        },
        work: (_root: unknown, _args: unknown, context: ProbeContext) => work?.(context),
        later: async (_root: unknown, _args: unknown, context: ProbeContext) => {
          await work?.(context).catch(() => undefined);
          return { ready: 'ready' };
        },
      },
      Later: {
        work: (_later: unknown, _args: unknown, context: ProbeContext) => work?.(context),
      },
    },
    createContext: (principal, signal) => ({ principal, signal }),
    assertion: { jwks: options.jwks },
    ...(options.logger && { logger: options.logger }),
    ...(options.requestTimeoutMs !== undefined && { requestTimeoutMs: options.requestTimeoutMs }),
    ...(options.drainTimeoutMs !== undefined && { drainTimeoutMs: options.drainTimeoutMs }),
    ...(options.onClose && { onClose: options.onClose }),
  });
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      message: string;
      path?: readonly (string | number)[];
      extensions: Record<string, unknown>;
    }[];
  };
}

export async function askSubgraph(
  url: string,
  query: string,
  {
    authorization,
    variables,
    signal,
    headers = {},
  }: {
    authorization?: string;
    variables?: Record<string, unknown>;
    signal?: AbortSignal;
    headers?: Record<string, string>;
  } = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as GraphqlAnswer['body'] };
}
