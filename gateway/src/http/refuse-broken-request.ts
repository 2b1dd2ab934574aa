// Answers what is no HTTP request, or does not become one in time. There is nothing yet that could answer it otherwise.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode, StatusOf } from '../error-codes/error-code-registry.ts';

const code = 'BAD_REQUEST' satisfies ErrorCode;

const refusals: Readonly<Record<string, readonly [status: StatusOf<typeof code>, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
};

export function createBrokenRequestHandler(headers: Readonly<Record<string, string>>) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (!socket.writable) {
      socket.destroy(error);
      return;
    }
    const [status, message] = refusals[error.code ?? ''] ?? [400, 'This is no HTTP request.'];
    const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
    const fields = {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      connection: 'close',
    };
    const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  };
}
