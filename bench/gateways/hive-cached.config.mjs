// Whole responses, one for each session; the token is the session.
import { cacheLifetimeMs } from './cache-limits.mjs';

export const gatewayConfig = {
  responseCaching: { session: (request) => request.headers.get('authorization'), ttl: cacheLifetimeMs },
};
