// Keeps calls to a system under its published rate: at most so many starts in any second.
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the next call may start; rejects with the signal's reason when it fires before. */
export type TakeTurn = (signal: AbortSignal) => Promise<void>;

export function createRateLimit(maxPerSecond: number, now: () => number = () => performance.now()): TakeTurn {
  // When each of the last `maxPerSecond` calls started: the oldest must be a second ago before another starts.
  const starts: number[] = [];

  return async (signal) => {
    const oldest = starts.length < maxPerSecond ? undefined : starts.shift();
    const startAt = Math.max(now(), oldest === undefined ? 0 : oldest + 1_000);
    starts.push(startAt);
    const waitMs = startAt - now();
    if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, { signal });
  };
}
