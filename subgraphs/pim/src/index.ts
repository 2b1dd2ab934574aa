// The PIM subgraph as a library.
export { type PimAccess, type PimSubgraphOptions, createPimSubgraph } from './pim-subgraph.ts';
export * from './connectors/pim-connector.ts';
export { type AkeneoConnectorOptions, createAkeneoConnector } from './connectors/akeneo/akeneo-connector.ts';
export { type AkeneoMapping, akeneoMappingSchema } from './connectors/akeneo/akeneo-mapping.ts';
