// Whole responses, one for each session, dropped when a product in them has changed: what is posted to /changes is the SKU.
// Hive's own setting keeps this cache to itself; here it is the same plugin with a cache at hand.
import { createInMemoryCache, useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { cacheLifetimeMs, cacheLimitResponses } from './cache-limits.mjs';

const cache = createInMemoryCache({ max: cacheLimitResponses });

const changes = {
  async onRequest({ request, url, endResponse, fetchAPI }) {
    if (url.pathname !== '/changes') return;
    await cache.invalidate([{ typename: 'Product', id: await request.text() }]);
    endResponse(new fetchAPI.Response(null, { status: 204 }));
  },
};

export const gatewayConfig = {
  plugins: () => [
    changes,
    useResponseCache({
      session: (request) => request.headers.get('authorization'),
      ttl: cacheLifetimeMs,
      idFields: ['sku'],
      cache,
    }),
  ],
};
