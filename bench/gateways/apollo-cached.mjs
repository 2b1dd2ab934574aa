// Apollo Gateway with its cache of whole responses, one for each session; the token is the session. The subgraphs' answers
// say for how long they may be kept, and the gateway takes the strictest.
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { startStandaloneServer } from '@apollo/server/standalone';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { cacheLimitBytes } from './cache-limits.mjs';

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH, 'utf8') });
const server = new ApolloServer({
  gateway,
  cache: new InMemoryLRUCache({ maxSize: cacheLimitBytes }),
  plugins: [
    responseCachePlugin({
      sessionId: ({ request }) => Promise.resolve(request.http?.headers.get('authorization') ?? null),
    }),
  ],
});
const listen = { port: Number(process.env.BENCH_PORT), host: '127.0.0.1' };
await startStandaloneServer(server, { listen });
