// A receiver of change events: a real HTTP server that checks what comes, and that a test can make fail.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { findEventFault } from './event-check.ts';

/** One attempt to deliver an event. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  readonly time: string;
  /** What it was answered with. */
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
}

/** A status, with seconds to wait where there are any; `hang` never answers. */
export type Answer = { readonly status: number; readonly retryAfterSeconds?: number } | 'hang';

export interface EventReceiver {
  readonly url: string;
  /** Every attempt, in the order of arrival. */
  readonly attempts: readonly ReceivedEvent[];
  /** What was accepted, as `type subject`. */
  accepted(): string[];
  /** From now on nothing else is good: what is signed otherwise is refused with 401, and is no attempt. */
  trust: (secret: string) => void;
  /** How often something was refused so. */
  readonly refused: number;
  /** Forgets the attempts so far. */
  clear(): void;
  /** Decides each answer; given the event and how often it has come before. */
  answer: (event: Omit<ReceivedEvent, 'status'>, before: number) => Answer;
  /** Stops listening. Rejects when anything was wrong with what came. */
  close(): Promise<void>;
}

export const secret = `whsec_${Buffer.from('a secret of more than 24 bytes').toString('base64')}`;

export async function startReceiver(port = 0): Promise<EventReceiver> {
  const attempts: ReceivedEvent[] = [];
  const faults: string[] = [];
  let webhook = new Webhook(secret);
  /** Once another secret is trusted, a signature with an old one is no fault of the sender. */
  let mayRefuse = false;
  let refused = 0;
  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      faults.push(String(error));
      response.writeHead(500).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The receiver has no address.');

  const receiver: EventReceiver = {
    url: `http://127.0.0.1:${address.port}/events`,
    attempts,
    accepted: () =>
      attempts.filter(({ status }) => status >= 200 && status < 300).map(({ type, subject }) => `${type} ${subject}`),
    trust(other) {
      webhook = new Webhook(other);
      mayRefuse = true;
    },
    get refused() {
      return refused;
    },
    clear: () => void attempts.splice(0),
    answer: () => ({ status: 202 }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (faults.length > 0) throw new Error(`Events were wrong:\n${faults.join('\n')}`);
    },
  };
  return receiver;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    try {
      webhook.verify(body, headers);
    } catch (error) {
      if (!mayRefuse) throw error;
      refused += 1;
      response.writeHead(401).end();
      return;
    }
    const event = JSON.parse(body) as Omit<ReceivedEvent, 'status' | 'headers'>;
    const fault = findEventFault(event);
    if (fault !== undefined) faults.push(fault);
    if (headers['webhook-id'] !== event.id) faults.push(`webhook-id ${headers['webhook-id']} for event ${event.id}`);
    if (headers['content-type']?.split(';', 1)[0] !== 'application/cloudevents+json') {
      faults.push(`content type ${headers['content-type']}`);
    }
    const before = attempts.filter(({ id }) => id === event.id).length;
    const answer = receiver.answer({ ...event, headers: request.headers }, before);
    attempts.push({ ...event, headers: request.headers, status: answer === 'hang' ? 0 : answer.status });
    if (answer === 'hang') return;
    const retryAfter = answer.retryAfterSeconds;
    response.writeHead(answer.status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }).end();
  }
}
