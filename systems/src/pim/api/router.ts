// Declares the API's paths, each with the methods it does not serve.
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { Problem } from '../../server/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True: the answer is a file, so that `Accept` does not have to name JSON. */
    isFile?: boolean;
  }
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

export interface RouteOptions {
  /** The methods by which Akeneo changes what is at this path. */
  writes?: HTTPMethods[];
  /** Served without a token. */
  isPublic?: boolean;
  isFile?: boolean;
}

export interface Router {
  get: (path: string, handler: Handler, options?: RouteOptions) => void;
  /** A reading POST: its body holds what is too long for a query. */
  post: (path: string, handler: Handler) => void;
}

const methods: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const jsonType = 'application/json';

export function createRouter(app: FastifyInstance): Router {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' && request.routeOptions.config.isFile !== true) checkAccept(request.headers.accept);
  });

  return {
    get(path, handler, { writes = [], isPublic = false, isFile = false } = {}) {
      app.get(path, { config: { isPublic, isFile } }, async (request, reply) => handler(request, reply));
      refuseOthers(path, ['GET', ...writes]);
      refuseWrites(path, writes);
    },
    post(path, handler) {
      app.post(path, { onRequest: async (request) => checkContentType(request.headers['content-type']) }, handler);
      refuseOthers(path, ['POST']);
    },
  };

  /** Whoever connects here may read only, as any Akeneo connection without the permission to edit. */
  function refuseWrites(path: string, writes: HTTPMethods[]): void {
    if (writes.length === 0) return;
    const refuse = async (): Promise<never> => {
      throw new Problem({ status: 403, detail: 'This connection may read the catalogue, but not change it.' });
    };
    app.route({ method: writes, url: path, onRequest: refuse, handler: refuse });
  }

  function refuseOthers(path: string, served: HTTPMethods[]): void {
    const refuse = async (request: FastifyRequest): Promise<never> => {
      const allow = served.join(', ');
      throw new Problem({
        status: 405,
        detail: `${request.method} is not possible at ${request.url.split('?', 1)[0]}, only ${allow}.`,
        headers: { allow },
      });
    };
    const others = methods.filter((method) => !served.includes(method));
    app.route({ method: others, url: path, onRequest: refuse, handler: refuse });
  }
}

/** Akeneo takes `application/json` alone, or anything. */
function checkAccept(accept: string | undefined): void {
  if (accept === undefined || accept === jsonType || accept.includes('*/*')) return;
  throw new Problem({ status: 406, detail: `The Accept header "${accept}" is not possible, only "${jsonType}" is.` });
}

function checkContentType(contentType: string | undefined): void {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === jsonType) return;
  const detail =
    mediaType === undefined
      ? `The Content-Type header is missing: send "${jsonType}".`
      : `The Content-Type "${mediaType}" is not possible, only "${jsonType}" is.`;
  throw new Problem({ status: 415, detail });
}
