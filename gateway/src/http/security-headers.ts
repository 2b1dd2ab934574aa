// What every response tells a browser: to take it as what it says it is, to run nothing of it, and to show it in no frame.
import type { GatewayConfig } from '../configuration/gateway-config.ts';

export function createSecurityHeaders({ server }: Pick<GatewayConfig, 'server'>): Readonly<Record<string, string>> {
  const transport = server.http.strict_transport_security;
  return {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    ...(transport && {
      'strict-transport-security': `max-age=${transport.max_age}${transport.include_subdomains ? '; includeSubDomains' : ''}`,
    }),
  };
}
