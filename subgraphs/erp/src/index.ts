// The ERP subgraph as a library.
export { type ErpAccess, type ErpSubgraphOptions, createErpSubgraph } from './erp-subgraph.ts';
export type { ErpConnector, PriceQuestion, StockQuestion } from './connectors/erp-connector.ts';
export { createErpIntegrationConnector } from './connectors/integration-contract/integration-connector.ts';
