// Allowances counted in this process alone.
import { LRUCache } from 'lru-cache';
import type { Buckets, Demand, Verdict } from './buckets.ts';
import { type Bucket, measureWaitMs, readLevel } from './token-bucket.ts';

/** Knows at once. */
export interface LocalBuckets extends Buckets {
  take(demands: readonly Demand[], amount: number): Verdict;
}

export interface LocalBucketsOptions {
  /** How many are kept. Of too many, those taken of longest ago are forgotten, and so full again. Default 50 000. */
  readonly limit?: number;
  /** Milliseconds. Default: since the process started. */
  readonly now?: () => number;
}

/** Some 15 MB. */
const defaultLimit = 50_000;
const nothingExceeded: Verdict = Object.freeze({ exceeded: Object.freeze([]) });

export function createLocalBuckets(options: LocalBucketsOptions = {}): LocalBuckets {
  const { limit = defaultLimit, now: readClock = () => performance.now() } = options;
  const buckets = new LRUCache<string, Bucket>({ max: limit });
  return {
    take(demands, amount) {
      const now = readClock();
      const levels = demands.map(({ key, allowance }) => readLevel(buckets.get(key), allowance, now));
      const waits = demands.map(({ allowance }, index) => measureWaitMs(levels[index] ?? 0, amount, allowance));
      const refused = findLongest(waits, (index) => demands[index]?.isEnforced === true);
      if (refused !== undefined) return { refused, exceeded: [] };
      const exceeded: number[] = [];
      for (const [index, { key }] of demands.entries()) {
        if ((waits[index] ?? 0) > 0) exceeded.push(index);
        else buckets.set(key, { level: (levels[index] ?? 0) - amount, at: now });
      }
      return exceeded.length === 0 ? nothingExceeded : { exceeded };
    },
    settle(demands, amount) {
      const now = readClock();
      for (const { key, allowance } of demands) {
        const level = readLevel(buckets.get(key), allowance, now) - amount;
        buckets.set(key, { level: Math.min(allowance.capacity, level), at: now });
      }
    },
  };
}

/** Whoever waits for the longest need not ask twice. */
function findLongest(waits: readonly number[], counts: (index: number) => boolean): Verdict['refused'] {
  let longest: Verdict['refused'];
  for (const [index, waitMs] of waits.entries()) {
    if (waitMs > (longest?.waitMs ?? 0) && counts(index)) longest = { index, waitMs };
  }
  return longest;
}
