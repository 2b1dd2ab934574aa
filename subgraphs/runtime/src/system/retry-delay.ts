// How long to wait before a failed call is made again.

export interface RetryOptions {
  /** Calls in all, the first included. Default 3; 1 turns retrying off. */
  readonly maxAttempts?: number;
  /** Upper bound of the first wait; it doubles with every further one. Default 100 ms. */
  readonly intervalMs?: number;
  /** Upper bound of any wait, `Retry-After` included: a system that asks for more is not waited for. Default 2 000 ms. */
  readonly maxIntervalMs?: number;
}

/**
 * The wait before attempt `attempt` + 1, in milliseconds; undefined when it is not worth it. Full jitter spreads the
 * callers of one outage over the whole interval, so that they do not come back together.
 */
export function computeRetryDelay(
  attempt: number,
  retryAfterMs: number | undefined,
  { maxAttempts = 3, intervalMs = 100, maxIntervalMs = 2_000 }: RetryOptions,
  random: () => number = Math.random,
): number | undefined {
  if (attempt >= maxAttempts) return undefined;
  const jitterMs = random() * Math.min(intervalMs * 2 ** (attempt - 1), maxIntervalMs);
  if (retryAfterMs === undefined) return jitterMs;
  if (retryAfterMs > maxIntervalMs) return undefined;
  return Math.min(retryAfterMs + random() * intervalMs, maxIntervalMs);
}

/** Reads `Retry-After`, given in seconds or as an HTTP date. */
export function parseRetryAfter(header: string | undefined, now: Date = new Date()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
