// Whom the gateway tells where the values of a response come from, and in which form.
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../authentication/principal.ts';
import type { GatewayConfig } from '../configuration/gateway-config.ts';
import type { Explanations } from '../execution/request-context.ts';

/** A client that sends one of them with `true` is told in `extensions.provenance`, or `extensions.apolloCacheDebugging`. */
const provenanceHeader = 'commerce-graph-provenance';
const cacheDebuggingHeader = 'apollo-cache-debugging';

/** Undefined where the client asked for none, or may have none. */
export type ExplanationReader = (headers: IncomingHttpHeaders, principal: Principal) => Explanations | undefined;

export function createExplanationReader({ response_cache: { provenance, debug } }: GatewayConfig): ExplanationReader {
  const { enabled, required_scope: scope } = provenance;
  return (headers, { scopes }) => {
    const asked = {
      provenance: enabled && headers[provenanceHeader] === 'true',
      cacheDebugging: debug && headers[cacheDebuggingHeader] === 'true',
    };
    if (!asked.provenance && !asked.cacheDebugging) return undefined;
    return scope === undefined || scopes.includes(scope) ? asked : undefined;
  };
}
