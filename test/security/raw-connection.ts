// Sends bytes as they are, which HTTP clients would not.
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The first answer to the bytes, on a connection of its own that is closed by whoever comes first. */
export function sendBytes(
  { url }: { readonly url: string },
  bytes: string,
  /** Sent later, one every so many milliseconds, for as long as the connection is open. */
  drip?: { readonly text: string; readonly everyMs: number },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const timer = drip && setInterval(() => socket.writable && socket.write(drip.text), drip.everyMs);
    const finish = (): void => {
      clearInterval(timer);
      socket.destroy();
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const [statusLine = '', ...lines] = head.split('\r\n');
      const headers = lines.map((line) => /^([^:]*): ?(.*)$/.exec(line) ?? []);
      resolve({
        status: Number(statusLine.split(' ')[1]),
        headers: Object.fromEntries(headers.map(([, name = '', value = '']) => [name.toLowerCase(), value])),
        body: rest.join('\r\n\r\n'),
      });
    };
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const [, length] = /content-length: (\d+)/i.exec(text) ?? [];
      const body = text.split('\r\n\r\n').slice(1).join('\r\n\r\n');
      if (length !== undefined && Buffer.byteLength(body) >= Number(length)) finish();
    });
    socket.once('close', finish);
    socket.once('error', (error) => (text === '' ? reject(error) : finish()));
  });
}

/** A POST of a body, with these lines of headers beside the usual ones. */
export function writePost(body: string, headers: readonly string[] = [], target = '/graphql'): string {
  const lines = [
    `POST ${target} HTTP/1.1`,
    'Host: gateway.example',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(headers.some((line) => /^content-type:/i.test(line)) ? [] : ['Content-Type: application/json']),
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
