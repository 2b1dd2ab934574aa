// An HTTP server whose answers a test decides call by call, and which notes when a caller hangs up.
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedSystem {
  readonly url: string;
  /** Requests so far, in order. */
  readonly calls: readonly {
    method: string;
    path: string;
    authorization: string | undefined;
    body: string;
    atMs: number;
  }[];
  /** Requests whose caller went away before the answer was complete. */
  readonly hangUps: number;
  /** Requests answered at this moment. */
  readonly running: number;
  close(): Promise<void>;
}

export type AnswerCall = (
  request: IncomingMessage,
  response: ServerResponse,
  callNumber: number,
) => void | Promise<void>;

export async function startSystem(answer: AnswerCall): Promise<ScriptedSystem> {
  const calls: ScriptedSystem['calls'][number][] = [];
  let hangUps = 0;
  let running = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    running++;
    response.once('close', () => {
      running--;
      if (!response.writableFinished) hangUps++;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({
        method: request.method ?? '',
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks).toString(),
        atMs: performance.now(),
      });
      void answer(request, response, calls.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    get hangUps() {
      return hangUps;
    },
    get running() {
      return running;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
