// What the public listener answers: health, the pages of signing in, and everything else by oidc-provider.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { InteractionPages } from './pages/interaction-pages.ts';
import { renderMessagePage, securityHeaders } from './pages/render-page.ts';

export interface PublicHandlerOptions {
  /** The provider of the keys of this moment. */
  readonly getProvider: () => Provider;
  readonly pages: InteractionPages;
  /** Rejects while the database cannot be used. */
  readonly isReady: () => Promise<unknown>;
  readonly log: Logger;
}

/** After signing out a browser may be led on, to wherever the application was registered. */
const signOutTargets = ['https:', 'http://127.0.0.1:*', 'http://localhost:*'];

export function createPublicHandler({ getProvider, pages, isReady, log }: PublicHandlerOptions) {
  let known: { readonly provider: Provider; readonly handle: ReturnType<Provider['callback']> } | undefined;
  const handleByProvider = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const provider = getProvider();
    if (known?.provider !== provider) known = { provider, handle: provider.callback() };
    return known.handle(request, response);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    for (const [name, value] of Object.entries(securityHeaders(path.startsWith('/sign-out') ? signOutTargets : []))) {
      response.setHeader(name, value);
    }
    if (path === '/health/live') return sendJson(response, 200, { status: 'live' });
    if (path === '/health/ready') {
      const isUsable = await isReady().then(
        () => true,
        () => false,
      );
      return sendJson(response, isUsable ? 200 : 503, { status: isUsable ? 'ready' : 'not ready' });
    }
    if (path === '/' && (request.method === 'GET' || request.method === 'HEAD')) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.end(
        renderMessagePage('Sign in', 'You sign in from an application: open it, and it brings you here.'),
      );
    }
    if (path.startsWith('/interaction/')) return pages(request, response, getProvider());
    return handleByProvider(request, response);
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error, method: request.method }, 'a request failed');
      if (response.headersSent) return response.destroy();
      response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' });
      return response.end(renderMessagePage('This did not work', 'Something failed here. Try again in a moment.'));
    });
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
