// Mercurius as a gateway, with its compiler of queries. It composes the subgraphs itself.
import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';

const app = fastify();
app.register(mercuriusGateway, { gateway: { services: JSON.parse(process.env.BENCH_SUBGRAPHS) }, jit: 1 });
await app.listen({ port: Number(process.env.BENCH_PORT), host: '127.0.0.1' });
