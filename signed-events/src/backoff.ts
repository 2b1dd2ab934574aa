// How long to wait before the next attempt: twice as long each time, never longer than a bound, never quite the same.

export interface BackoffBounds {
  /** Wait after the first failure, in milliseconds. */
  readonly minMs: number;
  /** No wait is longer, in milliseconds. */
  readonly maxMs: number;
}

/**
 * Whole milliseconds to wait after this many failures in a row (1 or more): between half the exponential delay and all of it, so
 * that systems that failed together do not come back together.
 */
export function computeBackoffMs(failures: number, { minMs, maxMs }: BackoffBounds, random = Math.random): number {
  const delayMs = Math.min(maxMs, minMs * 2 ** Math.min(failures - 1, 50));
  return Math.round(delayMs * (0.5 + random() / 2));
}
