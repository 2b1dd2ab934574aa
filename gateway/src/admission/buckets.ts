// Where it is kept how much callers have taken of their allowances.
import type { Allowance } from './token-bucket.ts';

/** One of the allowances that a request needs something of. */
export interface Demand {
  /** Different for whatever has an allowance of its own. */
  readonly key: string;
  readonly allowance: Allowance;
  /** Otherwise it is only noted that it was exceeded. */
  readonly isEnforced: boolean;
}

export interface Verdict {
  /** The demand, by its index, for which nothing was taken of any; and how long until it can be met. */
  readonly refused?: { readonly index: number; readonly waitMs: number };
  /** Those that are only measured and were exceeded. Nothing was taken of them. */
  readonly exceeded: readonly number[];
}

export interface Buckets {
  /** Takes the amount of all, or of none when one that is enforced does not have it. */
  take(demands: readonly Demand[], amount: number): Verdict | Promise<Verdict>;
  /** Takes more of all, whether they have it or not; with a negative amount, gives it back. */
  settle(demands: readonly Demand[], amount: number): void;
}
