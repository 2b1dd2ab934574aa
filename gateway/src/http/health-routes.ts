// Liveness and readiness, for whatever runs and balances the gateway.
import type { FastifyInstance } from 'fastify';
import type { Lifecycle } from './lifecycle.ts';

export function addHealthRoutes(app: FastifyInstance, path: string, lifecycle: Lifecycle): void {
  app.get(`${path}/live`, () => ({ status: 'UP' }));
  app.get(`${path}/ready`, (_request, reply) => {
    const isReady = lifecycle.phase === 'ready';
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'UP' : 'DOWN', phase: lifecycle.phase });
  });
}
