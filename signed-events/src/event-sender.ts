// Sends one event to one receiver: a CloudEvent in structured mode, signed by the Standard Webhooks scheme.
import { Agent, request } from 'undici';
import type { EventSigner } from './event-signer.ts';

/** What is said of one change. */
export interface SignedEvent {
  /** Unique, and the same however often it is sent. */
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339 in UTC. */
  readonly time: string;
  /** What receivers need beside the subject. Default: nothing. */
  readonly data?: Readonly<Record<string, string | number>>;
}

export type SendOutcome =
  | { readonly outcome: 'ACCEPTED' }
  /** It should pass: the receiver failed on this event. */
  | { readonly outcome: 'FAILED'; readonly reason: string }
  /** Somebody has to mend it: the receiver does not take this event. */
  | { readonly outcome: 'REFUSED'; readonly reason: string }
  /** It should pass: the receiver takes nothing now. */
  | { readonly outcome: 'UNAVAILABLE'; readonly reason: string; readonly retryAfterMs: number }
  /** Somebody has to mend it: the receiver takes nothing from us. */
  | { readonly outcome: 'SHUT_OUT'; readonly reason: string };

export interface EventSender {
  /** Never rejects. `signal` ends an attempt, whose event may have arrived all the same. */
  send(event: SignedEvent, signal: AbortSignal): Promise<SendOutcome>;
  close(): Promise<void>;
}

export interface EventSenderOptions {
  readonly sign: EventSigner;
  readonly url: string;
  /** CloudEvents source: names the sender. */
  readonly source: string;
  readonly timeoutMs: number;
  /** Most connections to the receiver. */
  readonly connections: number;
}

/** What a receiver says of one event; every other refusal is of all that comes from here. */
const eventFaults: ReadonlySet<number> = new Set([400, 409, 413, 415, 422]);

/** However long a receiver wants to be left alone, in milliseconds. */
const longestRetryAfterMs = 3_600_000;

export function createEventSender({ url, source, sign, timeoutMs, connections }: EventSenderOptions): EventSender {
  const dispatcher = new Agent({ connections });

  return {
    async send({ id, type, subject, time, data }, signal) {
      const body = JSON.stringify({
        specversion: '1.0',
        id,
        source,
        type,
        subject,
        time,
        ...(data && { datacontenttype: 'application/json', data }),
      });
      const now = new Date();
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'webhook-id': id,
        // The time of this attempt: a receiver refuses old ones.
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': sign(id, now, body),
      };
      try {
        const response = await request(url, {
          method: 'POST',
          headers,
          body,
          dispatcher,
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        // What it says is of no use; the connection is.
        await response.body.dump();
        return judge(response.statusCode, response.headers['retry-after']);
      } catch (error) {
        return { outcome: 'UNAVAILABLE', reason: describeFailure(error), retryAfterMs: 0 };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function judge(status: number, retryAfter: string | string[] | undefined): SendOutcome {
  const reason = `status ${status}`;
  if (status >= 200 && status < 300) return { outcome: 'ACCEPTED' };
  if (eventFaults.has(status)) return { outcome: 'REFUSED', reason };
  if (status === 500) return { outcome: 'FAILED', reason };
  if (status > 500 || status === 429 || status === 408) {
    return { outcome: 'UNAVAILABLE', reason, retryAfterMs: readRetryAfter(String(retryAfter ?? '')) };
  }
  return { outcome: 'SHUT_OUT', reason };
}

/** Seconds or a date, as RFC 9110 section 10.2.3 says. */
function readRetryAfter(text: string): number {
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(waitMs) ? 0 : Math.min(Math.max(waitMs, 0), longestRetryAfterMs);
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`;
}
