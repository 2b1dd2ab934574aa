// Serves the metrics, apart from clients: what fields are asked for is nobody else's business.
import { fastify, type FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';

export interface MetricsServerOptions {
  readonly path: string;
  readonly metrics: Metrics;
}

export function createMetricsServer({ path, metrics }: MetricsServerOptions): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.get(path, async (_request, reply) => reply.type(metrics.contentType).send(await metrics.write()));
  return app;
}
