// One HTTP request and its response as text, within a deadline. Uses the pool's lowest layer: a response as a stream
// costs more than everything else that is done for it.
import type { Dispatcher, Pool } from 'undici';

export interface HttpExchange {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From now to the last byte of the response. */
  readonly timeoutMs: number;
  /** The largest response body. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly cacheControl: string | undefined;
}

/** The deadline has passed, or the signal has fired. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
  readonly status: number;

  constructor(status: number, limitBytes: number) {
    super(`The response has more than ${limitBytes} bytes.`);
    this.status = status;
  }
}

/** Rejects with an `InterruptedError`, a `ResponseTooLargeError`, or what the connection failed with. */
export function exchange(
  pool: Pool,
  { path, headers, body, timeoutMs, limitBytes, signal }: HttpExchange,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let isOver = false;
    let status = 0;
    let cacheControl: string | undefined;
    let size = 0;
    const chunks: Buffer[] = [];

    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (error: Error): void => {
      if (isOver) return;
      end();
      reject(error);
      // One that still waits for a connection is stopped when it gets one.
      controller?.abort(error);
    };
    const onAbort = (): void => stop(new InterruptedError('Nobody waits for the response any more.'));
    const timer = setTimeout(
      () => stop(new InterruptedError(`There was no response within ${timeoutMs} ms.`)),
      timeoutMs,
    );

    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    pool.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart(requestController) {
          controller = requestController;
          if (isOver) controller.abort(new InterruptedError('The request was given up before it was sent.'));
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode;
          cacheControl = responseHeaders['cache-control']?.toString();
        },
        onResponseData(_controller, chunk) {
          size += chunk.byteLength;
          if (size > limitBytes) stop(new ResponseTooLargeError(status, limitBytes));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          if (isOver) return;
          end();
          const [first] = chunks;
          const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size);
          resolve({ status, text: bytes.toString('utf8'), cacheControl });
        },
        onResponseError(_controller, error) {
          stop(error);
        },
      },
    );
  });
}
