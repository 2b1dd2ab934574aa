// The gateway as a library: load or write a configuration, create a gateway, close it.
export { ConfigError, type ConfigProblem } from './configuration/config-error.ts';
export type { GatewayConfig } from './configuration/gateway-config.ts';
export { loadConfig, parseConfig } from './configuration/load-config.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { SupergraphError } from './supergraph/supergraph-error.ts';
