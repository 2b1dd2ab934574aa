// Reads a system's answer: what it says, or which failure it is.
import type { IncomingHttpHeaders } from 'undici/types/header.js';
import { parseRetryAfter } from './retry-delay.ts';
import { SystemRefusalError } from './system-refusal-error.ts';
import { SystemUnavailableError } from './system-unavailable-error.ts';

export interface SystemAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Turns a parsed body into what the connector works with; throws when the body is not what the system promises. */
export type ReadAnswer<T> = (body: unknown, answer: SystemAnswer) => T;

/** Statuses after which the same call may well succeed. */
const passingStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function readAnswer<T>(system: string, answer: SystemAnswer, read: ReadAnswer<T>): T {
  const { status } = answer;
  if (status === 429 || status >= 500) {
    const retryAfterMs = parseRetryAfter(firstOf(answer.headers['retry-after']));
    throw new SystemUnavailableError(system, 'status', {
      isRetryable: passingStatuses.has(status),
      cause: new Error(`status ${status}`),
      retryAfterMs,
    });
  }
  if (status === 401) throw new SystemUnavailableError(system, 'credentials', { cause: new Error('status 401') });
  if (status >= 400) throw new SystemRefusalError(system, status, parseQuietly(answer.text));
  if (status >= 300 && status !== 304)
    throw new SystemUnavailableError(system, 'response', { cause: new Error(`status ${status}`) });
  let body: unknown;
  try {
    body = answer.text === '' ? undefined : JSON.parse(answer.text);
  } catch {
    // The parser's own message quotes the body, which must not reach a log.
    throw new SystemUnavailableError(system, 'response', { cause: new Error('the body is not JSON') });
  }
  try {
    return read(body, answer);
  } catch (cause) {
    throw new SystemUnavailableError(system, 'response', { cause });
  }
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** The body of a refusal may be anything, an HTML page of a proxy included: its status alone says enough then. */
function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
