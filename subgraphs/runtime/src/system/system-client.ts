// The way to one system of record: a connection pool with deadline, retries, circuit breaker and concurrency limit.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { TokenSource } from '../oauth/token-source.ts';
import { type BreakerOptions, createBreaker } from './breaker.ts';
import { createBulkhead } from './bulkhead.ts';
import { createRateLimit } from './rate-limit.ts';
import { type RetryOptions, computeRetryDelay } from './retry-delay.ts';
import { type ReadAnswer, type SystemAnswer, readAnswer } from './system-answer.ts';
import { SystemError } from './system-error.ts';
import { SystemUnavailableError } from './system-unavailable-error.ts';

export interface SystemClientOptions {
  /** Names the system in errors and logs, for example `erp`. */
  readonly name: string;
  /** Base URL; a path in it is put before the path of every call. */
  readonly url: string;
  /** Where bearer tokens come from. None: calls are made without. */
  readonly tokenSource?: TokenSource;
  /** For a whole call: waiting, retries and all. Default 5 000 ms. */
  readonly deadlineMs?: number;
  readonly retry?: RetryOptions;
  readonly breaker?: BreakerOptions;
  /** Calls at once. Default 16. */
  readonly maxConcurrent?: number;
  /** Calls that may wait for their turn. Default 256; more are turned away at once. */
  readonly maxQueued?: number;
  /** Calls that may start within a second. Default: no limit. */
  readonly maxPerSecond?: number;
  /** Sockets to the system. Default: `maxConcurrent`. */
  readonly connections?: number;
  /** Largest answer that is read. Default 16 MiB. */
  readonly maxResponseBytes?: number;
}

export interface SystemCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, with a leading slash. */
  readonly path: string;
  /** A list is written as a repeated parameter; undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the call when nobody waits for it any more. */
  readonly signal?: AbortSignal;
  /** Whether repeating it does no harm. Default: true for GET only; mark a POST that only asks. */
  readonly isIdempotent?: boolean;
}

export interface SystemClient {
  readonly name: string;
  /**
   * Makes a call and reads its answer. `read` gets the parsed JSON body (undefined without one); whatever it throws
   * means that the system broke its promise. Rejects with a SystemError, and with nothing else.
   */
  request<T>(call: SystemCall, read: ReadAnswer<T>): Promise<T>;
  close(): Promise<void>;
}

export function createSystemClient(options: SystemClientOptions): SystemClient {
  const { name, tokenSource, deadlineMs = 5_000, retry = {}, maxConcurrent = 16, maxQueued = 256 } = options;
  const base = new URL(options.url);
  const basePath = base.pathname.replace(/\/$/, '');
  const pool = new Pool(base.origin, {
    connections: options.connections ?? maxConcurrent,
    maxResponseSize: options.maxResponseBytes ?? 16 * 1024 * 1024,
    connect: { timeout: deadlineMs },
    // The deadline of the call ends what hangs; undici's own timers would only add a second, coarser opinion.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const bulkhead = createBulkhead(maxConcurrent, maxQueued, () => new SystemUnavailableError(name, 'busy'));
  const breaker = createBreaker(name, options.breaker ?? {});
  const takeTurn = options.maxPerSecond === undefined ? undefined : createRateLimit(options.maxPerSecond);

  async function send(call: SystemCall, token: string | undefined, signal: AbortSignal): Promise<SystemAnswer> {
    await takeTurn?.(signal);
    const response = await pool.request({
      method: call.method,
      path: basePath + call.path + formatQuery(call.query),
      headers: {
        accept: 'application/json',
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...call.headers,
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal,
    });
    return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
  }

  async function sendAuthenticated(call: SystemCall, signal: AbortSignal): Promise<SystemAnswer> {
    if (tokenSource === undefined) return send(call, undefined, signal);
    const token = await tokenSource.getToken(signal);
    const answer = await send(call, token, signal);
    if (answer.status !== 401) return answer;
    // Revoked before its time, or a clock is off: renew it once. A second 401 is final.
    tokenSource.discard(token);
    return send(call, await tokenSource.getToken(signal), signal);
  }

  async function attempt<T>(
    call: SystemCall,
    read: ReadAnswer<T>,
    deadline: AbortSignal,
    signal: AbortSignal,
  ): Promise<T> {
    try {
      return await bulkhead.run(
        () =>
          breaker.run(async () => {
            try {
              return readAnswer(name, await sendAuthenticated(call, signal), read);
            } catch (error) {
              throw describeFailure(error, deadline, signal);
            }
          }),
        signal,
      );
    } catch (error) {
      throw describeFailure(error, deadline, signal);
    }
  }

  /** Every failure as a SystemError: told apart by who ended the call, ours by its deadline or the caller by leaving. */
  function describeFailure(error: unknown, deadline: AbortSignal, signal: AbortSignal): SystemError {
    if (deadline.aborted) return new SystemUnavailableError(name, 'timeout', { cause: error });
    if (signal.aborted) return new SystemUnavailableError(name, 'cancelled', { cause: error });
    if (error instanceof SystemError) return error;
    if (isOversized(error)) return new SystemUnavailableError(name, 'response', { cause: error });
    return new SystemUnavailableError(name, 'connection', { cause: error });
  }

  return {
    name,
    async request(call, read) {
      const deadline = AbortSignal.timeout(deadlineMs);
      const signal = call.signal === undefined ? deadline : AbortSignal.any([deadline, call.signal]);
      const isIdempotent = call.isIdempotent ?? call.method === 'GET';
      for (let attempts = 1; ; attempts++) {
        try {
          return await attempt(call, read, deadline, signal);
        } catch (error) {
          const delayMs =
            isIdempotent && isWorthRepeating(error)
              ? computeRetryDelay(attempts, retryAfterOf(error), retry)
              : undefined;
          if (delayMs === undefined) throw error;
          await sleep(delayMs, undefined, { signal }).catch((cause: unknown) => {
            throw describeFailure(cause, deadline, signal);
          });
        }
      }
    },
    close: () => pool.destroy(),
  };
}

/** A call turned away by our own queue or breaker is not repeated: waiting longer is what they are there to prevent. */
function isWorthRepeating(error: unknown): boolean {
  return (
    error instanceof SystemUnavailableError && error.isRetryable && ['connection', 'status'].includes(error.reason)
  );
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof SystemUnavailableError ? error.retryAfterMs : undefined;
}

function isOversized(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}

function formatQuery(query: SystemCall['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [value])
      parameters.append(key, String(each));
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
