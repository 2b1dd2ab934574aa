// Apollo Server as this gateway uses it: the protocol, parsing and validation, and nothing that leaves the machine.
import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { createDocumentLimitsRule } from './limits/document-limits-rule.ts';
import type { LimitGuard } from './limits/limit-guard.ts';
import { stringifyResult } from '../response/stringify-result.ts';
import { createLibraryLog } from '../telemetry/library-log.ts';

export interface GraphqlServerOptions {
  readonly config: GatewayConfig;
  readonly gateway: NonNullable<ApolloServerOptions<RequestContext>['gateway']>;
  readonly plugins: readonly ApolloServerPlugin<RequestContext>[];
  readonly limits: LimitGuard;
  readonly formatError: NonNullable<ApolloServerOptions<RequestContext>['formatError']>;
  readonly log: Logger;
}

export function createGraphqlServer(options: GraphqlServerOptions): ApolloServer<RequestContext> {
  const { config, gateway, plugins, limits, formatError, log } = options;
  const { introspection } = config.supergraph;
  return new ApolloServer<RequestContext>({
    gateway,
    plugins: [
      ...plugins,
      // Reporting follows environment variables by default; client data must not leave because one happens to be set.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
    introspection,
    // "Did you mean" would spell out a schema that introspection does not show, or not to everybody.
    hideSchemaDetailsFromClientErrors: !introspection || config.authorization.introspection.filtered,
    validationRules: [createDocumentLimitsRule(limits)],
    validationOptions: { maxErrors: config.limits.max_validation_errors },
    parseOptions: { maxTokens: config.limits.parser_max_tokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    // Resolved before: what gets here with an id is none that is known.
    persistedQueries: false,
    stringifyResult,
    formatError,
    logger: createLibraryLog(log, 'apollo-server'),
  });
}
