// What the policies of a random graph are drawn from: numbers that stand for choices, 0 for the plainest.
import * as fc from 'fast-check';
import { record } from '../execution/spec-record.ts';

/** A policy that some of the fields get. */
export interface PolicySpec {
  readonly maxAge: number;
  readonly varyBy: number;
  readonly isPrivate: boolean;
  readonly stale: number;
  readonly refreshedBy: number;
}

export interface PoliciesSpec {
  /** Decides which field gets which policy. */
  readonly seed: number;
  /** At least one. */
  readonly policies: readonly PolicySpec[];
}

const choice = fc.nat({ max: 63 });

export const policiesSpec: fc.Arbitrary<PoliciesSpec> = record({
  seed: fc.nat(1000),
  policies: fc.array(
    record({ maxAge: choice, varyBy: choice, isPrivate: fc.boolean(), stale: choice, refreshedBy: choice }),
    { minLength: 1, maxLength: 5, size: 'max' },
  ),
});
