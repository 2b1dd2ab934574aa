// Stands between OMS and ERP and keeps back answers: the ERP has acted, and the OMS never hears of it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ErpProxy {
  url: string;
  /** The next `times` answers to paths that start with `pathPrefix` are kept back. */
  keepBack(times: number, pathPrefix: string): void;
  /** Resolves when the ERP has acted on the next request whose answer is kept back. */
  nextKeptBack(): Promise<void>;
  close(): Promise<void>;
}

export async function startErpProxy(target: string): Promise<ErpProxy> {
  let due = { times: 0, pathPrefix: '/' };
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // A connection that the ERP breaks is broken for the OMS too.
      forward(request.url ?? '/', Buffer.concat(chunks)).catch(() => response.destroy());
    });

    async function forward(path: string, body: Buffer): Promise<void> {
      const isKeptBack = due.times > 0 && path.startsWith(due.pathPrefix);
      if (isKeptBack) due.times -= 1;
      const { authorization = '', 'content-type': contentType = '' } = request.headers;
      const answer = await fetch(`${target}${path}`, {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': contentType },
        body: new Uint8Array(body),
      });
      const text = await answer.text();
      if (isKeptBack) {
        for (const resolve of waiting.splice(0)) resolve();
        return;
      }
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    keepBack(times, pathPrefix) {
      due = { times, pathPrefix };
    },
    nextKeptBack: () => new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
