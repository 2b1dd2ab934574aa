// One reason for which a governed graph is refused.
import type { ViolationCode } from './violation-registry.ts';

export interface GovernanceViolation {
  readonly code: ViolationCode;
  /** `Type.field`, `Type.field(argument:)`, `Type`, or `schema (subgraph)`. */
  readonly coordinate: string;
  /** What is wrong and what to change, with the values at hand. */
  readonly message: string;
}
