// The HTTP server that every embedded system stands on: authentication, error bodies, test switches, an orderly end.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { EventOptions } from '@commerce-graph/signed-events';
import { Problem, type ProblemRenderer, renderProblemJson, toProblem } from './problem.ts';
import { type Switches, installSwitches } from './switches.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True: served without authentication. */
    isPublic?: boolean;
  }
}

/** What every `createXSystem` takes besides its own. */
export interface SystemOptions<Seed> {
  /** Path of the SQLite file; created when missing. */
  databaseFile: string;
  /** Imported when the database is empty. */
  seed?: Seed;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free port. */
  port?: number;
  /** Default: the time of the machine. */
  clock?: () => Date;
  /**
   * True: each answer is checked against the published API as well; one that breaks it becomes a loud 500, and `close`
   * rejects. For tests. Default false.
   */
  checkResponses?: boolean;
  /** A pino level. Default `warn`. */
  logLevel?: string;
  /** Who is told of every change. Default: nobody. */
  events?: EventOptions;
}

/** A system that answers. */
export interface RunningSystem {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  readonly switches: Switches;
  /** Stops accepting, lets the calls in progress end, closes the database. */
  close(): Promise<void>;
}

export interface SystemServerOptions {
  clock: () => Date;
  logLevel?: string;
  /** Throws a `Problem` for a request that may not be served. Not called for routes with `isPublic`. */
  authenticate: (request: FastifyRequest) => void | Promise<void>;
  /** Default: `application/problem+json`. */
  renderProblem?: ProblemRenderer;
  /** Largest request body, in bytes. Default 1 MiB. */
  bodyLimitBytes?: number;
}

export interface SystemServer {
  readonly app: FastifyInstance;
  readonly switches: Switches;
  /** Listens and answers the base URL. */
  listen: (host: string, port: number) => Promise<string>;
}

export function createSystemServer(options: SystemServerOptions): SystemServer {
  const { clock, logLevel = 'warn', authenticate, renderProblem = renderProblemJson, bodyLimitBytes } = options;
  const app = Fastify({
    logger: { level: logLevel },
    bodyLimit: bodyLimitBytes ?? 1024 * 1024,
    forceCloseConnections: 'idle',
    // Keys as long as the contracts allow, percent-encoded.
    routerOptions: { maxParamLength: 1000 },
  });
  // These are JSON APIs: a text is refused as such, not read as a body that fails every check.
  app.removeContentTypeParser('text/plain');
  const switches = installSwitches(app, clock);

  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.isPublic !== true) await authenticate(request);
  });
  // A connection whose answer comes after the end has begun would be kept alive, and the end would wait for it in vain.
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isClosing) reply.header('connection', 'close');
    return payload;
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    // A failure that a test switched on is a problem of its own and no fault of the system.
    if (problem.cause !== undefined && problem.status >= 500)
      request.log.error({ err: problem.cause }, 'request failed');
    return sendProblem(reply, problem, renderProblem);
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = `${request.method} ${request.url.split('?', 1)[0]} is not part of this API.`;
    return sendProblem(reply, new Problem({ status: 404, detail }), renderProblem);
  });

  return {
    app,
    switches,
    listen: (host, port) => app.listen({ host, port }),
  };
}

function sendProblem(reply: FastifyReply, problem: Problem, render: ProblemRenderer): FastifyReply {
  const { contentType, body } = render(problem);
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'content-type': contentType })
    .send(body);
}
