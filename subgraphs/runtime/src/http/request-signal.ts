// One AbortSignal per request: it fires when the caller hangs up or the request's time is over.
import type { ServerResponse } from 'node:http';

export function createRequestSignal(response: ServerResponse, timeoutMs: number): AbortSignal {
  const request = new AbortController();
  // A timer of our own rather than `AbortSignal.timeout`: it ends with the request instead of outliving thousands of them.
  const timer = setTimeout(
    () => request.abort(new DOMException(`The request took longer than ${timeoutMs} ms.`, 'TimeoutError')),
    timeoutMs,
  );
  response.once('close', () => {
    clearTimeout(timer);
    // `close` also follows a response that was sent completely; then nobody is waiting on the signal any more.
    if (!response.writableFinished) request.abort(new DOMException('The caller hung up.', 'AbortError'));
  });
  return request.signal;
}
