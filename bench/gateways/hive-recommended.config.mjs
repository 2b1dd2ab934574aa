// As The Guild configures it for its own benchmark: identical requests in flight share one execution. Identical requests
// to subgraphs share one by default.
export const gatewayConfig = { inboundInflightRequestDeduplication: true };
