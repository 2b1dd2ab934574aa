// A sender of change events: writes them in each content mode, and signs them as a system of record does.
import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Webhook } from 'standardwebhooks';

export type EventAttributes = Record<string, unknown>;

/** A request before it is signed. */
export interface EventRequest {
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
}

export interface Signing {
  readonly secret: string;
  readonly id?: string;
  /** In seconds from now. */
  readonly timestampOffset?: number;
  /** What is signed in place of what is sent. */
  readonly content?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<NodeJS.Dict<string | string[]>>;
  readonly body: {
    accepted?: number;
    ignored?: unknown[];
    count?: number;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

export function createSecret(bytes = 32): string {
  return `whsec_${randomBytes(bytes).toString('base64')}`;
}

export function createEvent(attributes: EventAttributes = {}): EventAttributes {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: 'https://erp.example/',
    type: 'erp.price.changed',
    subject: 'account/acme/item/PX-200',
    time: new Date().toISOString(),
    ...attributes,
  };
}

export function writeStructured(event: EventAttributes): EventRequest {
  return { headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify(event) };
}

export function writeBatch(events: readonly unknown[]): EventRequest {
  return { headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(events) };
}

/** Percent-encoded as the HTTP binding says. */
export function writeBinary({ data, ...attributes }: EventAttributes): EventRequest {
  const headers = Object.entries(attributes).map(([name, value]) => [
    `ce-${name}`,
    String(value).replace(/[^!-~]|["%]/gu, encodeURIComponent),
  ]);
  return {
    headers: { 'content-type': 'application/json', ...(Object.fromEntries(headers) as Record<string, string>) },
    body: data === undefined ? '' : JSON.stringify(data),
  };
}

/** In front of the body, what binary mode has signed of the headers. */
function renderAttributes(headers: Record<string, string>): string {
  const names = Object.keys(headers).filter((name) => name.startsWith('ce-'));
  if (names.length === 0) return '';
  return `${names
    .toSorted()
    .map((name) => `${name}:${headers[name]}\n`)
    .join('')}\n`;
}

/** With one secret, or with several at once. */
export function sign({ headers, body }: EventRequest, ...signings: [Signing, ...Signing[]]): EventRequest {
  const [{ id = randomUUID(), timestampOffset = 0 }] = signings;
  const timestamp = Math.floor(Date.now() / 1000) + timestampOffset;
  const signatures = signings.map(({ secret, content = `${renderAttributes(headers)}${body.toString()}` }) =>
    new Webhook(secret).sign(id, new Date(timestamp * 1000), content),
  );
  return {
    headers: {
      ...headers,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatures.join(' '),
    },
    body,
  };
}

/** Headers may also be a flat list of names and values, with which a name can be sent twice. */
export function send(
  url: string,
  { headers, body }: { readonly headers: Record<string, string> | readonly string[]; readonly body: string | Buffer },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const list = Array.isArray(headers) ? (headers as string[]) : Object.entries(headers).flat();
    const sent = request(
      url,
      {
        method: 'POST',
        headers: ['host', new URL(url).host, 'content-length', String(Buffer.byteLength(body)), ...list],
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: JSON.parse(Buffer.concat(chunks).toString()) as Answer['body'],
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
