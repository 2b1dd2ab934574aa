// What is at `/`: a GraphiQL page for browsers, a few words of JSON for everybody else.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

export interface LandingRouteOptions {
  readonly graphqlPath: string;
  /** Absent when health checks are off. */
  readonly healthPath?: string;
  readonly isSandboxEnabled: boolean;
}

/** The browser itself makes sure that the page talks to the gateway only, whatever its bundle would like to load. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  'worker-src blob:',
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function addLandingRoute(app: FastifyInstance, options: LandingRouteOptions): void {
  const { graphqlPath, healthPath, isSandboxEnabled } = options;
  let page: Promise<Buffer> | undefined;
  app.get('/', async (request, reply) => {
    if (!isSandboxEnabled || request.headers.accept?.includes('text/html') !== true) {
      return {
        name: 'commerce-graph-gateway',
        graphql: graphqlPath,
        ...(healthPath && { health: `${healthPath}/ready` }),
      };
    }
    page ??= renderPage(graphqlPath);
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': contentSecurityPolicy,
        'content-encoding': 'gzip',
        'cache-control': 'no-cache',
        vary: 'accept',
      })
      .send(await page);
  });
}

/** The bundle is 9 MB, so it is loaded and compressed when a browser first asks for it, and kept. */
async function renderPage(endpoint: string): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    endpoint,
    title: 'Commerce Graph',
    defaultQuery:
      '# Ask the graph. Give a token under "Headers":\n# { "authorization": "Bearer <token>" }\n\n{\n  __typename\n}\n',
    shouldPersistHeaders: false,
  });
  return promisify(gzip)(html);
}
