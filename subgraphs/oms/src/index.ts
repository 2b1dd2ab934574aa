// The OMS subgraph as a library.
export { type OmsAccess, type OmsSubgraphOptions, createOmsSubgraph } from './oms-subgraph.ts';
export type { OmsConnector, OrderSearch, OrderSubmission } from './connectors/oms-connector.ts';
export { createOmsIntegrationConnector } from './connectors/integration-contract/integration-connector.ts';
