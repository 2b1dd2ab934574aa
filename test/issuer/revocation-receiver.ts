// A receiver of revocations, as a gateway is one: a real HTTP server that refuses what is not signed.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect } from 'vitest';

export interface ReceivedRevocation {
  readonly id: string;
  readonly specversion: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What it was answered with. */
  readonly status: number;
}

export interface RevocationReceiver {
  readonly url: string;
  readonly events: readonly ReceivedRevocation[];
  /** What it answers from now on. Default 202. */
  status: number;
  /** Every attempt with this subject, once one was answered with `status`. */
  waitFor(subject: string, status?: number): Promise<ReceivedRevocation[]>;
  close(): Promise<void>;
}

export async function startRevocationReceiver(secret: string): Promise<RevocationReceiver> {
  const events: ReceivedRevocation[] = [];
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      try {
        webhook.verify(body, request.headers as Record<string, string>);
      } catch {
        response.writeHead(401).end();
        return;
      }
      events.push({ ...(JSON.parse(body) as Omit<ReceivedRevocation, 'status'>), status: receiver.status });
      response.writeHead(receiver.status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: RevocationReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    events,
    status: 202,
    async waitFor(subject, status = 202) {
      const find = () => events.filter((event) => event.subject === subject);
      await expect.poll(() => find().some((event) => event.status === status), { timeout: 20_000 }).toBe(true);
      return find();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
