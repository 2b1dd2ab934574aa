// Every request to a subgraph is made, also when an identical one is in flight.
export const gatewayConfig = {
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
};
