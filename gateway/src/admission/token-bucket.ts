// How much may still be taken of an allowance: so much at once, and as much again, evenly, over each interval.

export interface Allowance {
  readonly capacity: number;
  readonly intervalMs: number;
}

/** What was left at a moment, in milliseconds of any clock that does not go back. May be less than nothing. */
export interface Bucket {
  readonly level: number;
  readonly at: number;
}

/** What is left now. One that nobody has taken of is full. */
export function readLevel(bucket: Bucket | undefined, { capacity, intervalMs }: Allowance, now: number): number {
  if (bucket === undefined) return capacity;
  return Math.min(capacity, bucket.level + (Math.max(0, now - bucket.at) * capacity) / intervalMs);
}

/**
 * How long until so much may be taken: 0 when it may be now. What is more than the whole allowance needs a full bucket and
 * leaves a debt, so that it is neither refused for ever nor free.
 */
export function measureWaitMs(level: number, amount: number, { capacity, intervalMs }: Allowance): number {
  const missing = Math.min(amount, capacity) - level;
  return missing <= 0 ? 0 : (missing * intervalMs) / capacity;
}
