// The admin listener: manages partners, people, applications and keys, on an address of its own that is not public.
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type AdminGuardOptions, createAdminGuard } from './admin-guard.ts';
import { AdminProblem } from './admin-problem.ts';
import { installAdminRoutes, type AdminRoutesOptions } from './admin-routes.ts';

export interface AdminServerOptions extends Omit<AdminGuardOptions, 'hosts'>, AdminRoutesOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Further values of the header `host`, with their port. */
  readonly hosts: readonly string[];
  readonly log: Logger;
}

export interface AdminServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startAdminServer(options: AdminServerOptions): Promise<AdminServer> {
  const { key, host, port, log } = options;
  const app: FastifyInstance = Fastify({ logger: false, bodyLimit: 64 * 1024, forceCloseConnections: true });
  // JSON and nothing else: what a form of another site can send is refused before it is read.
  app.removeContentTypeParser('text/plain');
  const hosts = new Set(options.hosts.map((each) => each.toLowerCase()));
  const guard = createAdminGuard({ key, hosts });
  // oxlint-disable-next-line typescript/require-await -- a hook of Fastify that throws has to be asynchronous
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    guard(request.headers);
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, message } = describe(error);
    if (status >= 500)
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a call failed');
    return reply
      .code(status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify({ status, detail: message }));
  });
  app.setNotFoundHandler(() => {
    throw new AdminProblem(404, 'There is no such call: issuer/admin.openapi.yml lists them.');
  });
  installAdminRoutes(app, options);
  const url = await app.listen({ host, port });
  const bound = new URL(url);
  for (const name of [bound.hostname, host, '127.0.0.1', 'localhost', '[::1]']) {
    if (name !== '0.0.0.0' && name !== '::') hosts.add(`${name}:${bound.port}`);
  }
  return { url, close: () => app.close() };
}

function describe(error: unknown): { status: number; message: string } {
  if (error instanceof AdminProblem) return { status: error.status, message: error.message };
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      ({ path, message }) => `${path.length === 0 ? 'body' : path.join('.')}: ${message}`,
    );
    return { status: 400, message: `${faults.join('; ')}.` };
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  // Fastify's own words for a body that it cannot read hold none of it.
  if (status >= 400 && status < 500) return { status, message: (error as Error).message };
  return { status: 500, message: 'The call failed; the log of the issuer says why.' };
}
