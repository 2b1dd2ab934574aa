// Apollo Gateway as its documentation starts it.
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.env.BENCH_SUPERGRAPH, 'utf8') });
const listen = { port: Number(process.env.BENCH_PORT), host: '127.0.0.1' };
await startStandaloneServer(new ApolloServer({ gateway }), { listen });
